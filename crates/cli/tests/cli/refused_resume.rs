//! Resumptions that are refused: what would make it another run, and what cannot be trusted.

use std::fs;

use insta::assert_snapshot;

use crate::fixture::{QUICK, newest_checkpoint, quick_run, write_digits};
use crate::sandbox::Sandbox;

fn refused(sandbox: &Sandbox, words: &str, code: i32) -> String {
    sandbox.run(words).failed(code).stderr
}

#[test]
fn what_would_make_it_another_run_is_refused_with_the_difference() {
    let sandbox = Sandbox::new();
    quick_run(&sandbox);
    for (words, was, now) in [
        ("--batch-size 64", "32", "64"),
        ("--hidden 17", "16", "17"),
        ("--seed 1", "42", "1"),
        ("--learning-rate 0.01", "0.001", "0.01"),
        ("--validation 99", "100", "99"),
        ("--limit 100", "200", "100"),
        ("--dataset mnist", "synthetic", "mnist"),
        ("--schedule cosine", "constant", "cosine"),
        ("--patience 3", "none", "3"),
    ] {
        let words = format!("train --resume run --epochs 9 {words} --format json");
        let error = sandbox.run(&words).failed(2).error();
        assert_eq!(
            (&error["expected"], &error["found"]),
            (&was.into(), &now.into()),
            "{words}"
        );
    }
    assert_snapshot!(refused(&sandbox, "train --resume run --batch-size 64", 2), @r"
    error: cannot change --batch-size (config key `batch_size`) of run from 32 to 64
      hint: omit --batch-size, or start a new run
    ");
    sandbox
        .run("train --resume run --epochs 3 --batch-size 32")
        .succeeded();
}

#[test]
fn a_schedule_that_counts_its_epochs_cannot_be_given_more() {
    let sandbox = Sandbox::new();
    sandbox
        .run(&format!("{QUICK} --schedule cosine --out run"))
        .succeeded();
    assert_snapshot!(refused(&sandbox, "train --resume run --epochs 9", 2), @r"
    error: cannot change --epochs (config key `epochs`) of run from 2 to 9: the schedule's learning rates depend on the number of epochs
      hint: omit --epochs, or start a new run
    ");
}

#[test]
fn fewer_epochs_than_are_done_are_refused() {
    let sandbox = Sandbox::new();
    quick_run(&sandbox);
    assert_snapshot!(refused(&sandbox, "train --resume run --epochs 1", 2), @"error: --epochs 1: the run is already in epoch 2");
}

#[test]
fn other_images_are_refused() {
    let sandbox = Sandbox::new();
    let digits = crate::fixture::idx_directory(&sandbox);
    let words = "train --data-dir digits --validation 50 --hidden 4 --epochs 1 --out run";
    sandbox.run(words).succeeded();
    fs::rename(sandbox.path("digits"), sandbox.path("before")).unwrap();
    let mut other = digits.clone();
    other.train = other.train.first(399);
    write_digits(&sandbox, &other);
    let resume = "train --resume run --epochs 2";
    let error = sandbox
        .run(&format!("{resume} --format json"))
        .failed(3)
        .error();
    assert_eq!(error["expected"].as_str().unwrap(), digits.train.sha256());
    assert_eq!(error["found"].as_str().unwrap(), other.train.sha256());
    sandbox
        .run(&format!("{resume} --data-dir before"))
        .succeeded();
}

#[test]
fn an_edited_config_is_refused_and_a_lost_one_is_written_anew() {
    let sandbox = Sandbox::new();
    quick_run(&sandbox);
    let config = sandbox.read("run/config.toml");
    sandbox.write(
        "run/config.toml",
        config.replace("batch_size = 32", "batch_size = 8"),
    );
    let resume = "train --resume run --epochs 3";
    assert_snapshot!(refused(&sandbox, resume, 4), @r"
    error: run/config.toml has batch_size = 8, but the run was started with 32
      hint: undo the edit, or start another run with --config and another --out
    ");
    fs::remove_file(sandbox.path("run/config.toml")).unwrap();
    sandbox
        .run(resume)
        .succeeded()
        .says("rewritten from the record");
    assert_eq!(
        sandbox.read("run/config.toml"),
        config.replace("epochs = 2", "epochs = 3")
    );
}

#[test]
fn a_checkpoint_of_another_run_is_refused() {
    let sandbox = Sandbox::new();
    quick_run(&sandbox);
    let other = format!(
        "{} --seed 7 --out other",
        QUICK.replace("--epochs 2", "--epochs 3")
    );
    sandbox.run(&other).succeeded();
    let newest = newest_checkpoint(&sandbox, "other");
    fs::rename(
        sandbox.path(&newest),
        sandbox.path(newest.replace("other", "run")),
    )
    .unwrap();
    sandbox
        .run("train --resume run --epochs 5")
        .failed(4)
        .says("belongs to another run: seed is 7 there and 42 here");
}

#[test]
fn what_is_no_run_is_refused() {
    let sandbox = Sandbox::new();
    quick_run(&sandbox);
    let checkpoint = newest_checkpoint(&sandbox, "run");
    for (words, code, message) in [
        ("nowhere", 4, "no run named nowhere in /"),
        (
            checkpoint.as_str(),
            2,
            "is a checkpoint, not a run\n  hint: name its run",
        ),
        (
            "run --out elsewhere",
            2,
            "a resumed run stays in its directory",
        ),
        ("run --repeat run", 2, "cannot be used with"),
    ] {
        sandbox
            .run(&format!("train --resume {words}"))
            .failed(code)
            .says(message);
    }
}

#[test]
fn damaged_checkpoints_are_reported_and_the_newest_whole_one_is_used() {
    let sandbox = Sandbox::new();
    let words = format!("{} --keep 9", QUICK.replace("--epochs 2", "--epochs 5"));
    sandbox.run(&format!("{words} --out whole")).succeeded();
    sandbox.run(&format!("{words} --out run")).succeeded();
    let straight = crate::resume::trace(&sandbox, "whole");
    let checkpoint =
        |epoch: usize| format!("run/checkpoints/epoch-{epoch:04}-step-{:06}", 7 * epoch);
    let cut = |path: String| sandbox.write(&path, &sandbox.bytes(&path)[..100]);
    cut(format!("{}/optimizer.bpk", checkpoint(4)));
    fs::remove_file(sandbox.path(checkpoint(5)).join("state.json")).unwrap();
    // As a kill before the record's last word leaves it.
    let record = sandbox.read("run/run.json");
    sandbox.write(
        "run/run.json",
        record.replace("\"completed\"", "\"running\""),
    );

    sandbox
        .run("train --resume run")
        .succeeded()
        .says("warning: checkpoint epoch-0005-step-000035 cannot be used")
        .says("warning: checkpoint epoch-0004-step-000028 cannot be used")
        .says("resuming run from epoch-0003-step-000021");
    assert!(crate::resume::trace(&sandbox, "run") == straight);
    assert_eq!(sandbox.list("run/checkpoints/aside").len(), 2);
    sandbox.run("runs prune run --keep 9").succeeded();
    assert!(!sandbox.path("run/checkpoints/aside").exists());
}

#[test]
fn when_the_best_checkpoint_is_lost_the_next_best_takes_its_place() {
    let sandbox = Sandbox::new();
    // Steps so wide that an early epoch is the best.
    let words = QUICK.replace("--epochs 2", "--epochs 6 --learning-rate 0.3 --keep 9");
    sandbox.run(&format!("{words} --out run")).succeeded();
    let best = sandbox.read("run/checkpoints/best");
    let last = newest_checkpoint(&sandbox, "run");
    assert!(!last.ends_with(best.trim()), "{best} is the newest too");
    fs::remove_dir_all(sandbox.path("run/checkpoints").join(best.trim())).unwrap();
    sandbox.run("evaluate run").failed(4).says("runs verify");
    sandbox
        .run("train --resume run --epochs 7")
        .succeeded()
        .says("warning: the best checkpoint cannot be used");
    assert_ne!(sandbox.read("run/checkpoints/best"), best);
    sandbox.run("runs verify run").succeeded();
    sandbox.run("evaluate run").succeeded();
}

#[test]
fn a_run_whose_checkpoints_were_removed_begins_again() {
    let sandbox = Sandbox::new();
    quick_run(&sandbox);
    let model = |sandbox: &Sandbox| {
        sandbox.bytes(&format!("{}/model.bpk", newest_checkpoint(sandbox, "run")))
    };
    let before = model(&sandbox);
    fs::remove_dir_all(sandbox.path("run/checkpoints")).unwrap();
    let record = sandbox.read("run/run.json");
    sandbox.write(
        "run/run.json",
        record.replace("\"completed\"", "\"failed\""),
    );
    sandbox
        .run("train --resume run")
        .succeeded()
        .says("run has no checkpoint yet: training starts from the beginning");
    assert!(model(&sandbox) == before);
}

#[test]
fn a_run_without_a_whole_checkpoint_is_not_begun_again_behind_ones_back() {
    let sandbox = Sandbox::new();
    quick_run(&sandbox);
    for name in ["epoch-0001-step-000007", "epoch-0002-step-000014"] {
        sandbox.write(&format!("run/checkpoints/{name}/model.bpk"), "x");
    }
    for words in ["run --epochs 3", "auto --out run --epochs 3"] {
        sandbox
            .run(&format!("train --resume {words}"))
            .failed(4)
            .says("no checkpoint of run is intact");
    }
}
