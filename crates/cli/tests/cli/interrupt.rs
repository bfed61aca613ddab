//! Ctrl-C and a polite kill: the run stops cleanly, keeps what was finished and says where it is.

use std::fs::File;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::fixture::QUICK;
use crate::outcome::Outcome;
use crate::sandbox::Sandbox;

/// Far more than a first epoch takes anywhere.
const PATIENCE: Duration = Duration::from_secs(120);

/// Trains for hours, and sends the signal once there is a checkpoint.
fn interrupted(sandbox: &Sandbox, signal: &str, words: &str) -> Outcome {
    let endless = QUICK.replace("--epochs 2", "--epochs 100000");
    // A file cannot fill up as a pipe would that nobody reads.
    let stderr = File::create(sandbox.path("stderr")).unwrap();
    let mut command = sandbox.command(&format!("{endless} --out run {words}"));
    let child = command.stdout(Stdio::piped()).stderr(stderr).spawn();
    let mut child = Running(Some(child.unwrap()));
    let started = Instant::now();
    while !sandbox.path("run/checkpoints/latest").exists() {
        assert!(
            started.elapsed() < PATIENCE,
            "no checkpoint in {PATIENCE:?}"
        );
        sleep(Duration::from_millis(5));
    }
    child.signal(signal);
    child.wait()
}

/// Killed if the test ends before it does.
struct Running(Option<Child>);

impl Running {
    fn signal(&self, signal: &str) {
        let id = self.0.as_ref().unwrap().id();
        let kill = format!("kill -{signal} {id}");
        let killed = Command::new("sh").args(["-c", &kill]).status();
        assert!(killed.unwrap().success(), "{kill}");
    }

    fn wait(&mut self) -> Outcome {
        self.0.take().unwrap().wait_with_output().unwrap().into()
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        if let Some(child) = &mut self.0 {
            let _ = child.kill();
            let _ = child.wait();
        }
    }
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
    assert!(
        stopped.stdout.contains("interrupted; whole epochs done: "),
        "{}",
        stopped.stdout
    );
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
fn every_checkpoint_of_an_interrupted_run_is_whole() {
    let sandbox = Sandbox::new();
    interrupted(&sandbox, "INT", "").ended(130);
    let epochs = sandbox.json("run/run.json")["summary"]["epochs"].clone();
    let kept: Vec<String> = sandbox
        .list("run/checkpoints")
        .into_iter()
        .filter(|name| name.starts_with("epoch-"))
        .collect();
    assert_eq!(epochs, kept.len());
    for name in [kept.first().unwrap(), kept.last().unwrap()] {
        let words = format!("evaluate run/checkpoints/{name} --limit 10");
        sandbox.run(&words).succeeded();
    }
}
