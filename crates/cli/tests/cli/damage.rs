//! Every way to damage a checkpoint by a byte: all of them are noticed, and none is loaded.

use std::fs::{self, File};
use std::os::unix::fs::FileExt;
use std::panic::catch_unwind;
use std::path::Path;

use burn_mnist_run::checkpoint::{MANIFEST, MODEL, OPTIMIZER, SCHEDULER, STATE};
use burn_mnist_run::{Checkpoint, RunError};

use crate::fixture::newest_checkpoint;
use crate::sandbox::Sandbox;

const FILES: [&str; 5] = [MANIFEST, MODEL, OPTIMIZER, SCHEDULER, STATE];

/// A checkpoint of the smallest network there is.
fn small(sandbox: &Sandbox) -> std::path::PathBuf {
    let words = "train --dataset synthetic --limit 64 --validation 10 --hidden 1 --epochs 1";
    sandbox.run(&format!("{words} --out run")).succeeded();
    sandbox.path(newest_checkpoint(sandbox, "run"))
}

#[track_caller]
fn is_refused(checkpoint: &Path, what: &str) {
    let read = catch_unwind(|| Checkpoint::read(checkpoint).err());
    let error = read.unwrap_or_else(|_| panic!("{what}: a panic"));
    let error = error.unwrap_or_else(|| panic!("{what}: loaded"));
    let refused = matches!(error, RunError::Damaged { .. } | RunError::Newer { .. });
    assert!(refused, "{what}: {error}");
}

#[test]
fn a_change_of_any_byte_of_any_file_is_noticed() {
    let sandbox = Sandbox::new();
    let checkpoint = small(&sandbox);
    let mut changes = 0;
    for file in FILES {
        let path = checkpoint.join(file);
        let content = fs::read(&path).unwrap();
        // In place: thousands of whole files would take a minute.
        let damaged = File::options().write(true).open(&path).unwrap();
        for (at, byte) in content.iter().enumerate() {
            // One bit, in turn each, and all of them.
            for mask in [1 << (at % 8), 0xff] {
                damaged.write_at(&[byte ^ mask], at as u64).unwrap();
                is_refused(&checkpoint, &format!("{file}, byte {at} ^ {mask:#x}"));
                changes += 1;
            }
            damaged.write_at(&[*byte], at as u64).unwrap();
        }
    }
    assert!(changes > 20_000, "{changes}");
    Checkpoint::read(&checkpoint).unwrap();
}

#[test]
fn a_cut_at_any_length_of_any_file_is_noticed() {
    let sandbox = Sandbox::new();
    let checkpoint = small(&sandbox);
    for file in FILES {
        let path = checkpoint.join(file);
        let content = fs::read(&path).unwrap();
        let cut = File::options().write(true).open(&path).unwrap();
        for length in (0..content.len()).rev() {
            cut.set_len(length as u64).unwrap();
            is_refused(&checkpoint, &format!("{file} cut to {length} bytes"));
        }
        fs::write(&path, [content.as_slice(), b"\0"].concat()).unwrap();
        is_refused(&checkpoint, &format!("{file} with a byte more"));
        fs::remove_file(&path).unwrap();
        if file != MANIFEST {
            is_refused(&checkpoint, &format!("{file} removed"));
        }
        fs::write(&path, content).unwrap();
    }
    Checkpoint::read(&checkpoint).unwrap();
}

#[test]
fn what_is_damaged_and_what_still_works_is_said() {
    let sandbox = Sandbox::new();
    crate::fixture::quick_run(&sandbox);
    let whole = sandbox.run("runs verify run").succeeded().stdout;
    assert_eq!(
        whole,
        "run: 2 of 2 checkpoints intact, newest epoch-0002-step-000014\n"
    );
    let optimizer = "run/checkpoints/epoch-0002-step-000014/optimizer.bpk";
    let mut bytes = sandbox.bytes(optimizer);
    bytes[2000] ^= 4;
    sandbox.write(optimizer, bytes);
    sandbox.write("run/metrics.jsonl", "{}\n");
    let found = sandbox.run("runs verify run").ended(4).stdout;
    let mut lines = found.lines();
    assert_eq!(
        lines.next().unwrap(),
        "run: 1 of 2 checkpoints intact, newest epoch-0001-step-000007"
    );
    assert!(
        lines
            .next()
            .unwrap()
            .starts_with("  damaged: metrics.jsonl: ")
    );
    let checkpoint = lines.next().unwrap();
    assert!(
        checkpoint.starts_with("  damaged: epoch-0002-step-000014: run/checkpoints/")
            && checkpoint.contains("optimizer.bpk is damaged: expected SHA-256 "),
        "{checkpoint}"
    );
    let json = sandbox.run("runs verify run --format json").ended(4).json();
    let damaged: Vec<&serde_json::Value> = json
        .as_array()
        .unwrap()
        .iter()
        .filter(|one| one["valid"] == false)
        .collect();
    assert_eq!(damaged.len(), 2);
    assert_eq!(damaged[0]["file"], "metrics.jsonl");
    assert_eq!(damaged[1]["checkpoint"], "epoch-0002-step-000014");
    assert!(
        damaged
            .iter()
            .all(|one| one["problem"].is_string() && one["run"] == "run")
    );
}

#[test]
fn every_run_there_is_gets_verified_unless_some_are_named() {
    let sandbox = Sandbox::new();
    sandbox
        .run("runs verify")
        .succeeded()
        .says("no runs to verify");
    for seed in [1, 2] {
        let words = format!("{} --seed {seed}", crate::fixture::QUICK);
        sandbox.run(&words).succeeded();
    }
    let all = sandbox.run("runs verify").succeeded().stdout;
    assert_eq!(all.lines().count(), 2, "{all}");
    let one = sandbox.run("runs verify latest").succeeded().stdout;
    assert_eq!(one.lines().count(), 1, "{one}");
    sandbox.run("runs verify nowhere").failed(4);
}
