//! `--calibrate`: honest probabilities from validation images, kept for the very weights they are of.

use std::fs;

use insta::assert_snapshot;
use serde_json::Value;

use crate::fixture::{QUICK, idx_directory, newest_checkpoint, quick_run};
use crate::outcome::assert_has_keys;
use crate::sandbox::Sandbox;

fn evaluated(sandbox: &Sandbox, words: &str) -> Value {
    let words = format!("evaluate {words} --format json");
    sandbox.run(&words).succeeded().json()
}

fn predicted(sandbox: &Sandbox, words: &str) -> Value {
    let words = format!("predict run --index 0 {words} --format json");
    sandbox.run(&words).succeeded().json()[0].clone()
}

#[test]
fn calibrating_lowers_the_likelihood_s_cost_and_changes_no_label() {
    let sandbox = Sandbox::new();
    quick_run(&sandbox);
    let before = evaluated(&sandbox, "run");
    let after = evaluated(&sandbox, "run --calibrate");
    assert_eq!(
        (&before["calibration"], &after["calibration"]),
        (&"absent".into(), &"applied".into())
    );
    for key in ["correct", "accuracy", "loss", "top_k", "confusion"] {
        assert_eq!(before[key], after[key], "{key}");
    }
    let kept = sandbox.json("run/calibration.json");
    assert_has_keys(
        &kept,
        &[
            "schema_version",
            "fitted_at",
            "temperature",
            "weights_sha256",
            "split",
            "count",
            "before",
            "after",
        ],
    );
    assert_eq!(
        (&kept["split"], &kept["count"], &kept["weights_sha256"]),
        (&"validation".into(), &100.into(), &after["weights_sha256"])
    );
    assert_eq!(kept["temperature"], after["probabilities"]["temperature"]);
    let nll = |fit: &str| kept[fit]["nll"].as_f64().unwrap();
    assert!(nll("after") < nll("before"), "{kept}");

    // Fitted to the validation images: there both figures are found again.
    let validation = evaluated(&sandbox, "run --split validation");
    assert_eq!(validation["probabilities"]["nll"], kept["after"]["nll"]);
    assert_eq!(validation["loss"], kept["before"]["nll"]);
    assert_eq!(validation["probabilities"]["ece"], kept["after"]["ece"]);
}

#[test]
fn predictions_are_calibrated_from_then_on_unless_told_otherwise() {
    let sandbox = Sandbox::new();
    quick_run(&sandbox);
    let plain = predicted(&sandbox, "");
    assert_eq!(
        (&plain["calibration"], &plain["temperature"]),
        (&"absent".into(), &1.0.into())
    );
    sandbox.run("evaluate run --calibrate").succeeded();
    let calibrated = predicted(&sandbox, "");
    assert_eq!(calibrated["calibration"], "applied");
    assert_eq!(calibrated["label"], plain["label"]);
    assert_ne!(calibrated["probabilities"], plain["probabilities"]);
    let left_out = predicted(&sandbox, "--no-calibration");
    assert_eq!(left_out["calibration"], "left_out");
    assert_eq!(left_out["probabilities"], plain["probabilities"]);
    let text = sandbox.run("predict run --index 0").succeeded().stdout;
    assert!(text.contains("%), calibrated, labelled "), "{text}");
}

#[test]
fn other_weights_of_the_run_are_not_calibrated_and_that_is_said() {
    let sandbox = Sandbox::new();
    quick_run(&sandbox);
    let second = newest_checkpoint(&sandbox, "run");
    let first = "run/checkpoints/epoch-0001-step-000007";
    sandbox
        .run(&format!("evaluate {second} --calibrate"))
        .succeeded();
    let words = format!("evaluate {first} --format json");
    let other = sandbox.run(&words).succeeded();
    assert_eq!(other.json()["calibration"], "other_weights");
    assert_eq!(other.json()["probabilities"]["temperature"], 1.0);
    other.says("calibration.json is not used: it was fitted for the weights of SHA-256 ");
}

#[test]
fn a_damaged_calibration_is_refused_and_can_be_replaced_or_left_out() {
    let sandbox = Sandbox::new();
    quick_run(&sandbox);
    sandbox.run("evaluate run --calibrate").succeeded();
    let intact = sandbox
        .run("runs verify run --format json")
        .succeeded()
        .json();
    let files = |verified: &Value, valid: bool| -> Vec<String> {
        let all = verified.as_array().unwrap().iter();
        let named = all.filter(|one| one["valid"] == valid && one["file"].is_string());
        named
            .map(|one| one["file"].as_str().unwrap().to_owned())
            .collect()
    };
    assert!(files(&intact, true).contains(&"calibration.json".to_owned()));

    let text = sandbox
        .read("run/calibration.json")
        .replace("\"temperature\": ", "\"temperature\": -");
    sandbox.write("run/calibration.json", text);
    for command in ["evaluate run", "predict run --index 0"] {
        sandbox
            .run(command)
            .failed(4)
            .says("run/calibration.json is damaged: expected JSON of a known schema")
            .says("fit it again with `burn-mnist evaluate RUN --calibrate`");
    }
    let damaged = sandbox.run("runs verify run --format json").ended(4).json();
    assert_eq!(files(&damaged, false), ["calibration.json"]);
    sandbox.run("evaluate run --no-calibration").succeeded();
    sandbox.run("evaluate run --calibrate").succeeded();
    sandbox.run("runs verify run").succeeded();
}

#[test]
fn without_a_mistake_there_is_nothing_to_calibrate_by() {
    let sandbox = Sandbox::new();
    sandbox
        .run("train --config smoke --validation 5 --out run")
        .succeeded();
    sandbox
        .run("evaluate run --calibrate")
        .failed(1)
        .says("cannot calibrate: all 5 images are classified correctly")
        .says("hint: train with a larger --validation");
    assert!(!sandbox.path("run/calibration.json").exists());
}

#[test]
fn only_what_was_held_back_is_calibrated_on() {
    let sandbox = Sandbox::new();
    sandbox
        .run(&format!("{QUICK} --out run").replace("--validation 100", "--validation 0"))
        .succeeded();
    let refused = sandbox.run("evaluate run --calibrate").failed(2);
    assert_snapshot!(refused.stderr, @"
    error: the run held out no validation images
      hint: train with --validation N, such as the default 5000
    ");
    assert!(!sandbox.path("run/calibration.json").exists());

    let model = format!("{}/model.bpk", newest_checkpoint(&sandbox, "run"));
    fs::copy(sandbox.path(model), sandbox.path("bare.bpk")).unwrap();
    sandbox
        .run("evaluate bare.bpk --calibrate")
        .failed(2)
        .says("--calibrate needs a run");
    sandbox
        .run("evaluate run --calibrate --no-calibration")
        .failed(2)
        .says("cannot be used with");

    let sandbox = Sandbox::new();
    quick_run(&sandbox);
    idx_directory(&sandbox);
    sandbox
        .run("evaluate run --calibrate --data-dir digits")
        .failed(3)
        .says("/digits is not the training set of its run");
}
