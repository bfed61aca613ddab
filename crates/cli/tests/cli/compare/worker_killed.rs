//! A worker that somebody kills, and a comparison that is stopped.
#![cfg(target_os = "linux")]

use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::outcome::Outcome;
use crate::sandbox::Sandbox;

const LONG: &str = "compare --dataset synthetic --backends flex,ndarray --workloads infer --hidden 8 --infer-batch-size 1 \
    --sample-ms 150 --warm-up-ms 5 --repeats 12 --out c --format json";

fn begin(sandbox: &Sandbox) -> Child {
    let mut command = sandbox.command(LONG);
    let child = command
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let begun = Instant::now();
    let sampled = || {
        std::fs::read_to_string(sandbox.path("c/records.jsonl"))
            .is_ok_and(|text| text.contains("\"sample\""))
    };
    while !sampled() {
        assert!(begun.elapsed() < Duration::from_secs(120));
        std::thread::sleep(Duration::from_millis(10));
    }
    child
}

fn signal(name: &str, process: u32) {
    let status = Command::new("/bin/kill")
        .arg(format!("-{name}"))
        .arg(process.to_string())
        .status();
    assert!(status.unwrap().success());
}

/// The child process that works on this backend, as soon as it is its turn.
fn worker(parent: u32, backend: &str) -> u32 {
    let begun = Instant::now();
    loop {
        if let Some(worker) = running(parent, backend) {
            return worker;
        }
        assert!(begun.elapsed() < Duration::from_secs(60));
        std::thread::sleep(Duration::from_millis(1));
    }
}

fn running(parent: u32, backend: &str) -> Option<u32> {
    // Each of a process's threads has the children it started itself.
    let threads = std::fs::read_dir(format!("/proc/{parent}/task")).unwrap();
    let children = threads
        .filter_map(|thread| std::fs::read_to_string(thread.ok()?.path().join("children")).ok())
        .collect::<Vec<_>>()
        .join(" ");
    let mut children = children
        .split_whitespace()
        .map(|id| id.parse::<u32>().unwrap());
    children.find(|id| {
        std::fs::read_to_string(format!("/proc/{id}/cmdline"))
            .is_ok_and(|line| line.contains(backend))
    })
}

#[test]
fn a_worker_killed_in_the_middle_is_a_row_and_the_others_go_on() {
    let sandbox = Sandbox::new();
    let child = begin(&sandbox);
    signal("KILL", worker(child.id(), "ndarray"));
    // It was named with --backends, and has no figure.
    let outcome = Outcome::from(child.wait_with_output().unwrap()).ended(5);
    let error = outcome.error();
    assert_eq!(error["kind"], "backend");
    let named = "--backends (config key `backends`) names what could not be measured: ndarray: killed by SIGKILL";
    assert!(
        error["message"].as_str().unwrap().starts_with(named),
        "{error}"
    );
    assert!(sandbox.path("c/report.html").is_file());
    let json = outcome.json();
    let rows = json["rows"].as_array().unwrap();
    let killed = rows.iter().find(|row| row["status"] == "failed").unwrap();
    assert_eq!(killed["subject"], "ndarray");
    assert!(
        killed["reason"]
            .as_str()
            .unwrap()
            .starts_with("killed by SIGKILL"),
        "{killed}"
    );
    let whole = rows.iter().find(|row| row["subject"] == "flex").unwrap();
    assert_eq!(
        (&whole["status"], &whole["repeats"]),
        (&"ok".into(), &12.into())
    );
}

#[test]
fn a_comparison_that_is_stopped_keeps_and_shows_what_it_measured() {
    let sandbox = Sandbox::new();
    let child = begin(&sandbox);
    signal("TERM", child.id());
    let outcome = Outcome::from(child.wait_with_output().unwrap()).ended(143);
    let rows = outcome.json()["rows"].as_array().unwrap().clone();
    assert!(rows.iter().all(|row| row["status"] == "ok") && !rows.is_empty());
    assert!(!sandbox.read("c/records.jsonl").contains("\"kind\":\"end\""));
}
