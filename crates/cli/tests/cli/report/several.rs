//! One page of several runs: what is laid over each other, what is stated, and where it goes.

use crate::chromium::{Scheme, Visit};
use crate::fixture::{QUICK, quick_run};
use crate::outcome::assert_has_keys;
use crate::sandbox::Sandbox;

/// Runs `a` and `b`, which differ in width and seed.
fn two_runs(sandbox: &Sandbox) {
    sandbox.run(&format!("{QUICK} --out a")).succeeded();
    let wider = QUICK.replace("--hidden 16", "--hidden 24");
    sandbox
        .run(&format!("{wider} --seed 7 --out b"))
        .succeeded();
}

#[test]
fn several_runs_share_charts_and_differ_in_their_settings() {
    let sandbox = Sandbox::new();
    two_runs(&sandbox);
    let told = sandbox
        .run("runs report a b --out both.html --format json")
        .succeeded()
        .json();
    assert_has_keys(&told, &["runs", "report", "bytes"]);
    assert_eq!(told["runs"], serde_json::json!(["a", "b"]));
    assert_eq!(told["report"], "both.html");
    let page = sandbox.read("both.html");
    assert_eq!(told["bytes"], page.len());
    assert!(page.contains("<h1>2 runs on 200 images of synthetic digits: "));
    for run in ["a", "b"] {
        let accuracy = sandbox.json(&format!("{run}/run.json"))["test"]["accuracy"].clone();
        let accuracy = format!("{:.2}", 100.0 * accuracy.as_f64().unwrap());
        let row = format!("<td>{run}</td><td class=\"number\">{accuracy}</td>");
        assert!(page.contains(&row), "{row}");
    }
    let (_, settings) = page.split_once("Settings that differ</h2>").unwrap();
    assert!(settings.contains("<td>hidden</td><td>16</td><td>24</td>"));
    assert!(settings.contains("<td>seed</td><td>42</td><td>7</td>"));
    assert!(!settings.contains("<td>learning_rate</td>"));
    // The seed decides which images are held back.
    assert!(page.contains("The validation images are not the same for all runs."));
    assert!(!page.contains("tested on different images"));

    let Some(visit) = Visit::in_scheme(&page, Scheme::Light) else {
        return;
    };
    assert_eq!(visit.complaints, Vec::<String>::new());
    // Two epochs of two runs.
    for chart in ["validation-accuracy", "validation-loss", "training-loss"] {
        assert_eq!(visit.marks(chart), 4, "{chart}");
    }
}

#[test]
fn runs_tested_on_different_images_are_not_compared() {
    let sandbox = Sandbox::new();
    quick_run(&sandbox);
    let fewer = QUICK.replace("--limit 200", "--limit 150");
    sandbox.run(&format!("{fewer} --out fewer")).succeeded();
    sandbox
        .run("runs report run fewer --out both.html")
        .succeeded();
    let page = sandbox.read("both.html");
    assert!(page.contains(
        "The runs were tested on different images, so their results cannot be compared."
    ));
    assert!(page.contains("<h1>2 runs compared</h1>"));
    for images in ["200 images of synthetic", "150 images of synthetic"] {
        assert!(page.contains(images), "{images}");
    }
    assert!(!page.contains("class=\"best\""));
}

#[test]
fn a_page_of_several_runs_is_a_new_file_unless_one_is_named() {
    let sandbox = Sandbox::new();
    two_runs(&sandbox);
    let before = sandbox.read("a/report.html");
    let written = |outcome: crate::outcome::Outcome| outcome.stdout.trim().to_owned();
    let first = written(sandbox.run("runs report a b").succeeded());
    let second = written(sandbox.run("runs report b a").succeeded());
    assert_ne!(first, second);
    for path in [&first, &second] {
        assert!(path.starts_with("artifacts/reports/"), "{path}");
        assert!(sandbox.read(path).starts_with("<!DOCTYPE html>"));
    }
    assert_eq!(
        sandbox.read("a/report.html"),
        before,
        "the runs keep theirs"
    );

    sandbox.run("runs report a b --out both.html").succeeded();
    sandbox
        .run("runs report a b --out both.html")
        .failed(2)
        .says("both.html already exists");
    sandbox
        .run("runs report a b --out both.html --force")
        .succeeded();
    sandbox.run("runs report a nowhere --out c.html").failed(4);
    assert!(!sandbox.path("c.html").exists());
}

#[test]
fn a_run_that_is_named_twice_is_shown_once_and_an_unfinished_one_is_named() {
    let sandbox = Sandbox::new();
    two_runs(&sandbox);
    let mut record = sandbox.json("b/run.json");
    record["status"] = "interrupted".into();
    record["test"] = serde_json::Value::Null;
    sandbox.write("b/run.json", record.to_string());
    let told = sandbox
        .run("runs report a ./a b --out page.html --format json")
        .succeeded()
        .json();
    assert_eq!(told["runs"].as_array().unwrap().len(), 2);
    let page = sandbox.read("page.html");
    assert!(page.contains("b is interrupted after 2 epochs: it has no test result."));
}
