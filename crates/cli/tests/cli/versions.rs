//! Files of this version stay readable, and files of a later one are refused with a word.

use std::fs;
use std::path::Path;

use burn_mnist_run::sha256;

use crate::fixture::newest_checkpoint;
use crate::sandbox::Sandbox;

/// A run that schema version 1 wrote, with a checkpoint within an epoch and one at its end. It is
/// never made anew: later versions prove with it that they still read the old.
fn old_run(sandbox: &Sandbox) {
    let fixture = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/run-v1");
    copy(&fixture, &sandbox.path("old"));
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
        verified.starts_with("old: 3 of 3 checkpoints whole"),
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

fn raise(sandbox: &Sandbox, file: &str) {
    let text = sandbox.read(file);
    let raised = [
        "\"schema_version\": 1",
        "\"schema_version\":1",
        "schema_version = 1",
    ]
    .iter()
    .fold(text.clone(), |text, version| {
        text.replacen(version, &version.replace('1', "2"), 1)
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
        raise(&sandbox, &format!("old/{file}"));
        sandbox
            .run(words)
            .failed(code)
            .says(&format!(
                "{file} has schema version 2; this program reads up to 1"
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
    raise(&sandbox, &state);
    let after = sha256(&sandbox.bytes(&state));
    sandbox.write(&manifest, sandbox.read(&manifest).replace(&before, &after));
    sandbox
        .run("train --resume old --epochs 4")
        .failed(4)
        .says("state.json has schema version 2");
}
