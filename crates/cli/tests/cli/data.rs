//! `data` on a directory of the user's own digits: checked, found, and trained on.

use crate::fixture::{FILES, idx_directory};
use crate::outcome::assert_has_keys;
use crate::sandbox::Sandbox;

#[test]
fn verify_counts_weighs_and_names_what_is_there() {
    let sandbox = Sandbox::new();
    let digits = idx_directory(&sandbox);
    let words = "data verify --data-dir digits --format json";
    let report = sandbox.run(words).succeeded().json();
    assert_eq!(
        (&report["kind"], &report["is_mnist"]),
        (&"data-dir".into(), &false.into())
    );
    for (name, set) in [("train", &digits.train), ("test", &digits.test)] {
        let found = &report[name];
        assert_eq!(found["count"], set.len());
        assert_eq!(found["class_counts"], serde_json::json!(set.class_counts()));
        assert_eq!(found["sha256"], set.sha256());
    }
    for file in report["files"].as_array().unwrap() {
        assert_has_keys(file, &["path", "bytes", "sha256", "is_mnist"]);
        assert_eq!(file["sha256"].as_str().unwrap().len(), 64);
    }
    let text = sandbox
        .run("data verify --data-dir digits")
        .succeeded()
        .stdout;
    assert!(
        text.contains("train: 400 images; by class: [40, 40, "),
        "{text}"
    );
    assert!(
        text.ends_with("cannot be told from other digits\n"),
        "{text}"
    );
}

#[test]
fn where_tells_each_place_in_order_and_what_it_lacks() {
    let sandbox = Sandbox::new();
    idx_directory(&sandbox);
    let [images, ..] = FILES;
    std::fs::remove_file(sandbox.path("digits").join(images)).unwrap();
    let words = "data where --data-dir digits --format json";
    let places = sandbox.run(words).succeeded().json();
    let kinds: Vec<_> = places
        .as_array()
        .unwrap()
        .iter()
        .map(|place| &place["kind"])
        .collect();
    assert_eq!(kinds[..2], ["data-dir", "cache"]);
    assert_eq!(
        (&places[0]["directory"], &places[0]["complete"]),
        (&"digits".into(), &false.into())
    );
    let files = places[0]["files"].as_array().unwrap();
    assert_eq!(
        (&files[0]["name"], &files[0]["path"]),
        (&images.into(), &serde_json::Value::Null)
    );
    assert!(files[1]["path"].is_string());
    let text = sandbox
        .run("data where --data-dir digits")
        .succeeded()
        .stdout;
    assert!(
        text.starts_with("digits  incomplete, 3 of 4 files\n"),
        "{text}"
    );
}

#[test]
fn the_users_digits_train_and_their_digests_are_kept() {
    let sandbox = Sandbox::new();
    let digits = idx_directory(&sandbox);
    sandbox
        .run("train --data-dir digits --validation 50 --epochs 1 --out run")
        .succeeded();
    let dataset = &sandbox.json("run/run.json")["dataset"];
    let directory = sandbox.path("digits");
    assert_eq!(
        dataset["source"],
        format!("digits other than MNIST from {}", directory.display())
    );
    assert_eq!(dataset["train_sha256"], digits.train.sha256());
    assert_eq!(dataset["test_sha256"], digits.test.sha256());
    assert_eq!(
        (&dataset["train_count"], &dataset["validation_count"]),
        (&350.into(), &50.into())
    );
}

#[test]
fn other_test_digits_than_the_runs_are_pointed_out() {
    let sandbox = Sandbox::new();
    idx_directory(&sandbox);
    crate::fixture::quick_run(&sandbox);
    let words = "evaluate run --data-dir digits --dataset mnist";
    let evaluated = sandbox.run(words).succeeded();
    evaluated.says("/digits: not the test set of its run");
}

#[test]
fn emnist_is_set_upright_and_trains_under_its_own_names() {
    let sandbox = Sandbox::new();
    let digits = idx_directory(&sandbox);
    for name in FILES {
        let emnist = format!("emnist-digits-{}", name.replace("t10k", "test"));
        let directory = sandbox.path("digits");
        std::fs::rename(directory.join(name), directory.join(emnist)).unwrap();
    }
    sandbox
        .run("train --data-dir digits --validation 50 --epochs 1 --out run")
        .succeeded()
        .says("EMNIST digits: its images lie on their side, so rows and columns were exchanged");
    let dataset = &sandbox.json("run/run.json")["dataset"];
    let source = dataset["source"].as_str().unwrap();
    assert!(source.ends_with("digits, transposed"), "{source}");
    assert_ne!(dataset["train_sha256"], digits.train.sha256());
    let places = sandbox.run("data where --data-dir digits").succeeded();
    assert!(
        places
            .stdout
            .starts_with("digits  complete, files of EMNIST\n")
    );
}
