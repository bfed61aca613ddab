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
    // Nothing is cut where no terminal limits the width.
    assert!(text.contains("seed=1 limit=200 validation=100"), "{text}");
    assert!(
        lines[0].starts_with("run ") && lines[0].contains(" test %"),
        "{text}"
    );
    for (line, run) in lines[1..].iter().zip(runs) {
        let name = run["run"].as_str().unwrap();
        assert!(
            line.starts_with(name) && line.contains("completed"),
            "{text}"
        );
        assert!(
            line.contains("seed=") && line.contains("limit=200"),
            "{text}"
        );
    }
    assert_eq!(lines.len(), 3);
}

#[test]
fn runs_are_filtered_and_sorted() {
    let sandbox = Sandbox::new();
    let train = "train --dataset synthetic --limit 200 --validation 100 --no-report";
    for words in [
        "--seed 1 --epochs 2 --hidden 16 --tag a --name first",
        "--seed 2 --epochs 1 --hidden 16 --tag a --tag b",
        "--seed 3 --epochs 2 --hidden 8",
    ] {
        sandbox.run(&format!("{train} {words}")).succeeded();
    }
    let seeds = |words: &str| {
        let listed = sandbox.run(&format!("runs list --format json {words}"));
        let listed = listed.succeeded().json();
        let seeds = listed
            .as_array()
            .unwrap()
            .iter()
            .map(|run| run["seed"].as_u64().unwrap());
        seeds.collect::<Vec<_>>()
    };
    assert_eq!(seeds("--tag a"), [1, 2]);
    assert_eq!(seeds("--tag a --tag b"), [2]);
    assert_eq!(seeds("--name first"), [1]);
    assert_eq!(
        seeds("--status completed --dataset synthetic --backend flex"),
        [1, 2, 3]
    );
    assert_eq!(seeds("--dataset mnist"), Vec::<u64>::new());
    assert_eq!(seeds("--sort epochs"), [2, 1, 3]);
    assert_eq!(seeds("--sort started --reverse"), [3, 2, 1]);
    assert_eq!(seeds("--sort network"), [3, 1, 2]);
    sandbox
        .run("runs list --status failed")
        .succeeded()
        .says("none of the 3 runs matches");
    let csv = sandbox
        .run("runs list --tag b --format csv")
        .succeeded()
        .stdout;
    let lines: Vec<&str> = csv.lines().collect();
    assert_eq!(lines.len(), 2);
    assert!(
        lines[0].starts_with("run,path,name,tags,note,status,"),
        "{csv}"
    );
    assert!(
        lines[1].contains(",a b,") && lines[1].contains(",completed,"),
        "{csv}"
    );
    let markdown = sandbox.run("runs list --format md").succeeded().stdout;
    assert!(markdown.starts_with("| run | name | tags |"), "{markdown}");
    sandbox
        .run("runs show latest --format csv")
        .failed(2)
        .says("--format: this command writes text or json");
}

#[test]
fn a_run_is_named_tagged_and_noted_and_found_by_its_name() {
    let sandbox = Sandbox::new();
    let words = format!("{QUICK} --name base --tag paper --tag first");
    let mut command = sandbox.command(&words);
    command.args(["--note", "the first one, 3/4 done"]);
    crate::outcome::Outcome::of(&mut command).succeeded();
    let listed = sandbox.run("runs list --format json").succeeded().json();
    assert_eq!(listed[0]["name"], "base");
    assert_eq!(listed[0]["tags"], serde_json::json!(["paper", "first"]));
    assert_eq!(listed[0]["note"], "the first one, 3/4 done");
    sandbox.run("evaluate base").succeeded();
    sandbox.run("runs verify base").succeeded();
    sandbox
        .run("train --resume base --epochs 3 --tag more")
        .succeeded();
    let shown = sandbox.run("runs show base").succeeded().stdout;
    for part in [
        "\nname: base\n",
        "tags: paper first more\n",
        "note: the first one, 3/4 done\n",
    ] {
        assert!(shown.contains(part), "no `{part}` in\n{shown}");
    }
}

#[test]
fn labels_change_afterwards_and_nothing_else_of_the_run_does() {
    let sandbox = Sandbox::new();
    quick_run(&sandbox);
    let mut before = sandbox.json("run/run.json");
    let changed = "runs label run --name base --tag a --tag b --format json";
    let changed = sandbox.run(changed).succeeded().json();
    assert_eq!(changed["name"], "base");
    let changed = "runs label base --remove-tag a --remove-name";
    let text = sandbox.run(changed).succeeded().stdout;
    assert!(text.contains("name: none\n  tags: b\n"), "{text}");
    before["tags"] = serde_json::json!(["b"]);
    assert_eq!(sandbox.json("run/run.json"), before);
    sandbox.run("runs label run").failed(2);
    sandbox
        .run("runs label run --name a --remove-name")
        .failed(2);
    sandbox.run("runs label none --name a").failed(4);
}

#[test]
fn names_that_mean_something_else_are_refused_before_training() {
    let sandbox = Sandbox::new();
    for (name, says) in [
        ("a/b", "'/' is not allowed"),
        ("latest", "`latest` has another meaning"),
        (".hidden", "a letter or digit must come first"),
    ] {
        let words = format!("{QUICK} --out run --name {name}");
        sandbox.run(&words).failed(2).says(says);
    }
    assert!(!sandbox.path("run").exists());
}

#[test]
fn a_name_of_two_runs_names_neither() {
    let sandbox = Sandbox::new();
    for seed in [1, 2] {
        let words = format!("{QUICK} --seed {seed} --name same --out run-{seed}");
        sandbox.run(&words).succeeded();
    }
    sandbox
        .run("evaluate same")
        .failed(2)
        .says("2 runs are named same: ")
        .says("run-1")
        .says("run-2")
        .says("`burn-mnist runs label`");
}

#[test]
fn runs_that_out_put_elsewhere_are_listed_until_they_are_gone() {
    let sandbox = Sandbox::new();
    sandbox.run(QUICK).succeeded();
    sandbox
        .run(&format!("{QUICK} --seed 7 --out elsewhere/mine"))
        .succeeded();
    let text = sandbox.run("runs list").succeeded().stdout;
    assert_eq!(text.lines().count(), 3, "{text}");
    let shown = sandbox.run("runs show latest --format json").succeeded();
    assert_eq!(shown.json()["record"]["seed"], 7);
    // What the list calls it is what commands take.
    let last = text.lines().last().unwrap();
    let typed = last.split_whitespace().next().unwrap();
    sandbox.run(&format!("evaluate {typed}")).succeeded();

    std::fs::remove_dir_all(sandbox.path("elsewhere")).unwrap();
    let listed = sandbox.run("runs list --format json").succeeded();
    assert!(!listed.stderr.contains("warning"), "{}", listed.stderr);
    assert_eq!(listed.json().as_array().unwrap().len(), 1);
}

#[test]
fn runs_are_compared_by_their_settings_and_image_by_image() {
    let sandbox = Sandbox::new();
    for (name, words) in [("a", "--seed 1"), ("b", "--seed 1 --learning-rate 0.01")] {
        let words = format!("{QUICK} --name {name} --out {name} {words}");
        sandbox.run(&words).succeeded();
    }
    let compared = sandbox
        .run("runs show a b --format json")
        .succeeded()
        .json();
    let settings = compared["settings"].as_array().unwrap();
    assert_eq!(settings.len(), 1, "{compared}");
    assert_eq!(settings[0]["key"], "learning_rate");
    let difference = &compared["differences"][0];
    let correct = |run: usize| compared["runs"][run]["test"]["correct"].as_i64().unwrap();
    let only = |key: &str| difference[key].as_i64().unwrap();
    assert_eq!(
        only("only_this") - only("only_first"),
        correct(1) - correct(0)
    );
    assert!(difference["p_value"].as_f64().unwrap() <= 1.0);
    let text = sandbox.run("runs show a b").succeeded().stdout;
    assert!(
        text.contains("learning_rate") && text.contains("McNemar"),
        "{text}"
    );

    // Without a network there are still the two accuracies.
    std::fs::remove_dir_all(sandbox.path("b/checkpoints")).unwrap();
    let alone = sandbox.run("runs show a b --format json").succeeded();
    assert!(
        alone.stderr.contains("b is compared by its accuracy alone"),
        "{}",
        alone.stderr
    );
    let alone = &alone.json()["differences"][0];
    assert!(
        alone.get("p_value").is_none() && alone["interval"].is_object(),
        "{alone}"
    );
}

#[test]
fn runs_tested_on_different_images_are_not_compared() {
    let sandbox = Sandbox::new();
    quick_run(&sandbox);
    let words = QUICK.replace("--limit 200", "--limit 100");
    sandbox.run(&format!("{words} --out other")).succeeded();
    let text = sandbox.run("runs show run other").succeeded().stdout;
    assert!(text.contains("tested on different images"), "{text}");
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
        "`burn-mnist train` creates one; to search another artifacts directory, give --artifacts DIR or set BURN_MNIST_HOME"
    );
}
