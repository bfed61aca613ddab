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
        text.ends_with("damage to pixels or labels cannot be detected\n"),
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
    let words = "evaluate run --data-dir digits";
    let evaluated = sandbox.run(words).succeeded();
    evaluated.says("/digits is not the test set of its run");
}

/// A training of a tenth of a second on the directory `digits`.
const OWN: &str = "train --data-dir digits --validation 50 --epochs 1 --hidden 16";

#[test]
fn evaluate_with_dataset_mnist_does_not_use_the_other_digits_of_the_run() {
    let sandbox = Sandbox::new();
    idx_directory(&sandbox);
    sandbox.run(&format!("{OWN} --out run")).succeeded();
    let cache = sandbox.path("no-system-cache");
    let cache = [("XDG_CACHE_HOME", cache.to_str().unwrap())];
    sandbox
        .run_with(&cache, "evaluate run --dataset mnist")
        .failed(3)
        .says("could not be fetched");
    // A variable is a default for many commands, and the run is one of `mnist` with a directory of its own.
    let variable = [("BURN_MNIST_DATASET", "mnist")];
    sandbox.run_with(&variable, "evaluate run").succeeded();
}

#[test]
fn dataset_mnist_and_a_directory_of_other_digits_are_a_contradiction() {
    let sandbox = Sandbox::new();
    idx_directory(&sandbox);
    sandbox.run(&format!("{OWN} --out run")).succeeded();
    for command in [OWN, "evaluate run --data-dir digits"] {
        sandbox
            .run(&format!("{command} --dataset mnist"))
            .failed(2)
            .says("--dataset mnist: digits does not hold MNIST")
            .says("omit --dataset; to use MNIST, omit --data-dir");
    }
    assert!(!sandbox.path("artifacts/runs").exists(), "no run was begun");
}

#[test]
fn data_and_compare_do_not_use_a_directory_of_other_digits_from_a_variable_for_mnist() {
    let sandbox = Sandbox::new();
    idx_directory(&sandbox);
    let cache = sandbox.path("no-system-cache");
    let variables = [
        ("XDG_CACHE_HOME", cache.to_str().unwrap()),
        ("BURN_MNIST_DATA_DIR", "digits"),
    ];
    for command in ["data check", "data show", "compare --backends flex"] {
        sandbox
            .run_with(&variables, &format!("{command} --dataset mnist"))
            .failed(3)
            .says("digits does not hold MNIST: this directory of a variable or the config is not used")
            .says("could not be fetched");
    }
    sandbox.run_with(&variables, "data show").succeeded();
}

#[test]
fn of_data_set_and_directory_the_flag_wins_over_the_variable_and_the_config() {
    let sandbox = Sandbox::new();
    idx_directory(&sandbox);
    let dataset = [("BURN_MNIST_DATASET", "mnist")];
    sandbox
        .run_with(&dataset, &format!("{OWN} --out run"))
        .succeeded();
    let cache = sandbox.path("no-system-cache");
    let cache = ("XDG_CACHE_HOME", cache.to_str().unwrap());
    let directory = [cache, ("BURN_MNIST_DATA_DIR", "digits")];
    let fails = |variables: &[(&str, &str)], words: &str| {
        let failed = sandbox.run_with(variables, words).failed(3);
        failed.says("could not be fetched")
    };
    let warning =
        "digits does not hold MNIST: this directory of a variable or the config is not used";
    fails(&directory, "train --dataset mnist").says(warning);
    fails(&directory, "evaluate run --dataset mnist");
    sandbox.write("own.toml", "data_dir = 'digits'\nvalidation = 50\n");
    fails(&[cache], "train --config own.toml --dataset mnist").says(warning);
}

#[test]
fn dataset_mnist_and_a_directory_that_holds_mnist_agree() {
    let Some(cache) = crate::requirement::mnist_cache() else {
        return;
    };
    let sandbox = Sandbox::new();
    let variables = [("BURN_MNIST_DATA_DIR", cache.to_str().unwrap())];
    let words = "train --dataset mnist --limit 200 --epochs 1 --hidden 16 --out run";
    sandbox.run_with(&variables, words).succeeded();
    let words = format!(
        "evaluate run --dataset mnist --data-dir {}",
        cache.display()
    );
    sandbox.run(&words).succeeded();
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
