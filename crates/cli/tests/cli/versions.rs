//! Files of this version stay readable, and files of a later one are refused with a word.

use std::fs;
use std::path::Path;

use burn_mnist_run::sha256;
use serde_json::{Value, json};

use crate::fixture::newest_checkpoint;
use crate::sandbox::Sandbox;

/// A run that schema version 1 wrote, with a checkpoint within an epoch and one at its end. It is
/// never generated again: later versions prove with it that they still read the old.
fn old_run(sandbox: &Sandbox) {
    old(sandbox, "run-v1");
}

/// A directory that an earlier version wrote, as `old`.
fn old(sandbox: &Sandbox, fixture: &str) {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    copy(&fixtures.join(fixture), &sandbox.path("old"));
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

#[test]
fn a_run_of_version_1_is_whole_and_still_says_the_same() {
    let sandbox = Sandbox::new();
    old_run(&sandbox);
    let verified = sandbox.run("runs verify old").succeeded().stdout;
    assert!(
        verified.starts_with("old: 3 of 3 checkpoints intact"),
        "{verified}"
    );
    let recorded = &sandbox.json("old/run.json")["test"];
    let evaluated = sandbox.run("evaluate old --format json").succeeded().json();
    assert_eq!(evaluated["correct"], recorded["correct"]);
    assert!(
        evaluated["correct"].as_u64().unwrap() > 300,
        "better than a guess"
    );
    sandbox.run("predict old --index 0").succeeded();
    let shown = sandbox
        .run("runs show old --format json")
        .succeeded()
        .json();
    assert_eq!(shown["epochs"].as_array().unwrap().len(), 6);
}

#[test]
fn a_run_of_version_1_can_be_resumed_and_repeated() {
    let sandbox = Sandbox::new();
    old_run(&sandbox);
    sandbox.run("train --resume old --epochs 4").succeeded();
    sandbox.run("runs verify old").succeeded();
    let repeat = "train --repeat old --out new --format json";
    let repeat = sandbox.run(repeat).succeeded().json()["repeat"].clone();
    // Another processor may round otherwise; the figures must agree all the same.
    let difference = repeat["largest_loss_difference"].as_f64().unwrap();
    assert!(difference < 1e-3, "{repeat}");
    assert_eq!(repeat["epochs"], 4);
}

#[test]
fn a_checkpoint_within_an_epoch_of_version_1_can_be_gone_on_from() {
    let sandbox = Sandbox::new();
    old_run(&sandbox);
    fs::remove_dir_all(sandbox.path(newest_checkpoint(&sandbox, "old"))).unwrap();
    let record = sandbox.read("old/run.json");
    sandbox.write(
        "old/run.json",
        record.replace("\"completed\"", "\"running\""),
    );
    sandbox
        .run("train --resume old")
        .succeeded()
        .says("resuming old from epoch-0003-step-000095");
}

#[test]
fn a_sweep_of_version_1_is_shown_and_resumed() {
    let sandbox = Sandbox::new();
    old(&sandbox, "sweep-v1");
    assert!(
        !sandbox.read("old/plan.json").contains("started_at"),
        "plans did not say when they started"
    );
    let shown = sandbox.run("sweep report old --format json").succeeded();
    let points = &shown.json()["points"];
    assert_eq!(points[0]["values"], json!({"learning_rate": "1e-2"}));
    assert_eq!(points[0]["accuracy"]["mean"], 0.16);

    let results = sandbox.read("old/results.jsonl");
    let (torn, _) = results.trim_end().split_at(results.len() - 20);
    sandbox.write("old/results.jsonl", torn);
    sandbox.run("sweep --resume old").succeeded();
    let resumed = sandbox.read("old/results.jsonl");
    let [old, new] = [&results, &resumed].map(|text| -> Vec<&str> { text.lines().collect() });
    assert_eq!((old.len(), new.len()), (4, 4));
    assert_eq!(old[..3], new[..3]);
    let [old, new] = [old[3], new[3]].map(|line| serde_json::from_str::<Value>(line).unwrap());
    assert_eq!((&old["trial"], &old["seed"]), (&new["trial"], &new["seed"]));
}

#[test]
fn a_cross_validation_of_version_1_is_shown() {
    let sandbox = Sandbox::new();
    old(&sandbox, "cross-validation-v1");
    let shown = "cross-validate --resume old --format json";
    let shown = sandbox.run(shown).succeeded().json();
    assert_eq!(shown["accuracy"]["n"], 2);
    assert_eq!(sandbox.read("old/results.jsonl").lines().count(), 2);
    assert_eq!(sandbox.read("old/predictions.jsonl").lines().count(), 60);
}

#[test]
fn a_comparison_of_version_1_is_shown() {
    let sandbox = Sandbox::new();
    old(&sandbox, "comparison-v1");
    let shown = "compare report old --format json --quiet";
    let shown = sandbox.run(shown).succeeded().json();
    assert_eq!(shown["comparisons"][0]["comparison"], "old-compare");
    assert_eq!(shown["rows"][0]["subject"], "flex");
}

#[test]
fn experiments_and_comparisons_of_a_newer_program_are_refused() {
    for (fixture, file, words) in [
        ("sweep-v1", "plan.json", "sweep report old"),
        ("sweep-v1", "results.jsonl", "sweep report old"),
        (
            "cross-validation-v1",
            "plan.json",
            "cross-validate --resume old",
        ),
        ("comparison-v1", "records.jsonl", "compare report old"),
    ] {
        let sandbox = Sandbox::new();
        old(&sandbox, fixture);
        raise(&sandbox, &format!("old/{file}"), "2");
        sandbox
            .run(words)
            .failed(1)
            .says(&format!(
                "{file} has schema version 2; this program reads up to 1"
            ))
            .says("hint: use the newer burn-mnist that wrote it");
    }
}

fn raise(sandbox: &Sandbox, file: &str, version: &str) {
    let text = sandbox.read(file);
    let raised = [
        "\"schema_version\": 1",
        "\"schema_version\":1",
        "schema_version = 1",
    ]
    .iter()
    .fold(text.clone(), |text, first| {
        text.replacen(first, &first.replace('1', version), 1)
    });
    assert_ne!(raised, text, "{file} has a version");
    sandbox.write(file, raised);
}

#[test]
fn what_a_newer_program_wrote_is_refused_whichever_file_it_is() {
    for (file, words, code) in [
        ("run.json", "runs show old", 4),
        ("run.json", "train --resume old --epochs 4", 4),
        ("metrics.jsonl", "runs show old", 4),
        ("config.toml", "train --config old/config.toml --out new", 2),
        (
            "checkpoints/epoch-0002-step-000064/manifest.json",
            "evaluate old",
            4,
        ),
        (
            "checkpoints/epoch-0003-step-000096/manifest.json",
            "train --resume old --epochs 4",
            4,
        ),
    ] {
        let sandbox = Sandbox::new();
        old_run(&sandbox);
        // Lines of steps have version 2.
        let known = if file == "metrics.jsonl" { 2 } else { 1 };
        let found = known + 1;
        raise(&sandbox, &format!("old/{file}"), &found.to_string());
        sandbox
            .run(words)
            .failed(code)
            .says(&format!(
                "{file} has schema version {found}; this program reads up to {known}"
            ))
            .says("hint: use the newer burn-mnist that wrote it");
    }
}

#[test]
fn a_newer_state_is_refused_though_its_manifest_vouches_for_it() {
    let sandbox = Sandbox::new();
    old_run(&sandbox);
    let checkpoint = newest_checkpoint(&sandbox, "old");
    let [state, manifest] =
        ["state.json", "manifest.json"].map(|file| format!("{checkpoint}/{file}"));
    let before = sha256(&sandbox.bytes(&state));
    raise(&sandbox, &state, "2");
    let after = sha256(&sandbox.bytes(&state));
    sandbox.write(&manifest, sandbox.read(&manifest).replace(&before, &after));
    sandbox
        .run("train --resume old --epochs 4")
        .failed(4)
        .says("state.json has schema version 2");
}

#[test]
fn tables_of_a_recorded_run_are_shown_alike_on_every_machine() {
    let sandbox = Sandbox::new();
    old_run(&sandbox);
    for (name, words) in [
        ("runs_show", "runs show old"),
        ("runs_verify", "runs verify old"),
        ("runs_prune", "runs prune old --keep 1 --dry-run"),
        ("runs_metrics", "runs metrics old"),
    ] {
        insta::assert_snapshot!(name, sandbox.run(words).succeeded().stdout);
    }
}
