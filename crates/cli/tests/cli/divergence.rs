//! A training that leaves the numbers: it ends with an explanation and keeps nothing of it.

use crate::fixture::QUICK;
use crate::sandbox::Sandbox;

#[test]
fn a_loss_that_is_no_number_ends_the_run_with_an_explanation() {
    let sandbox = Sandbox::new();
    let words = format!("{QUICK} --learning-rate 1e30 --out run --format json");
    let failed = sandbox.run(&words).failed(1);
    let error = failed.error();
    assert_eq!(error["kind"], "failure");
    let message = error["message"].as_str().unwrap();
    assert!(
        message.starts_with("the loss became NaN in epoch 1, by step "),
        "{message}"
    );
    assert!(
        error["hint"]
            .as_str()
            .unwrap()
            .starts_with("lower --learning-rate")
    );

    let record = sandbox.json("run/run.json");
    assert_eq!(
        (&record["status"], &record["reason"]),
        (&"failed".into(), &message.into())
    );
    assert!(
        sandbox.list("run/checkpoints").is_empty(),
        "no checkpoint of it"
    );
    assert!(sandbox.read("run/train.log").contains(message));
}

/// One step an epoch, whose loss is still a number when the weights no longer are.
const ONE_STEP: &str = "--batch-size 200 --out run --format json";

#[test]
fn weights_that_are_no_numbers_are_never_kept() {
    let sandbox = Sandbox::new();
    let failed = sandbox.run(&format!("{QUICK} {ONE_STEP} --learning-rate 1e300"));
    let error = failed.failed(1).error();
    let message = error["message"].as_str().unwrap();
    assert!(message.contains("became NaN in epoch 1, by step 1"));
    assert!(sandbox.list("run/checkpoints").is_empty());
    assert_eq!(sandbox.json("run/run.json")["status"], "failed");
}

#[test]
fn a_validation_loss_that_is_no_number_ends_the_run_at_that_epoch() {
    let sandbox = Sandbox::new();
    let failed = sandbox.run(&format!("{QUICK} {ONE_STEP} --learning-rate 1e30"));
    let error = failed.failed(1).error();
    let message = error["message"].as_str().unwrap();
    assert!(message.contains("in epoch 1, by step 1"), "{message}");
    assert!(sandbox.list("run/checkpoints").is_empty());
    sandbox.run("runs show run").succeeded();
}

#[test]
fn a_run_without_a_checkpoint_says_so_when_it_is_used() {
    let sandbox = Sandbox::new();
    let words = format!("{QUICK} --learning-rate 1e30 --out run");
    sandbox.run(&words).failed(1);
    sandbox
        .run("evaluate run")
        .failed(4)
        .says("no finished checkpoint at run/checkpoints")
        .says("hint: the run stopped before the end of its first epoch: train again");
    let listed = sandbox.run("runs show run").succeeded();
    assert!(
        listed
            .stdout
            .starts_with("run run: failed (the loss became NaN")
    );
}
