//! A run trained again from its record: the same bytes on the same backend, or by how much they differ.

use std::fs;

use crate::fixture::{QUICK, quick_run};
use crate::sandbox::Sandbox;

#[test]
fn a_repetition_is_identical_and_says_so() {
    let sandbox = Sandbox::new();
    quick_run(&sandbox);
    // The record alone is enough.
    fs::remove_file(sandbox.path("run/config.toml")).unwrap();
    let repeated = sandbox.run("train --repeat run --out again").succeeded();
    let says = "repeat of run: the weights of epoch-0002-step-000014 are identical, byte for byte; \
                the losses of 2 epochs are the same\n";
    assert!(repeated.stdout.contains(says), "{}", repeated.stdout);
    let model = |run: &str| {
        sandbox.bytes(&format!(
            "{run}/checkpoints/epoch-0002-step-000014/model.bpk"
        ))
    };
    assert!(model("run") == model("again"));
}

#[test]
fn a_run_that_was_resumed_repeats_in_one_go() {
    let sandbox = Sandbox::new();
    quick_run(&sandbox);
    sandbox.run("train --resume run --epochs 4").succeeded();
    let repeated = sandbox
        .run("train --repeat run --out again --format json")
        .succeeded()
        .json();
    let repeat = &repeated["repeat"];
    assert_eq!(
        (&repeat["identical"], &repeat["epochs"]),
        (&true.into(), &4.into())
    );
    assert_eq!(repeat["largest_loss_difference"], 0.0);
}

#[test]
fn without_its_checkpoints_the_record_still_knows_the_weights() {
    let sandbox = Sandbox::new();
    quick_run(&sandbox);
    fs::remove_dir_all(sandbox.path("run/checkpoints")).unwrap();
    let repeated = sandbox.run("train --repeat run --out again").succeeded();
    let says =
        "repeat of run: the last weights are identical, byte for byte; the losses of 2 epochs";
    assert!(repeated.stdout.contains(says), "{}", repeated.stdout);
}

#[test]
fn on_another_backend_the_difference_is_told() {
    if !cfg!(feature = "ndarray") {
        return;
    }
    let sandbox = Sandbox::new();
    quick_run(&sandbox);
    let words = "train --repeat run --backend ndarray --out again --format json";
    let repeat = sandbox.run(words).succeeded().json()["repeat"].clone();
    assert_eq!(repeat["identical"], false);
    assert_eq!(repeat["backends"], serde_json::json!(["flex", "ndarray"]));
    let difference = repeat["largest_weight_difference"].as_f64().unwrap();
    assert!(difference > 0.0 && difference < 1e-4, "{difference}");
}

#[test]
fn what_would_be_another_run_is_no_repetition() {
    let sandbox = Sandbox::new();
    quick_run(&sandbox);
    sandbox
        .run("train --repeat run --seed 5 --out again")
        .failed(2)
        .says("cannot change --seed (config key `seed`) of run from 42 to 5");
    sandbox
        .run(&format!("{QUICK} --repeat nowhere"))
        .failed(4)
        .says("no run named nowhere in /");
    assert!(!sandbox.path("again").exists());
}
