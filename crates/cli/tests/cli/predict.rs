//! `predict`: what it takes, and how it says what it found.

use std::io::Write;
use std::process::Stdio;

use serde_json::Value;

use crate::fixture::{on_paper, picture, quick_run, synthetic_test};
use crate::outcome::{Outcome, assert_has_keys};
use crate::sandbox::Sandbox;

fn predict(sandbox: &Sandbox, words: &str) -> Vec<Value> {
    let predicted = sandbox.run(&format!("predict run {words} --format json"));
    predicted.succeeded().json().as_array().unwrap().clone()
}

#[test]
fn json_has_the_documented_keys_and_probabilities_that_add_up() {
    let sandbox = Sandbox::new();
    quick_run(&sandbox);
    let predicted = predict(&sandbox, "--index 3");
    let [found] = &predicted[..] else {
        panic!("one input, one result: {predicted:?}")
    };
    assert_has_keys(found, &["input", "label", "probabilities", "inverted"]);
    let probabilities: Vec<f64> = found["probabilities"]
        .as_array()
        .unwrap()
        .iter()
        .map(|probability| probability.as_f64().unwrap())
        .collect();
    assert_eq!(probabilities.len(), 10);
    assert!((probabilities.iter().sum::<f64>() - 1.0).abs() < 1e-5);
    let label = found["label"].as_u64().unwrap() as usize;
    assert!(
        probabilities
            .iter()
            .all(|other| *other <= probabilities[label])
    );
}

#[test]
fn text_is_a_line_a_picture_in_the_order_given() {
    let sandbox = Sandbox::new();
    quick_run(&sandbox);
    let test = synthetic_test(2);
    picture(&test.images()[0])
        .save(sandbox.path("light.png"))
        .unwrap();
    on_paper(&test.images()[1])
        .save(sandbox.path("paper.png"))
        .unwrap();
    let predicted = sandbox
        .run("predict run paper.png light.png --index 1")
        .succeeded();
    let [paper, light, index] = &predicted.stdout.lines().collect::<Vec<_>>()[..] else {
        panic!("three lines: {}", predicted.stdout)
    };
    assert!(
        paper.starts_with("paper.png: ")
            && paper.ends_with("inverted: the picture is dark on light")
    );
    assert!(light.starts_with("light.png: ") && !light.contains("inverted"));
    let label = test.labels()[1];
    assert!(index.starts_with("test[1]: ") && index.ends_with(&format!("labelled {label}")));
}

#[test]
fn top_lists_the_likeliest_digits_first() {
    let sandbox = Sandbox::new();
    quick_run(&sandbox);
    let predicted = sandbox.run("predict run --index 0 --top 3").succeeded();
    let shares: Vec<f64> = predicted
        .stdout
        .split('(')
        .skip(1)
        .map(|part| part.split_once(" %)").unwrap().0.parse().unwrap())
        .collect();
    assert_eq!(shares.len(), 3, "{}", predicted.stdout);
    assert!(shares.is_sorted_by(|a, b| a >= b), "{shares:?}");
}

#[test]
fn show_draws_what_the_network_saw() {
    let sandbox = Sandbox::new();
    quick_run(&sandbox);
    let predicted = sandbox.run("predict run --index 0 --show").succeeded();
    let lines: Vec<&str> = predicted.stdout.lines().collect();
    assert_eq!(lines.len(), 15, "{}", predicted.stdout);
    assert!(lines[..14].iter().all(|line| line.chars().count() == 28));
    assert!(lines[..14].iter().any(|line| line.trim() != ""));
    assert!(lines[14].starts_with("test[0]: "));
}

#[test]
fn a_dash_reads_the_picture_from_standard_input() {
    let sandbox = Sandbox::new();
    quick_run(&sandbox);
    picture(&synthetic_test(1).images()[0])
        .save(sandbox.path("digit.png"))
        .unwrap();
    let mut command = sandbox.command("predict run - --format json");
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child
        .stdin
        .take()
        .unwrap()
        .write_all(&sandbox.bytes("digit.png"))
        .unwrap();
    let piped = Outcome::from(child.wait_with_output().unwrap())
        .succeeded()
        .json();
    assert_eq!(piped[0]["input"], "standard input");
    assert_eq!(
        piped[0]["label"],
        predict(&sandbox, "digit.png")[0]["label"]
    );
}

#[test]
fn an_index_outside_the_test_set_is_refused() {
    let sandbox = Sandbox::new();
    quick_run(&sandbox);
    sandbox
        .run("predict run --index 2000")
        .failed(2)
        .says("error: --index takes 0 to 1999; found 2000");
}
