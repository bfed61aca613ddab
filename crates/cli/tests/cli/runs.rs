//! `runs`: what was trained, in a list and in full, and `latest`.

use crate::fixture::{QUICK, quick_run};
use crate::outcome::assert_has_keys;
use crate::sandbox::Sandbox;

#[test]
fn no_runs_is_an_empty_list_with_a_word_how_to_make_one() {
    let listed = Sandbox::new().run("runs list --format json").succeeded();
    assert_eq!(listed.json(), serde_json::json!([]));
    listed.says("no runs in artifacts/runs: `burn-mnist train` makes one");
}

#[test]
fn runs_are_listed_oldest_first_with_their_figures() {
    let sandbox = Sandbox::new();
    for seed in [1, 2] {
        sandbox.run(&format!("{QUICK} --seed {seed}")).succeeded();
    }
    let listed = sandbox.run("runs list --format json").succeeded().json();
    let runs = listed.as_array().unwrap();
    assert_eq!([&runs[0]["seed"], &runs[1]["seed"]], [1, 2]);
    assert_has_keys(&runs[0], &["run", "status", "hardware", "summary", "test"]);

    let text = sandbox.run("runs list").succeeded().stdout;
    let lines: Vec<&str> = text.lines().collect();
    assert!(lines[0].starts_with("run ") && lines[0].ends_with(" test"));
    for (line, run) in lines[1..].iter().zip(runs) {
        let name = run["run"].as_str().unwrap();
        assert!(line.starts_with(name) && line.contains("completed") && line.contains("flex"));
    }
    assert_eq!(lines.len(), 3);
}

#[test]
fn runs_elsewhere_are_listed_by_directory_and_strangers_left_out() {
    let sandbox = Sandbox::new();
    quick_run(&sandbox);
    std::fs::create_dir(sandbox.path("stranger")).unwrap();
    let listed = sandbox
        .run("runs list --dir . --format json")
        .succeeded()
        .json();
    assert_eq!(listed.as_array().unwrap().len(), 1);
    assert_eq!(listed[0]["run"], "run");
}

#[test]
fn a_damaged_record_is_told_and_hides_no_other_run() {
    let sandbox = Sandbox::new();
    quick_run(&sandbox);
    std::fs::create_dir(sandbox.path("broken")).unwrap();
    sandbox.write("broken/run.json", "{");
    let listed = sandbox.run("runs list --dir . --format json").succeeded();
    assert_eq!(listed.json().as_array().unwrap().len(), 1);
    listed.says("warning: ./broken/run.json is damaged");
}

#[test]
fn a_run_is_shown_with_settings_epochs_and_confusion() {
    let sandbox = Sandbox::new();
    quick_run(&sandbox);
    let shown = sandbox.run("runs show run").succeeded().stdout;
    for part in [
        "run run: completed\n",
        "seed 42, hidden 16, 12730 parameters\n",
        "200 train, 100 validation, 200 test\n",
        "    1  train ",
        "    2  validation ",
        "best checkpoint epoch-",
        "digit  images  precision",
    ] {
        assert!(shown.contains(part), "no `{part}` in\n{shown}");
    }
    let shown = sandbox
        .run("runs show run --format json")
        .succeeded()
        .json();
    assert_eq!(shown["record"], sandbox.json("run/run.json"));
    assert_eq!(shown["epochs"].as_array().unwrap().len(), 4);
    assert_eq!(shown["latest"], "epoch-0002-step-000014");
}

#[test]
fn latest_is_the_newest_run_and_a_name_is_found_among_the_runs() {
    let sandbox = Sandbox::new();
    for seed in [1, 2] {
        sandbox.run(&format!("{QUICK} --seed {seed}")).succeeded();
    }
    let shown = sandbox
        .run("runs show latest --format json")
        .succeeded()
        .json();
    assert_eq!(shown["record"]["seed"], 2);
    let name = shown["record"]["run"].as_str().unwrap();
    for typed in ["latest", name] {
        let evaluated = sandbox
            .run(&format!("evaluate {typed} --format json"))
            .succeeded();
        let model = evaluated.json()["model"].as_str().unwrap().to_owned();
        assert!(
            model.starts_with(&format!("artifacts/runs/{name}/")),
            "{model}"
        );
    }
}

#[test]
fn latest_is_the_run_that_started_last_though_an_older_directory_sorts_after_it() {
    let sandbox = Sandbox::new();
    for words in ["--seed 1 --out artifacts/runs/zzz", "--seed 2"] {
        sandbox.run(&format!("{QUICK} {words}")).succeeded();
    }
    let shown = sandbox.run("runs show latest --format json").succeeded();
    assert_eq!(shown.json()["record"]["seed"], 2);
    // It started before the other, however long it goes on.
    sandbox
        .run("train --resume artifacts/runs/zzz --epochs 3")
        .succeeded();
    let shown = sandbox.run("runs show latest --format json").succeeded();
    assert_eq!(shown.json()["record"]["seed"], 2);
}

#[test]
fn latest_of_no_run_says_where_it_looked_and_what_it_could_not_read() {
    let sandbox = Sandbox::new();
    std::fs::create_dir_all(sandbox.path("artifacts/runs/broken")).unwrap();
    sandbox.write("artifacts/runs/broken/run.json", "{");
    let failed = sandbox.run("runs show latest --format json").failed(4);
    let error = failed.error();
    let path = std::path::Path::new(error["path"].as_str().unwrap());
    assert!(
        path.is_absolute() && path.ends_with("artifacts/runs"),
        "{error}"
    );
    assert_eq!(
        error["message"],
        format!(
            "no readable run in {}: 1 entry cannot be read",
            path.display()
        )
    );
    assert_eq!(
        error["hint"],
        "`burn-mnist train` creates one; give the path of a run in another directory, such as DIR/artifacts/runs/NAME"
    );
}
