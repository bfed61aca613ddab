//! Which checkpoint a run calls its best: validation chooses, and the test set never does.

use serde_json::Value;

use crate::fixture::QUICK;
use crate::sandbox::Sandbox;

#[test]
fn the_best_checkpoint_validated_best_and_among_equals_with_the_least_loss() {
    let sandbox = Sandbox::new();
    // Steps too wide to learn much with: the best epoch is an early one.
    let quick = QUICK.replace("--epochs 2", "--epochs 10");
    let words = format!("{quick} --out run --learning-rate 0.1 --format json");
    let result = sandbox.run(&words).succeeded().json();
    let metrics = sandbox.read("run/metrics.jsonl");
    let figure = |line: &Value, key: &str| line[key].as_f64().unwrap();
    let best = metrics
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap())
        .filter(|line| line["split"] == "validation")
        .max_by(|a, b| {
            let by_accuracy = figure(a, "accuracy").total_cmp(&figure(b, "accuracy"));
            by_accuracy.then(figure(b, "loss").total_cmp(&figure(a, "loss")))
        })
        .unwrap();
    let epoch = best["epoch"].as_u64().unwrap();
    assert_eq!(result["validation_accuracy"], best["accuracy"]);
    assert_eq!(result["best_epoch"], epoch);
    let checkpoint = sandbox.read("run/checkpoints/best");
    assert!(checkpoint.starts_with(&format!("epoch-{epoch:04}-")));
    let kept = result["checkpoint"].as_str().unwrap();
    assert!(kept.ends_with(checkpoint.trim()), "{kept}");
}

#[test]
fn a_run_without_a_validation_split_keeps_its_last_epoch_as_the_best() {
    let sandbox = Sandbox::new();
    let words = format!("{QUICK} --validation 0 --epochs 3 --format json");
    let words = words.replace("--validation 100 --epochs 2 ", "");
    let result = sandbox.run(&words).succeeded().json();
    assert!(result["validation_accuracy"].is_null());
    assert_eq!(result["best_epoch"], 3);
    let checkpoint = result["checkpoint"].as_str().unwrap();
    assert!(
        checkpoint.ends_with("epoch-0003-step-000021"),
        "{checkpoint}"
    );
}
