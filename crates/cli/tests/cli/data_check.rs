//! `data check`: faults are found where they are, told so that a person can act, and listed for training.

use burn_mnist_data::{DigitSet, Digits, Exclusions};
use serde_json::Value;

use crate::fixture::{FILES, idx_directory, picture_directory, write_digits};
use crate::outcome::{Outcome, assert_has_keys, keys};
use crate::requirement::mnist_cache;
use crate::sandbox::Sandbox;

/// The user's digits with image 30 a copy of image 2 under another label, and image 50 blank.
fn spoiled(sandbox: &Sandbox) -> Digits {
    let digits = burn_mnist_data::synthetic::generate(400, 100, 7);
    let mut images = digits.train.images().to_vec();
    let mut labels = digits.train.labels().to_vec();
    images[30] = images[2];
    labels[30] = (labels[2] + 1) % 10;
    images[50].0.fill(0);
    let digits = Digits {
        train: DigitSet::new(images, labels).unwrap(),
        ..digits
    };
    write_digits(sandbox, &digits);
    digits
}

fn kinds(report: &Value) -> Vec<&str> {
    let findings = report["findings"].as_array().unwrap();
    findings
        .iter()
        .map(|finding| finding["kind"].as_str().unwrap())
        .collect()
}

#[test]
fn digits_with_nothing_but_notes_end_well() {
    let sandbox = Sandbox::new();
    idx_directory(&sandbox);
    let text = sandbox
        .run("data check --data-dir digits")
        .succeeded()
        .stdout;
    assert!(
        text.contains("train: 400 images; by class: [40, 40, "),
        "{text}"
    );
    assert!(text.ends_with("no errors found\n"), "{text}");
    sandbox.run("data check --dataset synthetic").succeeded();
}

#[test]
fn what_is_wrong_is_named_by_index_and_ends_with_exit_code_3() {
    let sandbox = Sandbox::new();
    let digits = spoiled(&sandbox);
    let [a, b] = [2, 30].map(|index| digits.train.labels()[index]);
    let text = sandbox.run("data check --data-dir digits").ended(3).stdout;
    let expected = format!(
        "error: the same image with different labels: 1\n  train 2 (label {a}) = train 30 (label {b})\n\
         error: almost no ink (as much as fewer than 5 white pixels, or tones less than 32 apart): 1\n  train 50 (label "
    );
    assert!(text.contains(&expected), "{text}");
    assert!(text.ends_with("errors found\n"), "{text}");

    let report = sandbox
        .run("data check --data-dir digits --format json")
        .ended(3)
        .json();
    assert_has_keys(
        &report,
        &[
            "source",
            "thresholds",
            "splits",
            "findings",
            "is_sound",
            "exclusions",
        ],
    );
    assert_eq!(report["is_sound"], false);
    assert_eq!(kinds(&report)[..2], ["conflicting-labels", "blank"]);
    let image = &report["findings"][0]["images"][1];
    assert_eq!(keys(image), ["index", "label", "split"]);
    assert_eq!(
        (&image["split"], &image["index"]),
        (&"train".into(), &30.into())
    );

    sandbox
        .run("data check --data-dir digits --split test")
        .succeeded();
}

#[test]
fn emnist_letters_are_named_instead_of_their_labels() {
    let sandbox = Sandbox::new();
    idx_directory(&sandbox);
    for name in FILES {
        let emnist = format!("emnist-letters-{}", name.replace("t10k", "test"));
        let directory = sandbox.path("digits");
        std::fs::rename(directory.join(name), directory.join(emnist)).unwrap();
    }
    for command in ["data check", "data verify", "train"] {
        sandbox
            .run(&format!("{command} --data-dir digits"))
            .failed(3)
            .says("error: EMNIST letters in ")
            .says("digits has 26 classes, and the network has 10\n")
            .says("hint: use an EMNIST set of ten classes: digits or mnist\n");
    }
}

#[test]
fn a_list_of_exclusions_leaves_out_what_was_wrong() {
    let sandbox = Sandbox::new();
    let digits = spoiled(&sandbox);
    let text = sandbox
        .run("data check --data-dir digits --write-exclusions bad.toml")
        .ended(3)
        .stdout;
    assert!(
        text.contains("wrote bad.toml: 3 of 400 training images to leave out"),
        "{text}"
    );
    let list = sandbox.read("bad.toml");
    assert!(
        list.contains("index = 30\nreasons = [\"the same image with different labels\"]"),
        "{list}"
    );
    let left = digits
        .train
        .without(&Exclusions::read(&sandbox.path("bad.toml")).unwrap())
        .unwrap();
    assert_eq!(left.len(), 397);
    sandbox
        .run("data check --data-dir digits --split test --write-exclusions bad.toml")
        .failed(2)
        .says("--write-exclusions lists training images");
}

#[test]
fn pictures_that_cannot_be_read_are_all_listed_by_path() {
    let sandbox = Sandbox::new();
    picture_directory(&sandbox);
    for index in 0..12 {
        sandbox.write(&format!("pictures/train/3/x{index:02}.png"), "text");
    }
    let words = "data check --data-dir pictures";
    let text = sandbox.run(words).ended(3).stdout;
    assert!(text.contains("error: cannot be read: 12\n"), "{text}");
    assert!(
        text.contains("3/x09.png is text; expected PNG or JPEG"),
        "{text}"
    );
    assert!(!text.contains("x10.png"), "{text}");
    assert!(text.contains("  and 2 more: --all lists them\n"), "{text}");
    let all = sandbox.run(&format!("{words} --all")).ended(3).stdout;
    assert!(all.contains("x11.png") && !all.contains("--all"), "{all}");
    sandbox
        .run(&format!("{words} --write-exclusions bad.toml"))
        .failed(3)
        .says("hint: first repair or remove the files");
    assert!(!sandbox.path("bad.toml").exists());
}

#[test]
fn a_picture_is_named_by_its_file_and_its_index() {
    let sandbox = Sandbox::new();
    picture_directory(&sandbox);
    let from = sandbox
        .path("pictures/test/4")
        .join(&sandbox.list("pictures/test/4")[0]);
    std::fs::copy(from, sandbox.path("pictures/train/4/9999.png")).unwrap();
    let text = sandbox
        .run("data check --data-dir pictures")
        .ended(3)
        .stdout;
    assert!(
        text.contains("error: the same image in training and test set: 1\n"),
        "{text}"
    );
    assert!(
        text.contains("train/4/9999.png = test 20 (label 4) pictures/test/4/"),
        "{text}"
    );
}

#[test]
fn labels_out_of_range_and_unequal_counts_are_findings_here() {
    let sandbox = Sandbox::new();
    idx_directory(&sandbox);
    let [_, labels, _, test_labels] = FILES;
    let path = format!("digits/{labels}");
    let mut bytes = sandbox.bytes(&path);
    bytes[8 + 17] = 11;
    sandbox.write(&path, bytes);
    let path = format!("digits/{test_labels}");
    let mut bytes = sandbox.bytes(&path);
    bytes.truncate(8 + 60);
    bytes[4..8].copy_from_slice(&60_u32.to_be_bytes());
    sandbox.write(&path, bytes);
    let report = sandbox
        .run("data check --data-dir digits --format json")
        .ended(3)
        .json();
    assert_eq!(
        kinds(&report)[..2],
        ["label-out-of-range", "unequal-counts"]
    );
    let detail = report["findings"][0]["detail"].as_str().unwrap();
    assert!(
        detail.ends_with("expected 0 to 9, found 11 at index 17"),
        "{detail}"
    );
    assert_eq!(report["splits"][0]["count"], 399);
    assert_eq!(report["splits"][1]["count"], 60);
}

#[test]
fn real_mnist_has_no_fault() {
    let Some(cache) = mnist_cache() else { return };
    let sandbox = Sandbox::new();
    let mut command = sandbox.command("data check --format json");
    let report = Outcome::of(command.env("BURN_MNIST_CACHE", cache))
        .succeeded()
        .json();
    assert_eq!(report["is_sound"], true);
    let kinds = kinds(&report);
    assert!(
        !kinds.is_empty() && kinds.iter().all(|kind| *kind == "outlier"),
        "{kinds:?}"
    );
}

#[cfg(target_os = "linux")]
#[test]
fn a_name_that_is_not_unicode_is_reported_too() {
    use std::os::unix::ffi::OsStrExt;
    let sandbox = Sandbox::new();
    picture_directory(&sandbox);
    let name = std::ffi::OsStr::from_bytes(b"x\xff.png");
    std::fs::write(sandbox.path("pictures/train/3").join(name), "text").unwrap();
    let report = sandbox
        .run("data check --data-dir pictures --format json")
        .ended(3)
        .json();
    let path = report["findings"][0]["path"].as_str().unwrap();
    assert!(path.ends_with("train/3/x\u{fffd}.png"), "{path}");
}

#[test]
fn a_run_leaves_out_what_the_list_names_and_keeps_to_it() {
    let sandbox = Sandbox::new();
    spoiled(&sandbox);
    sandbox
        .run("data check --data-dir digits --write-exclusions bad.toml")
        .ended(3);
    let listed = Exclusions::read(&sandbox.path("bad.toml")).unwrap();
    assert_eq!(listed.images.len(), 3);
    let train = "train --data-dir digits --epochs 1 --hidden 8 --validation 50";
    sandbox
        .run(&format!("{train} --exclude bad.toml --out run"))
        .succeeded();
    let record: Value = serde_json::from_str(&sandbox.read("run/run.json")).unwrap();
    assert_eq!(record["dataset"]["train_count"], 400 - 3 - 50);
    // The split of the run is made of what it was left.
    sandbox.run("evaluate run --split validation").succeeded();

    sandbox.write(
        "none.toml",
        sandbox.read("bad.toml").split("[[image]]").next().unwrap(),
    );
    sandbox
        .run("train --resume run --epochs 2 --exclude none.toml")
        .failed(3)
        .says("not the training set of run");
    sandbox
        .run("train --dataset synthetic --exclude bad.toml --out other")
        .failed(3)
        .says("bad.toml");
    sandbox
        .run(&format!("{train} --exclude nowhere.toml --out other"))
        .failed(3)
        .says("nowhere.toml");
}

#[test]
fn a_label_that_networks_contradict_is_found_and_drawn() {
    let sandbox = Sandbox::new();
    let digits = burn_mnist_data::synthetic::generate(2_000, 60, 7);
    let mut labels = digits.train.labels().to_vec();
    let wronged = labels.iter().position(|label| *label == 1).unwrap();
    labels[wronged] = 0;
    let train = DigitSet::new(digits.train.images().to_vec(), labels).unwrap();
    write_digits(&sandbox, &Digits { train, ..digits });
    sandbox
        .run("cross-validate --data-dir digits --folds 3 --epochs 6 --learning-rate 1e-2 --hidden 32 --out cv")
        .succeeded();

    let check = "data check --data-dir digits --cross-validation cv --sheet labels.png";
    let report = sandbox.run(&format!("{check} --format json")).succeeded();
    let report = report.json();
    let suspects: Vec<&Value> = report["findings"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|finding| finding["kind"] == "likely-label-error")
        .collect();
    // Of 2,000 labels few are doubted, and the wrong one is among the surest.
    assert!(suspects.len() < 60, "{}", suspects.len());
    let index = |suspect: &&Value| suspect["images"][0]["index"] == wronged;
    let rank = suspects.iter().position(index).unwrap();
    assert!(rank < 8, "{rank}: {}", suspects[rank]["detail"]);
    let sheet = image::open(sandbox.path("labels.png")).unwrap();
    assert_eq!(
        sheet.height() as usize,
        4 + (4 * 28 + 2 * 16 + 4) * suspects.len().div_ceil(10)
    );

    sandbox
        .run(check)
        .failed(2)
        .says("labels.png already exists");
    let text = sandbox.run(&format!("{check} --force")).succeeded().stdout;
    assert!(text.contains("note: likely label errors"), "{text}");
    assert!(
        text.contains("wrote labels.png: the likely label errors"),
        "{text}"
    );
    sandbox
        .run("data check --dataset synthetic --cross-validation cv")
        .failed(3)
        .says("predictions of another training set");
    sandbox
        .run("data check --data-dir digits --cross-validation nowhere")
        .failed(1)
        .says("no cross-validation at nowhere");
}
