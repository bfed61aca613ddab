//! Ctrl-C and a polite kill: the run stops cleanly, keeps what was finished and says where it is.

use crate::endless::{Endless, wait_until};
use crate::fixture::QUICK;
use crate::outcome::Outcome;
use crate::sandbox::Sandbox;

/// Trains for hours, and sends the signal once there is a checkpoint.
fn interrupted(sandbox: &Sandbox, signal: &str, words: &str) -> Outcome {
    let endless = QUICK.replace("--epochs 2", "--epochs 100000");
    let mut run = Endless::start(sandbox, &format!("{endless} --out run {words}"));
    wait_until("a checkpoint is kept", || {
        sandbox.path("run/checkpoints/latest").exists()
    });
    run.signal(signal);
    run.wait()
}

#[test]
fn ctrl_c_keeps_what_was_finished_and_says_where_it_is() {
    let sandbox = Sandbox::new();
    let stopped = interrupted(&sandbox, "INT", "").ended(130);
    let checkpoint = stopped
        .stdout
        .lines()
        .find_map(|line| line.strip_prefix("best checkpoint "))
        .unwrap();
    for words in [
        "interrupted after ",
        "go on: burn-mnist train --resume run\n",
    ] {
        assert!(stopped.stdout.contains(words), "{}", stopped.stdout);
    }
    let record = sandbox.json("run/run.json");
    assert_eq!(record["status"], "interrupted");
    assert!(
        record["test"].is_null(),
        "the test set is looked at once, at the end"
    );
    sandbox.run(&format!("evaluate {checkpoint}")).succeeded();
    sandbox.run("evaluate run").succeeded();
}

#[test]
fn a_polite_kill_does_too() {
    let sandbox = Sandbox::new();
    let stopped = interrupted(&sandbox, "TERM", "--format json").ended(143);
    let result = stopped.json();
    assert_eq!(result["status"], "interrupted");
    assert!(result["epochs"].as_u64().unwrap() >= 1);
    assert!(result["test_accuracy"].is_null());
    let checkpoint = result["checkpoint"].as_str().unwrap();
    sandbox.run(&format!("evaluate {checkpoint}")).succeeded();
}

#[test]
fn a_closed_terminal_ends_a_run_after_saving() {
    let sandbox = Sandbox::new();
    let stopped = interrupted(&sandbox, "HUP", "--format json").ended(129);
    let result = stopped.json();
    assert_eq!(result["status"], "interrupted");
    assert!(result["epochs"].as_u64().unwrap() >= 1);
    sandbox.run("evaluate run").succeeded();
    sandbox.run("runs verify run").succeeded();
}

#[test]
fn every_checkpoint_of_an_interrupted_run_is_whole() {
    let sandbox = Sandbox::new();
    interrupted(&sandbox, "INT", "").ended(130);
    let kept = sandbox.list("run/checkpoints");
    let kept = kept.iter().filter(|name| name.starts_with("epoch-"));
    for name in kept {
        let words = format!("evaluate run/checkpoints/{name} --limit 10");
        sandbox.run(&words).succeeded();
    }
    sandbox.run("runs verify run").succeeded();
}
