//! Digits that cannot be used: each fault names the file, and no run is begun.

use std::fs;

use crate::fixture::{FILES, idx_directory};
use crate::sandbox::Sandbox;

const TRAIN: &str = "train --data-dir digits --validation 50 --epochs 1";

/// Spoils the directory, and expects every command that reads it to say so.
#[track_caller]
fn refuse(spoil: impl FnOnce(&Sandbox), words: &str) {
    let sandbox = Sandbox::new();
    idx_directory(&sandbox);
    spoil(&sandbox);
    for command in [TRAIN, "data verify --data-dir digits"] {
        sandbox.run(command).failed(3).says(words).says("hint: ");
    }
    assert!(!sandbox.path("artifacts").exists(), "no run was begun");
}

fn edit(name: &'static str, change: impl FnOnce(&mut Vec<u8>)) -> impl FnOnce(&Sandbox) {
    move |sandbox| {
        let path = format!("digits/{name}");
        let mut bytes = sandbox.bytes(&path);
        change(&mut bytes);
        sandbox.write(&path, bytes);
    }
}

#[test]
fn a_directory_that_is_not_there_is_named() {
    let missing = |sandbox: &Sandbox| fs::remove_dir_all(sandbox.path("digits")).unwrap();
    refuse(missing, "digits: expected train-images-idx3-ubyte");
}

#[test]
fn a_missing_file_is_named_and_so_are_those_found() {
    let [train_images, train_labels, test_images, test_labels] = FILES;
    let missing = |sandbox: &Sandbox| {
        fs::remove_file(sandbox.path("digits").join(test_labels)).unwrap();
    };
    let found = format!("found only {train_images}, {train_labels}, {test_images}");
    refuse(
        missing,
        &format!("expected {test_labels} (or packed as .gz), {found}"),
    );
}

#[test]
fn a_truncated_file_is_damaged() {
    let [_, _, images, _] = FILES;
    let words = format!("digits/{images} is damaged");
    refuse(edit(images, |bytes| bytes.truncate(1_000)), &words);
}

#[test]
fn surplus_bytes_are_damage() {
    let [images, ..] = FILES;
    let words = format!("digits/{images} is damaged");
    refuse(edit(images, |bytes| bytes.push(0)), &words);
}

#[test]
fn a_label_above_nine_is_named_with_its_place() {
    let [_, labels, ..] = FILES;
    // The header takes eight bytes.
    let spoil = edit(labels, |bytes| bytes[8 + 17] = 10);
    refuse(spoil, "labels: expected 0 to 9, found 10 at index 17");
}

#[test]
fn images_and_labels_must_be_equally_many() {
    let [_, _, images, labels] = FILES;
    let spoil = edit(labels, |bytes| {
        bytes.truncate(8 + 60);
        bytes[4..8].copy_from_slice(&60_u32.to_be_bytes());
    });
    let words = format!("digits/{images}, found 60");
    refuse(spoil, &words);
}

#[test]
fn a_file_of_another_kind_is_no_digit_file() {
    let [images, ..] = FILES;
    let spoil = edit(images, |bytes| bytes[..4].copy_from_slice(b"\x89PNG"));
    refuse(
        spoil,
        &format!("digits/{images} is damaged or not a digit file"),
    );
}

#[test]
fn a_validation_split_that_leaves_nothing_to_train_on_is_wrong_usage() {
    let sandbox = Sandbox::new();
    idx_directory(&sandbox);
    let failed = sandbox.run("train --data-dir digits --validation 400");
    failed
        .failed(2)
        .says("400 images leaves none of the 400 training images")
        .says("hint: lower --validation");
}

#[test]
fn without_data_or_network_every_source_tried_is_named_and_nothing_stands_in() {
    let sandbox = Sandbox::new();
    let home = sandbox.path("home").display().to_string();
    // Not the caches of this machine.
    let bare = [("HOME", home.as_str()), ("XDG_CACHE_HOME", &home)];
    for command in ["train", "data fetch"] {
        sandbox
            .run_with(&bare, command)
            .failed(3)
            .says("could not be fetched from any source")
            .says("https://storage.googleapis.com/")
            .says("https://ossci-datasets.s3.amazonaws.com/")
            .says("--dataset synthetic");
    }
    assert!(!sandbox.path("artifacts").exists(), "no run was begun");
}
