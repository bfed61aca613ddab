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
    let words = "predict run paper.png light.png --index 1";
    let predicted = sandbox.run(words).succeeded();
    let [paper, light, index] = &predicted.stdout.lines().collect::<Vec<_>>()[..] else {
        panic!("three lines: {}", predicted.stdout)
    };
    assert!(paper.starts_with("paper.png: ") && light.starts_with("light.png: "));
    let label = test.labels()[1];
    assert!(index.starts_with("test[1]: ") && index.ends_with(&format!("labelled {label}")));
    assert!(!predicted.stdout.contains("inverted"));

    let verbose = sandbox.run(&format!("{words} --verbose")).succeeded();
    let inverted = ", inverted: the picture is dark on light";
    let lines: Vec<&str> = verbose.stdout.lines().collect();
    assert_eq!(lines[0], format!("{paper}{inverted}"));
    assert_eq!(&lines[1..], [*light, *index]);
}

#[test]
fn top_is_a_table_of_the_likeliest_digits() {
    let sandbox = Sandbox::new();
    quick_run(&sandbox);
    let predicted = sandbox.run("predict run --index 0 --top 3").succeeded();
    let lines: Vec<&str> = predicted.stdout.lines().collect();
    assert_eq!(lines.len(), 4, "{}", predicted.stdout);
    assert!(lines[0].starts_with("test[0]: "));
    let rows: Vec<(f64, usize)> = lines[1..]
        .iter()
        .map(|line| {
            let (share, bar) = line.split_once(" %").unwrap();
            let share = share.split_whitespace().last().unwrap().parse().unwrap();
            (share, bar.trim().chars().count())
        })
        .collect();
    assert!(
        rows.is_sorted_by(|a, b| a.0 >= b.0 && a.1 >= b.1),
        "{rows:?}"
    );
    let columns: Vec<_> = lines[1..].iter().map(|line| line.find('%')).collect();
    assert!(
        columns.iter().all(|column| *column == columns[0]),
        "{lines:?}"
    );
}

#[test]
fn show_draws_what_the_network_saw_without_blank_lines() {
    let sandbox = Sandbox::new();
    quick_run(&sandbox);
    let predicted = sandbox.run("predict run --index 0 --show").succeeded();
    let lines: Vec<&str> = predicted.stdout.lines().collect();
    let (answer, drawing) = lines.split_last().unwrap();
    assert!(answer.starts_with("test[0]: "));
    let first_and_last = [drawing[0], drawing[drawing.len() - 1]];
    assert!(
        first_and_last.iter().all(|line| line.trim() != ""),
        "{drawing:?}"
    );
    assert!(drawing.len() <= 14 && drawing.iter().all(|line| line.chars().count() <= 28));
}

#[test]
fn index_takes_lists_and_ranges() {
    let sandbox = Sandbox::new();
    quick_run(&sandbox);
    let names = |words: &str| {
        let predicted = predict(&sandbox, words);
        let names = predicted
            .iter()
            .map(|found| found["input"].as_str().unwrap().to_owned());
        names.collect::<Vec<_>>().join(" ")
    };
    let expected = "test[7] test[0] test[3] test[4] test[5]";
    assert_eq!(names("--index 7,0,3-5"), expected);
    assert_eq!(names("--index 7 --index 0,3-5"), expected);
}

#[test]
fn an_index_that_cannot_be_meant_is_refused() {
    let sandbox = Sandbox::new();
    quick_run(&sandbox);
    for (words, says) in [
        ("--index 2000", "error: --index takes 0 to 1999; found 2000"),
        (
            "--index 5-9000000000",
            "error: --index takes 0 to 1999; found 9000000000",
        ),
        ("--index 9-5", "write 5-9"),
        (
            "--index one",
            "expected indices such as 0,3,5-9; found `one`",
        ),
        ("--index 1 2 3", "hint: write --index 1,2,3"),
        ("--index 0-2 7", "hint: write --index 0-2,7"),
    ] {
        sandbox
            .run(&format!("predict run {words}"))
            .failed(2)
            .says(says);
    }
    // A picture may have such a name.
    picture(&synthetic_test(1).images()[0])
        .save_with_format(sandbox.path("2"), image::ImageFormat::Png)
        .unwrap();
    assert_eq!(predict(&sandbox, "--index 1 2").len(), 2);
}

#[test]
fn without_an_input_it_says_what_can_be_given() {
    let sandbox = Sandbox::new();
    for command in ["predict", "explain"] {
        sandbox
            .run(&format!("{command} run"))
            .failed(2)
            .says("error: no image is named: name a PNG or JPEG picture")
            .says("hint: `--index 0` needs no picture");
    }
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
