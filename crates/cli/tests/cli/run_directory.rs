//! What a run leaves behind: the files DESIGN.md names, with what they promise.

use std::fs;

use serde_json::Value;

use crate::fixture::{QUICK, quick_run};
use crate::outcome::assert_has_keys;
use crate::sandbox::Sandbox;

#[test]
fn a_run_holds_its_settings_record_metrics_log_and_checkpoints() {
    let sandbox = Sandbox::new();
    quick_run(&sandbox);
    assert_eq!(
        sandbox.list("run"),
        [
            ".lock",
            "checkpoints",
            "config.toml",
            "metrics.jsonl",
            "report.html",
            "run.json",
            "train.log"
        ]
    );
    assert_eq!(
        sandbox.list("run/checkpoints"),
        [
            "best",
            "epoch-0001-step-000007",
            "epoch-0002-step-000014",
            "latest"
        ]
    );
    assert_eq!(
        sandbox.list("run/checkpoints/epoch-0002-step-000014"),
        [
            "manifest.json",
            "model.bpk",
            "optimizer.bpk",
            "scheduler.bpk",
            "state.json"
        ]
    );
    let latest = sandbox.read("run/checkpoints/latest");
    assert_eq!(latest.trim(), "epoch-0002-step-000014");
}

#[test]
fn the_record_says_what_where_and_how_well() {
    let sandbox = Sandbox::new();
    quick_run(&sandbox);
    let record = sandbox.json("run/run.json");
    assert_eq!(record["schema_version"], 1);
    assert_eq!(record["status"], "completed");
    assert_eq!(record["hardware"]["backend"], "flex");
    assert_eq!(record["software"]["burn"], "0.22.1");
    assert_eq!(record["dataset"]["name"], "synthetic");
    assert_has_keys(
        &record,
        &[
            "run",
            "seed",
            "started_at",
            "finished_at",
            "machine",
            "summary",
            "test",
        ],
    );
    let test = &record["test"];
    let rows = test["confusion"].as_array().unwrap();
    let counted: u64 = rows
        .iter()
        .flat_map(|row| row.as_array().unwrap())
        .map(|count| count.as_u64().unwrap())
        .sum();
    assert_eq!((rows.len(), counted), (10, 200));
    let classes = test["classes"].as_array().unwrap();
    assert_eq!(classes.len(), 10);
    assert_has_keys(&classes[0], &["label", "precision", "recall"]);
}

#[test]
fn metrics_are_a_line_an_epoch_and_split() {
    let sandbox = Sandbox::new();
    quick_run(&sandbox);
    let metrics = sandbox.read("run/metrics.jsonl");
    let lines: Vec<Value> = metrics
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let what = |line: &Value| (line["epoch"].as_u64().unwrap(), line["split"].clone());
    assert_eq!(
        lines.iter().map(what).collect::<Vec<_>>(),
        [
            (1, "train".into()),
            (1, "validation".into()),
            (2, "train".into()),
            (2, "validation".into())
        ]
    );
    for line in &lines {
        assert_has_keys(
            line,
            &[
                "loss",
                "accuracy",
                "learning_rate",
                "images_per_second",
                "seconds",
            ],
        );
    }
    assert_eq!(lines[0]["learning_rate"], 0.001);
}

#[test]
fn a_run_is_never_overwritten() {
    let sandbox = Sandbox::new();
    quick_run(&sandbox);
    let before = sandbox.bytes("run/run.json");
    sandbox
        .run(&format!("{QUICK} --out run"))
        .failed(2)
        .says("error: the directory run is not empty\n  hint: choose another --out");
    assert_eq!(sandbox.bytes("run/run.json"), before);
}

#[test]
fn a_place_that_cannot_be_written_is_named() {
    let sandbox = Sandbox::new();
    sandbox.write("file", "in the way");
    let failed = sandbox.run(&format!("{QUICK} --out file/run"));
    failed.failed(1).says("cannot create file/run");
    assert!(fs::metadata(sandbox.path("file")).unwrap().is_file());
}

#[test]
fn runs_without_a_name_are_kept_apart_by_time_and_backend() {
    let sandbox = Sandbox::new();
    for _ in 0..2 {
        sandbox.run(QUICK).succeeded();
    }
    let names = sandbox.list("artifacts/runs");
    assert_eq!(names.len(), 2, "{names:?}");
    assert!(names.iter().all(|name| name.contains("-flex")), "{names:?}");
}
