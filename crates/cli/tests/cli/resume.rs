//! A resumed run ends with the very bytes of one that was never stopped.

use std::collections::BTreeMap;
use std::fs;

use serde_json::Value;

use crate::sandbox::Sandbox;

/// A run of 5 epochs of 10 steps; every checkpoint stays, so that all of them can be compared.
const RUN: &str = "train --dataset synthetic --limit 310 --validation 60 --hidden 8 --keep 99";

/// Every weight, optimizer and scheduler file of a run, and its metrics apart from times.
#[derive(Debug, PartialEq)]
pub struct Trace {
    files: BTreeMap<String, Vec<u8>>,
    metrics: Vec<Value>,
    best: String,
}

pub fn trace(sandbox: &Sandbox, run: &str) -> Trace {
    let mut files = BTreeMap::new();
    for name in sandbox.list(&format!("{run}/checkpoints")) {
        for file in ["model.bpk", "optimizer.bpk", "scheduler.bpk"] {
            let path = format!("{name}/{file}");
            if let Ok(bytes) = fs::read(sandbox.path(format!("{run}/checkpoints/{path}"))) {
                files.insert(path, bytes);
            }
        }
    }
    let metrics = sandbox.read(&format!("{run}/metrics.jsonl"));
    let metrics = metrics.lines().map(|line| {
        let mut line: Value = serde_json::from_str(line).unwrap();
        for time in ["seconds", "images_per_second"] {
            assert!(line.as_object_mut().unwrap().remove(time).is_some());
        }
        line
    });
    Trace {
        files,
        metrics: metrics.collect(),
        best: sandbox.read(&format!("{run}/checkpoints/best")),
    }
}

/// Trains straight, and in parts that each end where `parts` says; both must come to the same.
#[track_caller]
fn parts_equal_the_whole(begin: &str, parts: &[usize]) {
    let sandbox = Sandbox::new();
    sandbox
        .run(&format!("{begin} --epochs 5 --out straight"))
        .succeeded();
    let (first, rest) = parts.split_first().unwrap();
    sandbox
        .run(&format!("{begin} --epochs {first} --out parted"))
        .succeeded();
    for epochs in rest {
        sandbox
            .run(&format!("train --resume parted --epochs {epochs}"))
            .succeeded();
    }
    let (straight, parted) = (trace(&sandbox, "straight"), trace(&sandbox, "parted"));
    assert!(straight.files.len() >= 15, "{:?}", straight.files.keys());
    assert!(
        straight == parted,
        "{begin}: the parts differ from the whole"
    );
    let [one, other] = ["straight", "parted"].map(|run| sandbox.json(&format!("{run}/run.json")));
    assert_eq!(one["test"], other["test"]);
    assert_eq!(one["weights_sha256"], other["weights_sha256"]);
    assert_eq!(other["sessions"].as_array().unwrap().len(), parts.len());
}

#[test]
fn more_epochs_go_on_as_if_they_had_been_planned() {
    parts_equal_the_whole(RUN, &[3, 5]);
    let unvalidated = RUN.replace("--validation 60", "--validation 0");
    parts_equal_the_whole(&unvalidated, &[1, 2, 4, 5]);
}

#[test]
fn so_they_do_on_ndarray() {
    if cfg!(feature = "ndarray") {
        parts_equal_the_whole(&format!("{RUN} --backend ndarray"), &[2, 5]);
    }
}

#[test]
fn patience_counts_on_over_a_resumption() {
    let sandbox = Sandbox::new();
    // Steps so wide that validation soon stops improving.
    let words = format!("{RUN} --learning-rate 0.3 --patience 2");
    sandbox
        .run(&format!("{words} --epochs 40 --out straight"))
        .succeeded();
    let epochs = sandbox.json("straight/run.json")["summary"]["epochs"].clone();
    let epochs = epochs.as_u64().unwrap();
    assert!((3..40).contains(&epochs), "{epochs}");
    sandbox
        .run(&format!("{words} --epochs {} --out parted", epochs - 1))
        .succeeded();
    sandbox.run("train --resume parted --epochs 40").succeeded();
    assert!(trace(&sandbox, "straight") == trace(&sandbox, "parted"));
}

#[test]
fn the_number_of_threads_changes_nothing() {
    let sandbox = Sandbox::new();
    let one = [("RAYON_NUM_THREADS", "1")];
    let two = [("RAYON_NUM_THREADS", "2")];
    sandbox
        .run_with(&two, &format!("{RUN} --epochs 5 --out straight"))
        .succeeded();
    sandbox
        .run_with(&one, &format!("{RUN} --epochs 2 --out parted"))
        .succeeded();
    sandbox
        .run_with(&two, "train --resume parted --epochs 4")
        .succeeded();
    sandbox
        .run_with(&one, "train --resume parted --epochs 5")
        .succeeded();
    assert!(trace(&sandbox, "straight") == trace(&sandbox, "parted"));
}

#[test]
fn auto_begins_a_run_then_goes_on_with_it_then_finds_it_complete() {
    let sandbox = Sandbox::new();
    let words = format!("{RUN} --resume auto --out run");
    sandbox
        .run(&format!("{words} --epochs 2"))
        .succeeded()
        .says("run run\n");
    sandbox
        .run(&format!("{words} --epochs 3"))
        .succeeded()
        .says("resuming run from epoch-0002-step-000020\n");
    let complete = sandbox
        .run(&format!("{words} --epochs 3 --format json"))
        .succeeded()
        .says("run is complete; --epochs N trains it for more epochs\n");
    assert_eq!(complete.json()["epochs"], 3);
    sandbox
        .run("train --resume auto")
        .failed(2)
        .says("--resume auto needs --out");
}

#[test]
fn auto_takes_over_what_died_before_it_began() {
    let sandbox = Sandbox::new();
    fs::create_dir_all(sandbox.path("run/checkpoints/.staging-x")).unwrap();
    sandbox.write("run/.lock", "process 1");
    sandbox.write("run/config.toml", "seed = ");
    let words = format!("{RUN} --epochs 1 --out run");
    sandbox.run(&words).failed(2).says("run is not empty");
    sandbox.run(&format!("{words} --resume auto")).succeeded();
    sandbox.run("runs verify run").succeeded();
    assert_eq!(
        sandbox.list("run/checkpoints").len(),
        3,
        "nothing is left of the dead one"
    );
}

#[test]
fn another_backend_may_go_on_when_it_is_asked_to_and_is_recorded() {
    if !cfg!(feature = "ndarray") {
        return;
    }
    let sandbox = Sandbox::new();
    sandbox
        .run(&format!("{RUN} --epochs 2 --out run"))
        .succeeded();
    sandbox
        .run("train --resume run --epochs 3 --backend ndarray")
        .succeeded()
        .says("continuing on ndarray; earlier epochs ran on flex\n");
    let record = sandbox.json("run/run.json");
    let backends: Vec<&str> = record["sessions"]
        .as_array()
        .unwrap()
        .iter()
        .map(|session| session["hardware"]["backend"].as_str().unwrap())
        .collect();
    assert_eq!(backends, ["flex", "ndarray"]);
    assert_eq!(
        record["sessions"][1]["resumed_from"],
        "epoch-0002-step-000020"
    );
    let config = sandbox.read("run/config.toml");
    assert!(
        config.contains("backend = \"ndarray\"") && config.contains("epochs = 3"),
        "{config}"
    );
    let shown = sandbox.run("runs show run").succeeded().stdout;
    assert!(
        shown.contains("from epoch-0002-step-000020 on ndarray"),
        "{shown}"
    );
}
