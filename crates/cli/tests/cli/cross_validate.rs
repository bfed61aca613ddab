//! `cross-validate`: every training image is held back once a seed, and its prediction is kept.

use std::collections::BTreeMap;

use burn_mnist_data::synthetic;
use serde_json::Value;

#[cfg(unix)]
use crate::endless::{Endless, wait_until};
use crate::sandbox::Sandbox;

const BASE: &str = "cross-validate --dataset synthetic --limit 200 --epochs 2 --hidden 16";

fn lines(text: &str) -> Vec<Value> {
    text.lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

#[test]
fn every_image_is_predicted_once_a_seed_and_scores_follow_from_the_predictions() {
    let sandbox = Sandbox::new();
    let words = "--folds 3 --seeds 2 --seed 5 --out c --format json";
    let result = sandbox.run(&format!("{BASE} {words}")).succeeded().json();
    let predictions = lines(&sandbox.read("c/predictions.jsonl"));
    let labels = synthetic::generate(200, 0, 0).train.labels().to_vec();
    let mut right: BTreeMap<(u64, u64), (usize, usize)> = BTreeMap::new();
    let places = [5, 6]
        .iter()
        .flat_map(|seed| (0..200).map(move |index| (*seed, index)));
    assert_eq!(predictions.len(), 400);
    for (line, (seed, index)) in predictions.iter().zip(places) {
        assert_eq!(
            (&line["seed"], &line["index"]),
            (&seed.into(), &index.into())
        );
        assert_eq!(line["label"], labels[index]);
        let hit = line["label"] == line["predicted"];
        let [of_label, of_prediction] =
            ["label_probability", "predicted_probability"].map(|key| line[key].as_f64().unwrap());
        assert!(
            of_label <= of_prediction && (of_label == of_prediction) == hit,
            "{line}"
        );
        let fold = right
            .entry((seed, line["fold"].as_u64().unwrap()))
            .or_default();
        *fold = (fold.0 + usize::from(hit), fold.1 + 1);
    }
    let page = sandbox.read("c/report.html");
    assert!(page.contains("Cross-validation with 3 folds") && page.contains("<svg"));
    let csv = "cross-validate --resume c --format csv";
    let csv = sandbox.run(csv).succeeded().stdout;
    assert!(csv.starts_with("fold,seed,status,accuracy,"), "{csv}");
    assert_eq!(csv.lines().count(), 7);
    let results = result["results"].as_array().unwrap();
    assert_eq!((results.len(), right.len()), (6, 6));
    let mut sum = 0.0;
    for line in results {
        let place = [&line["seed"], &line["fold"]].map(|value| value.as_u64().unwrap());
        let (hits, count) = right[&place.into()];
        assert!((66..=67).contains(&count), "{count}");
        assert_eq!(line["accuracy"], hits as f64 / count as f64);
        assert_eq!(line["epoch"], 2, "the last epoch counts");
        sum += line["accuracy"].as_f64().unwrap();
    }
    let mean = result["accuracy"]["mean"].as_f64().unwrap();
    assert!((mean - sum / 6.0).abs() < 1e-12);
    assert_eq!(result["accuracy"]["n"], 6);
    let run = sandbox.json("c/runs/seed-5-fold-01/run.json");
    assert!(run["test"].is_null(), "the test set is not looked at");
    assert_eq!(run["settings"]["fold"], "1 of 3");
}

#[test]
fn a_fold_chooses_its_checkpoint_only_if_that_is_said() {
    let sandbox = Sandbox::new();
    let base = BASE.replace("--epochs 2", "--epochs 6 --learning-rate 0.1");
    for checkpoint in ["last", "best"] {
        let words = format!("{base} --folds 4 --checkpoint {checkpoint} --out {checkpoint}");
        sandbox.run(&words).succeeded();
    }
    let [last, best] =
        ["last", "best"].map(|out| lines(&sandbox.read(&format!("{out}/results.jsonl"))));
    for (last, best) in last.iter().zip(&best) {
        assert_eq!(last["epoch"], 6);
        assert!(best["accuracy"].as_f64() >= last["accuracy"].as_f64());
    }
    assert!(best.iter().any(|line| line["epoch"] != 6), "{best:?}");
}

#[cfg(unix)]
#[test]
fn a_killed_cross_validation_goes_on_to_the_same_end() {
    let sandbox = Sandbox::new();
    let base = BASE.replace("--epochs 2", "--epochs 12 --checkpoint-every 1steps");
    let mut killed = Endless::start(&sandbox, &format!("{base} --folds 3 --out killed"));
    wait_until("the second fold has a checkpoint", || {
        let latest = "killed/runs/seed-42-fold-02/checkpoints/latest";
        sandbox.path(latest).exists()
    });
    killed.signal_if_running("KILL");
    killed.reap();
    sandbox.run("cross-validate --resume killed").succeeded();
    sandbox
        .run(&format!("{base} --folds 3 --out straight"))
        .succeeded();
    let [killed, straight] =
        ["killed", "straight"].map(|out| sandbox.read(&format!("{out}/predictions.jsonl")));
    assert!(killed == straight);
    let record = sandbox.json("killed/runs/seed-42-fold-02/run.json");
    assert_eq!(record["sessions"].as_array().unwrap().len(), 2);
    // A second resume has nothing to do and loses nothing.
    sandbox.run("cross-validate --resume killed").succeeded();
    assert!(sandbox.read("killed/predictions.jsonl") == killed);
}

#[test]
fn what_makes_no_sense_is_refused() {
    let sandbox = Sandbox::new();
    for (words, says) in [
        ("--folds 1", "--folds takes 2 to 1000; found 1"),
        (
            "--folds 300",
            "200 training images cannot be split into 300 folds",
        ),
        ("--patience 2", "config key `patience`"),
        ("--dropout 2", "config key `dropout`"),
    ] {
        sandbox.run(&format!("{BASE} {words}")).failed(2).says(says);
    }
    sandbox
        .run("cross-validate --resume none")
        .failed(1)
        .says("no cross-validation at none");
    assert!(!sandbox.path("artifacts").exists());
}

#[test]
fn a_fold_is_no_run_to_go_on_with_alone() {
    let sandbox = Sandbox::new();
    sandbox
        .run(&format!("{BASE} --folds 2 --keep-runs --out c"))
        .succeeded();
    let fold = "c/runs/seed-42-fold-01";
    sandbox
        .run(&format!("train --resume {fold}"))
        .failed(2)
        .says("is a fold of a cross-validation");
    sandbox.run(&format!("evaluate {fold}")).succeeded();
    sandbox
        .run(&format!("evaluate {fold} --split validation"))
        .failed(2)
        .says("held out no validation images");
}

#[test]
fn latest_is_the_cross_validation_that_started_last_though_an_older_directory_sorts_after_it() {
    let sandbox = Sandbox::new();
    for words in ["--out artifacts/cross-validations/zzz", ""] {
        sandbox
            .run(&format!("{BASE} --folds 2 {words}"))
            .succeeded();
    }
    let shown = "cross-validate --resume latest --format json";
    let shown = sandbox.run(shown).succeeded().json();
    let names = sandbox.list("artifacts/cross-validations");
    let newer = names.iter().find(|name| *name != "zzz").unwrap();
    assert_eq!(
        shown["cross_validation"],
        format!("artifacts/cross-validations/{newer}")
    );
}
