//! A peer whose answers cannot be true: a reason in the records, and never a figure.
#![cfg(target_os = "linux")]

use std::fs;
use std::os::unix::fs::PermissionsExt;

use serde_json::Value;

use crate::sandbox::Sandbox;

/// Compares with a peer that is this program's own worker, with its answers changed by `sed`; returns the peer's samples
/// and failures.
fn records_of_peer(change: &str) -> Vec<Value> {
    let sandbox = Sandbox::new();
    let program = env!("CARGO_BIN_EXE_burn-mnist");
    let script = format!(
        "#!/bin/sh\nPATH=/usr/bin:/bin\n'{program}' worker --backend flex --threads 1 | sed -u '{change}'\n"
    );
    let path = sandbox.path("peer");
    fs::write(&path, script).unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
    let words = "compare --dataset synthetic --backends flex --peers peer=./peer --workloads train,infer --hidden 8 \
        --batch-size 8 --infer-batch-size 1 --sample-ms 5 --warm-up-ms 5 --repeats 2 --threads 1 --out c --format json";
    sandbox.run(words).succeeded();
    let records = sandbox.read("c/records.jsonl");
    let records = records
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap());
    records
        .filter(|record| record["subject"]["name"] == "peer")
        .filter(|record| record["kind"] == "sample" || record["kind"] == "failure")
        .collect()
}

#[test]
fn honest_peer_has_figures() {
    let records = records_of_peer("");
    assert!(
        !records.is_empty() && records.iter().all(|record| record["kind"] == "sample"),
        "{records:?}"
    );
}

#[test]
fn peer_with_impossible_answers_has_reasons_instead_of_figures() {
    for change in [
        r#"s/"seconds":[^,]*/"seconds":-0.001/"#,
        r#"s/"seconds":[^,]*/"seconds":1e300/"#,
        r#"s/"items":[0-9]*/"items":1000000000000000/"#,
        r#"s/"iterations":[0-9]*/"iterations":0/"#,
        r#"s/"latencies_us":\[/"latencies_us":[-5,/"#,
    ] {
        let records = records_of_peer(change);
        assert!(!records.is_empty(), "{change}");
        for record in records {
            let reason = record["reason"].as_str().unwrap_or_default();
            assert!(
                reason.starts_with("its answer cannot be true: "),
                "{change}: {record}"
            );
        }
    }
}
