//! Pictures in one folder for each class: found, trained on and evaluated as any other digits are.

use std::fs;

use burn_mnist_data::synthetic;

use crate::fixture::{picture_directory, write_pictures};
use crate::outcome::keys;
use crate::sandbox::Sandbox;

#[test]
fn a_network_learns_from_folders_and_is_evaluated_on_them() {
    let sandbox = Sandbox::new();
    picture_directory(&sandbox);
    let words = "train --data-dir pictures --validation 50 --batch-size 16 --epochs 15 --hidden 32 --out run";
    sandbox.run(words).succeeded();
    let dataset = &sandbox.json("run/run.json")["dataset"];
    let directory = sandbox.path("pictures");
    assert_eq!(
        dataset["source"],
        format!("pictures in {}", directory.display())
    );
    assert_eq!(dataset["train_count"], 250);
    assert_eq!(dataset["test_count"], 50);
    assert!(!keys(dataset).contains(&"classes"), "they are the digits");

    let evaluated = sandbox.run("evaluate run --format json").succeeded();
    assert!(
        !evaluated.stderr.contains("not the test set"),
        "{}",
        evaluated.stderr
    );
    let accuracy = evaluated.json()["accuracy"].as_f64().unwrap();
    // A tenth by chance.
    assert!(accuracy > 0.4, "{accuracy}");
    sandbox.run("evaluate run --split validation").succeeded();

    fs::remove_file(
        sandbox
            .path("pictures/train/0")
            .join(first(&sandbox, "pictures/train/0")),
    )
    .unwrap();
    sandbox
        .run("train --resume run --epochs 16")
        .failed(3)
        .says("not the training set of run");
}

fn first(sandbox: &Sandbox, folder: &str) -> String {
    sandbox.list(folder).swap_remove(0)
}

#[test]
fn names_of_classes_are_kept_and_a_seventh_is_held_back() {
    let sandbox = Sandbox::new();
    let drawn = synthetic::generate(700, 0, 3).train;
    let chosen: Vec<u32> = (0..700)
        .filter(|&at| matches!(drawn.labels()[at as usize], 0 | 1))
        .collect();
    write_pictures(&sandbox, "pictures", &drawn.select(&chosen), |label| {
        ["round", "line"][usize::from(label)].to_owned()
    });
    let trained = sandbox
        .run("train --data-dir pictures --validation 20 --batch-size 8 --epochs 4 --hidden 16 --out run --format json")
        .succeeded()
        .says("a seventh of each class, 20 of 140 pictures drawn by a fixed seed, is the test set");
    let accuracy = trained.json()["test_accuracy"].as_f64().unwrap();
    assert!(accuracy > 0.8, "{accuracy}");
    let dataset = &sandbox.json("run/run.json")["dataset"];
    assert_eq!(dataset["classes"], serde_json::json!(["line", "round"]));
    assert!(
        dataset["source"]
            .as_str()
            .unwrap()
            .ends_with(" of 0 line, 1 round")
    );
    assert_eq!(dataset["test_count"], 20);
}

#[test]
fn verify_and_where_know_folders() {
    let sandbox = Sandbox::new();
    let digits = picture_directory(&sandbox);
    let report = sandbox
        .run("data verify --data-dir pictures --format json")
        .succeeded()
        .json();
    assert_eq!(
        (&report["layout"], &report["is_mnist"]),
        (&"folders".into(), &false.into())
    );
    assert_eq!(
        report["train"]["class_counts"],
        serde_json::json!(digits.train.class_counts())
    );
    let text = sandbox
        .run("data where --data-dir pictures")
        .succeeded()
        .stdout;
    assert!(
        text.starts_with("pictures  complete, folders of pictures\n"),
        "{text}"
    );
}

#[test]
fn a_file_that_is_no_picture_begins_no_run() {
    let sandbox = Sandbox::new();
    picture_directory(&sandbox);
    sandbox.write("pictures/train/3/notes.txt", "what is this?");
    sandbox.write("pictures/test/3/empty.png", "");
    for words in [
        "train --data-dir pictures --validation 50 --epochs 1",
        "data verify --data-dir pictures",
        "compare --quick --data-dir pictures",
    ] {
        let failed = sandbox.run(words).failed(3);
        failed
            .says("pictures/train/3/notes.txt is text; expected PNG or JPEG")
            .says("and 1 more cannot be used")
            .says("hint: replace or remove the file; `burn-mnist data check");
    }
    assert!(!sandbox.path("artifacts").exists(), "nothing was begun");
}
