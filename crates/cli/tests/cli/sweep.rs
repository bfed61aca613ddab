//! `sweep`: every point with every seed, the test set left alone, and nothing lost however it is stopped.

mod refusals;
#[cfg(unix)]
mod stopped;

use std::process::Stdio;

use serde_json::Value;

use crate::outcome::assert_has_keys;
use crate::sandbox::Sandbox;

/// Trials of a tenth of a second.
pub const BASE: &str =
    "sweep --dataset synthetic --limit 200 --validation 100 --epochs 2 --hidden 16";

/// What a sweep came to, apart from times: by trial, its point, seed and outcome.
pub fn results(sandbox: &Sandbox, sweep: &str) -> Vec<Value> {
    let files = sandbox.list(sweep);
    let files = files.iter().filter(|name| name.starts_with("results"));
    let lines: String = files
        .map(|name| sandbox.read(&format!("{sweep}/{name}")))
        .collect();
    let mut results: Vec<Value> = lines
        .lines()
        .map(|line| {
            let mut line: Value = serde_json::from_str(line).unwrap();
            for time in ["seconds", "finished_at"] {
                assert!(line.as_object_mut().unwrap().remove(time).is_some());
            }
            line
        })
        .collect();
    results.sort_by_key(|result| result["trial"].as_u64());
    results
}

#[test]
fn every_point_is_tried_with_every_seed_and_the_best_comes_first() {
    let sandbox = Sandbox::new();
    let words = "--grid learning_rate=1e-5,1e-2 --grid hidden=16;16,8 --seeds 2 --out s";
    let outcome = sandbox
        .run(&format!("{BASE} {words} --format json"))
        .succeeded();
    let table = outcome.json();
    assert_has_keys(
        &table,
        &["sweep", "keys", "seeds", "trials", "done", "points"],
    );
    assert_eq!(
        table["keys"],
        serde_json::json!(["learning_rate", "hidden"])
    );
    assert_eq!((&table["trials"], &table["done"]), (&8.into(), &8.into()));
    let points = table["points"].as_array().unwrap();
    assert_eq!(points.len(), 4);
    assert_eq!(points[0]["verdict"], "best");
    assert_eq!(points[0]["values"]["learning_rate"], "1e-2");
    let means: Vec<f64> = points
        .iter()
        .map(|point| point["accuracy"]["mean"].as_f64().unwrap())
        .collect();
    assert!(means.is_sorted_by(|a, b| a >= b), "{means:?}");
    assert_eq!(points[0]["accuracy"]["n"], 2);

    let shown = sandbox.run("sweep report s --format json").succeeded();
    assert_eq!(shown.json(), table);
    // Variables are no words of a report's.
    let variables = [("BURN_MNIST_EPOCHS", "9")];
    let text = sandbox.run_with(&variables, "sweep report s").succeeded();
    assert!(text.stdout.contains("8 of 8 trials"), "{}", text.stdout);
}

#[test]
fn a_trial_is_the_run_that_train_makes_but_for_the_test_set() {
    let sandbox = Sandbox::new();
    let words = "--grid learning_rate=3e-3 --seeds 1 --seed 7 --keep-runs --out s";
    sandbox.run(&format!("{BASE} {words}")).succeeded();
    let train = BASE.replacen("sweep", "train", 1);
    sandbox
        .run(&format!("{train} --learning-rate 3e-3 --seed 7 --out run"))
        .succeeded();
    let [trial, run] =
        ["s/runs/trial-0001", "run"].map(|run| sandbox.json(&format!("{run}/run.json")));
    assert_eq!(trial["weights_sha256"], run["weights_sha256"]);
    assert_eq!(trial["status"], "completed");
    assert!(trial["test"].is_null() && !run["test"].is_null());
    assert_eq!(trial["dataset"]["test_count"], 0);
    let result = &results(&sandbox, "s")[0];
    assert_eq!(result["accuracy"], run["summary"]["validation_accuracy"]);
    assert_eq!(result["epoch"], run["summary"]["best_epoch"]);
    sandbox.run("evaluate s/runs/trial-0001").succeeded();
}

#[test]
fn the_network_of_the_best_trial_alone_is_kept_and_used() {
    let sandbox = Sandbox::new();
    let words = "--grid learning_rate=1e-5,1e-2,1e-4 --seeds 1 --out s";
    let outcome = sandbox.run(&format!("{BASE} {words}")).succeeded();
    assert!(
        outcome.stderr.contains("may be due to chance"),
        "{}",
        outcome.stderr
    );
    for (trial, is_best) in [("1", false), ("2", true), ("3", false)] {
        let left = sandbox.list(&format!("s/runs/trial-000{trial}"));
        assert_eq!(
            left.contains(&"checkpoints".to_owned()),
            is_best,
            "{left:?}"
        );
        assert!(left.contains(&"metrics.jsonl".to_owned()), "{left:?}");
    }
    sandbox.run("sweep --resume s").succeeded();
    let evaluated = sandbox.run("evaluate s --format json").succeeded().json();
    let model = evaluated["model"].as_str().unwrap();
    assert!(
        model.starts_with("s/runs/trial-0002/checkpoints/"),
        "{model}"
    );
    sandbox.run("predict s --index 0").succeeded();
    let shown = sandbox
        .run("sweep report s --format json")
        .succeeded()
        .json();
    assert_eq!(shown["network"], "s/runs/trial-0002");

    std::fs::remove_dir_all(sandbox.path("s/runs/trial-0002/checkpoints")).unwrap();
    sandbox
        .run("predict s --index 0")
        .failed(4)
        .says("the sweep s has kept no network")
        .says("`burn-mnist sweep report s`");
    let shown = sandbox.run("sweep report s").succeeded().stdout;
    assert!(!shown.contains("burn-mnist predict"), "{shown}");
}

#[test]
fn the_command_that_a_sweep_ends_with_trains_its_best_point() {
    let sandbox = Sandbox::new();
    let words = "--grid learning_rate=1e-5,1e-2 --grid hidden=16;16,8 --seeds 2 --seed 5 --out s";
    let swept = sandbox.run(&format!("{BASE} {words}")).succeeded().stdout;
    let command = swept
        .lines()
        .find_map(|line| line.strip_prefix("train the best point: burn-mnist "))
        .unwrap();
    let printed = sandbox.run(&format!("{command} --out run")).succeeded();
    assert!(!printed.stderr.contains("warning"), "{}", printed.stderr);
    let shown = sandbox
        .run("sweep report s --format json")
        .succeeded()
        .json();
    let point = shown["points"][0]["point"].as_u64().unwrap() as usize;
    let plan = sandbox.json("s/plan.json");
    let trained = sandbox.json("run/run.json");
    assert_eq!(trained["settings"], plan["trials"][point - 1]["settings"]);
}

#[test]
fn a_sweep_is_written_as_tables_and_as_a_page() {
    let sandbox = Sandbox::new();
    let words = "--grid learning_rate=1e-4,1e-2 --seeds 2 --out s";
    let swept = sandbox.run(&format!("{BASE} {words}")).succeeded();
    assert!(swept.stderr.contains("1 done, about "), "{}", swept.stderr);
    assert!(
        swept.stderr.lines().any(|line| line.ends_with("4 done")),
        "{}",
        swept.stderr
    );
    let report = |words: &str| {
        sandbox
            .run(&format!("sweep report s {words}"))
            .succeeded()
            .stdout
    };
    let points = report("--format csv");
    assert!(
        points.starts_with("rank,point,learning_rate,accuracy,"),
        "{points}"
    );
    assert_eq!(points.lines().count(), 3);
    let trials = report("--trials --format csv");
    assert!(
        trials.starts_with("trial,point,learning_rate,seed,status,accuracy,"),
        "{trials}"
    );
    assert_eq!(trials.lines().count(), 5);
    assert!(report("--format md").starts_with("| rank | learning_rate |"));
    assert_eq!(
        report("--trials")
            .lines()
            .filter(|line| line.contains("1e-2"))
            .count(),
        2
    );
    let json: Value = serde_json::from_str(&report("--trials --format json")).unwrap();
    assert_eq!(json["results"].as_array().unwrap().len(), 4);
    let page = report("--format html");
    assert_eq!(page.trim_end(), sandbox.read("s/report.html").trim_end());
    assert!(page.contains("Sweep of 2 points over learning_rate"));
    sandbox
        .run(&format!("{BASE} {words} --format csv"))
        .failed(2)
        .says("--format");
}

#[test]
fn a_trial_that_diverges_is_a_result_and_the_others_go_on() {
    let sandbox = Sandbox::new();
    let words = "--grid learning_rate=1e30,1e-3 --seeds 2 --out s --format json";
    let table = sandbox.run(&format!("{BASE} {words}")).succeeded().json();
    let points = table["points"].as_array().unwrap();
    assert_eq!(points[0]["values"]["learning_rate"], "1e-3");
    assert_eq!(points[1]["verdict"], "diverged");
    assert_eq!(
        (&points[1]["diverged"], &points[1]["accuracy"]),
        (&2.into(), &Value::Null)
    );
    let result = &results(&sandbox, "s")[0];
    assert!(
        result["reason"].as_str().unwrap().contains("NaN"),
        "{result}"
    );
}

#[test]
fn random_points_follow_from_the_seed_and_more_of_them_begin_alike() {
    let sandbox = Sandbox::new();
    let space = "--range learning_rate=log:1e-4..1e-2 --range hidden=log:4..32 --grid optimizer=adam,adamw --seeds 1";
    for (count, sweep) in [(2, "few"), (3, "more")] {
        sandbox
            .run(&format!("{BASE} {space} --random {count} --out {sweep}"))
            .succeeded();
    }
    let [few, more] = ["few", "more"].map(|sweep| sandbox.json(&format!("{sweep}/plan.json")));
    let (few, more) = (
        few["points"].as_array().unwrap(),
        more["points"].as_array().unwrap(),
    );
    assert_eq!((few.len(), more.len()), (2, 3));
    assert_eq!(few[..], more[..2]);
    for point in more {
        let hidden: usize = point["hidden"].as_str().unwrap().parse().unwrap();
        let rate: f64 = point["learning_rate"].as_str().unwrap().parse().unwrap();
        assert!(
            (4..=32).contains(&hidden) && (1e-4..=1e-2).contains(&rate),
            "{point}"
        );
    }
}

#[test]
fn two_shards_are_one_whole() {
    let sandbox = Sandbox::new();
    let words = format!("{BASE} --grid learning_rate=1e-3,1e-2 --grid dropout=0,0.2");
    sandbox.run(&format!("{words} --out whole")).succeeded();
    let mut shards = ["1/2", "2/2"].map(|shard| {
        let words = format!("{words} --out shards --shard {shard}");
        let mut command = sandbox.command(&words);
        command.stdout(Stdio::null()).stderr(Stdio::null());
        command.spawn().unwrap()
    });
    for shard in &mut shards {
        assert!(shard.wait().unwrap().success());
    }
    assert_eq!(results(&sandbox, "shards"), results(&sandbox, "whole"));
    assert_eq!(results(&sandbox, "whole").len(), 12);
    let files = sandbox.list("shards");
    assert!(
        files.contains(&"results-1-of-2.jsonl".to_owned()),
        "{files:?}"
    );

    // On two machines: a directory each, merged when they are shown.
    for (shard, out) in [("1/2", "here"), ("2/2", "there")] {
        sandbox
            .run(&format!("{words} --out {out} --shard {shard}"))
            .succeeded();
    }
    let merged = sandbox
        .run("sweep report here there --format json")
        .succeeded();
    assert_eq!(merged.json()["done"], 12);
}

#[test]
fn latest_is_the_sweep_that_started_last_though_an_older_directory_sorts_after_it() {
    let sandbox = Sandbox::new();
    for words in ["--seed 1 --out artifacts/sweeps/zzz", "--seed 2"] {
        let grid = "--grid learning_rate=1e-3 --seeds 1";
        sandbox.run(&format!("{BASE} {grid} {words}")).succeeded();
    }
    for words in ["sweep report latest", "sweep --resume latest"] {
        let shown = sandbox.run(&format!("{words} --format json")).succeeded();
        assert_eq!(shown.json()["seeds"], serde_json::json!([2]), "{words}");
    }
}
