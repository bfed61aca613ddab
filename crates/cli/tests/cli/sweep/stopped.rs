//! A sweep killed or interrupted within a trial continues within that trial and gives the same results.

use super::{BASE, results};
use crate::endless::{Endless, wait_until};
use crate::sandbox::Sandbox;

/// Trials that save after every step, long enough to be stopped within the second.
fn words(out: &str) -> String {
    let base = BASE.replace("--epochs 2", "--epochs 12");
    format!("{base} --checkpoint-every 1steps --grid dropout=0,0.3 --seeds 2 --out {out}")
}

fn stopped_in_the_second_trial(sandbox: &Sandbox, signal: &str) -> Endless {
    let mut sweep = Endless::start(sandbox, &words("stopped"));
    wait_until("the second trial has a checkpoint", || {
        sandbox
            .path("stopped/runs/trial-0002/checkpoints/latest")
            .exists()
    });
    sweep.signal_if_running(signal);
    sweep
}

#[track_caller]
fn goes_on_to_the_same_end(sandbox: &Sandbox) {
    assert_eq!(results(sandbox, "stopped").len(), 1);
    sandbox.run("sweep --resume stopped").succeeded();
    sandbox.run(&words("straight")).succeeded();
    assert_eq!(results(sandbox, "stopped"), results(sandbox, "straight"));
    let kept = |sweep: &str| -> Vec<usize> {
        let checkpoints = |trial: usize| format!("{sweep}/runs/trial-000{trial}/checkpoints");
        let trials = (1..=4).filter(|trial| sandbox.path(checkpoints(*trial)).exists());
        trials.collect()
    };
    assert_eq!(kept("stopped"), kept("straight"));
    assert_eq!(kept("straight").len(), 1, "the network of the best trial");
    let second = sandbox.json("stopped/runs/trial-0002/run.json");
    let sessions = second["sessions"].as_array().unwrap();
    assert_eq!(sessions.len(), 2);
    assert!(sessions[1]["resumed_from"].is_string(), "in its middle");
    let first = sandbox.json("stopped/runs/trial-0001/run.json");
    assert_eq!(first["sessions"].as_array().unwrap().len(), 1, "done once");
}

#[test]
fn a_killed_sweep_goes_on_in_the_middle_of_a_trial() {
    let sandbox = Sandbox::new();
    stopped_in_the_second_trial(&sandbox, "KILL").reap();
    goes_on_to_the_same_end(&sandbox);
}

#[test]
fn ctrl_c_ends_cleanly_and_says_how_to_go_on() {
    let sandbox = Sandbox::new();
    let ended = stopped_in_the_second_trial(&sandbox, "INT")
        .wait()
        .ended(130);
    assert!(
        ended.stdout.contains("1 of 4 trials done"),
        "{}",
        ended.stdout
    );
    let told = sandbox.read("stderr");
    assert!(
        told.contains("go on: burn-mnist sweep --resume stopped\n"),
        "{told}"
    );
    goes_on_to_the_same_end(&sandbox);
}

#[test]
fn what_a_crash_left_of_a_line_is_done_again() {
    let sandbox = Sandbox::new();
    let words = format!("{BASE} --grid dropout=0,0.3 --seeds 1 --out s");
    sandbox.run(&words).succeeded();
    let whole = sandbox.read("s/results.jsonl");
    sandbox.write("s/results.jsonl", &whole[..whole.len() - 20]);
    sandbox.run("sweep --resume s").succeeded();
    // Its run is complete, and its record still says with what.
    assert_eq!(results(&sandbox, "s").len(), 2);
    let again = sandbox.read("s/results.jsonl");
    assert_eq!(again.lines().next(), whole.lines().next());
}
