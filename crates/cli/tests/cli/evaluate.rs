//! `evaluate`: the figures of a saved network, and what it made of each image.

use crate::fixture::{QUICK, idx_directory, newest_checkpoint, quick_run, smoke_run};
use crate::outcome::assert_has_keys;
use crate::predictions;
use crate::sandbox::Sandbox;

#[test]
fn evaluation_repeats_the_figures_of_the_run() {
    let sandbox = Sandbox::new();
    smoke_run(&sandbox);
    let evaluated = sandbox.run("evaluate run --format json").succeeded().json();
    assert_has_keys(
        &evaluated,
        &[
            "model",
            "backend",
            "device",
            "split",
            "count",
            "correct",
            "accuracy",
            "loss",
            "images_per_second",
        ],
    );
    let recorded = &sandbox.json("run/run.json")["test"];
    for key in ["count", "correct", "accuracy", "loss"] {
        assert_eq!(evaluated[key], recorded[key], "{key}");
    }
    assert_eq!(
        (&evaluated["split"], &evaluated["backend"]),
        (&"test".into(), &"flex".into())
    );
    let model = evaluated["model"].as_str().unwrap();
    assert!(sandbox.path(model).is_file(), "{model}");
}

#[test]
fn the_validation_split_is_the_one_the_run_held_back() {
    let sandbox = Sandbox::new();
    let trained = smoke_run(&sandbox);
    assert!(trained.stderr.contains("validation"));
    let words = "evaluate run --split validation --format json";
    let evaluated = sandbox.run(words).succeeded().json();
    let record = sandbox.json("run/run.json");
    assert_eq!(evaluated["count"], 500);
    assert_eq!(
        evaluated["accuracy"],
        record["summary"]["validation_accuracy"]
    );
}

#[test]
fn a_validation_split_that_no_run_vouches_for_is_refused() {
    let sandbox = Sandbox::new();
    quick_run(&sandbox);
    let model = format!("{}/model.bpk", newest_checkpoint(&sandbox, "run"));
    std::fs::copy(sandbox.path(model), sandbox.path("bare.bpk")).unwrap();
    sandbox
        .run("evaluate bare.bpk --split validation")
        .failed(2)
        .says("--split validation needs a run");
    idx_directory(&sandbox);
    sandbox
        .run("evaluate run --split validation --data-dir digits")
        .failed(3)
        .says("/digits is not the training set of its run");
    sandbox
        .run(&format!("{QUICK} --out whole").replace("--validation 100", "--validation 0"))
        .succeeded();
    sandbox
        .run("evaluate whole --split validation")
        .failed(2)
        .says("the run held out no validation images");
}

#[test]
fn predictions_list_every_image_and_agree_with_the_figures() {
    let sandbox = Sandbox::new();
    smoke_run(&sandbox);
    let words = "evaluate run --limit 300 --predictions predictions.csv --format json";
    let evaluated = sandbox.run(words).succeeded().json();
    let rows = predictions::read(&sandbox, "predictions.csv");
    assert_eq!((rows.len(), &evaluated["count"]), (300, &300.into()));
    let correct = rows
        .iter()
        .filter(|row| row.label == row.prediction)
        .count();
    assert_eq!(evaluated["correct"], correct);
    for (row, index) in rows.iter().zip(0..) {
        assert_eq!(row.index, index);
        let largest = row.logits[usize::from(row.prediction)];
        assert!(row.logits.iter().all(|logit| *logit <= largest), "{row:?}");
    }
}

#[test]
fn text_says_figures_model_and_backend() {
    let sandbox = Sandbox::new();
    quick_run(&sandbox);
    let evaluated = sandbox.run("evaluate run --limit 50").succeeded();
    let [figures, interval, probabilities, source, place, ..] =
        &evaluated.stdout.lines().collect::<Vec<_>>()[..]
    else {
        panic!("five lines and more: {}", evaluated.stdout)
    };
    assert!(figures.starts_with("test accuracy ") && figures.contains(" of 50), loss "));
    assert!(interval.starts_with("95 % interval ") && interval.contains(", macro F1 "));
    assert!(probabilities.starts_with("probabilities: NLL "));
    assert!(probabilities.ends_with("; not calibrated"));
    assert!(source.starts_with("synthetic digits"), "{source}");
    assert!(place.starts_with("run/checkpoints/epoch-") && place.contains(" on flex ("));
    for heading in ["digit  images  precision", "most confident errors"] {
        assert!(evaluated.stdout.contains(heading), "{heading}");
    }
}

#[test]
fn json_carries_every_figure_and_they_agree_with_each_other() {
    let sandbox = Sandbox::new();
    quick_run(&sandbox);
    let evaluated = sandbox.run("evaluate run --format json").succeeded().json();
    assert_has_keys(
        &evaluated,
        &[
            "weights_sha256",
            "calibration",
            "accuracy_interval",
            "top_k",
            "macro_f1",
            "probabilities",
            "classes",
            "confusion",
            "mistakes",
        ],
    );
    assert_eq!(evaluated["top_k"][0], evaluated["accuracy"]);
    assert_eq!(evaluated["probabilities"]["nll"], evaluated["loss"]);
    let bins = evaluated["probabilities"]["bins"].as_array().unwrap();
    let counts = bins.iter().map(|bin| bin["count"].as_u64().unwrap());
    assert_eq!((bins.len(), counts.sum::<u64>()), (15, 200));
    let recorded = &sandbox.json("run/run.json")["test"];
    for key in ["accuracy_interval", "probabilities", "classes", "confusion"] {
        assert_eq!(evaluated[key], recorded[key], "{key}");
    }
}

#[test]
fn a_run_names_its_best_checkpoint_and_a_checkpoint_or_file_itself() {
    let sandbox = Sandbox::new();
    quick_run(&sandbox);
    let best = sandbox.read("run/checkpoints/best");
    let best = format!("run/checkpoints/{}/model.bpk", best.trim());
    let first = "run/checkpoints/epoch-0001-step-000007";
    for (typed, expected) in [
        ("run", best),
        (first, format!("{first}/model.bpk")),
        (&format!("{first}/model.bpk"), format!("{first}/model.bpk")),
    ] {
        let evaluated = sandbox.run(&format!("evaluate {typed} --format json"));
        assert_eq!(evaluated.succeeded().json()["model"], expected);
    }
}

#[test]
fn a_run_remembers_where_its_digits_were() {
    let sandbox = Sandbox::new();
    idx_directory(&sandbox);
    sandbox
        .run("train --data-dir digits --validation 50 --epochs 1 --out run")
        .succeeded();
    let evaluated = sandbox.run("evaluate run --format json").succeeded();
    let evaluated =
        evaluated.says("is not the MNIST file: it belongs to another dataset or is damaged");
    assert_eq!(evaluated.json()["count"], 100);
}
