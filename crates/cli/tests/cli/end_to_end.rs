//! The first minute with the program: train, and see what was learnt.

use crate::fixture::{QUICK, quick_run, smoke_run};
use crate::outcome::assert_has_keys;
use crate::sandbox::Sandbox;

#[test]
fn a_first_try_learns_synthetic_digits_and_says_how_to_use_them() {
    let sandbox = Sandbox::new();
    let trained = smoke_run(&sandbox);
    let [test, best, report, next] = &trained.stdout.lines().collect::<Vec<_>>()[..] else {
        panic!("four lines of result: {}", trained.stdout)
    };
    let accuracy = test.strip_prefix("test accuracy ").unwrap();
    let (percent, _) = accuracy.split_once(" %").unwrap();
    assert!(percent.parse::<f64>().unwrap() > 90.0, "{test}");
    let checkpoint = best.strip_prefix("best checkpoint ").unwrap();
    assert!(sandbox.path(checkpoint).join("model.bpk").is_file());
    assert_eq!(*report, "report run/report.html");
    assert_eq!(*next, "use it: burn-mnist predict run PICTURE");
}

#[test]
fn progress_is_a_plain_line_an_epoch_on_standard_error() {
    let trained = smoke_run(&Sandbox::new());
    let epochs: Vec<&str> = trained
        .stderr
        .lines()
        .filter(|line| line.starts_with("epoch "))
        .collect();
    assert_eq!(epochs.len(), 5, "{}", trained.stderr);
    for (line, number) in epochs.iter().zip(1..) {
        assert!(line.starts_with(&format!("epoch {number}/5  train loss ")));
        for part in ["accuracy", "validation loss", "images/s"] {
            assert!(line.contains(part), "{line}");
        }
    }
    assert!(!trained.stderr.contains('\x1b'), "no colour off a terminal");
}

#[test]
fn json_is_one_value_with_the_documented_keys() {
    let sandbox = Sandbox::new();
    let trained = sandbox.run(&format!("{QUICK} --seed 5 --out run --format json"));
    let result = trained.succeeded().json();
    assert_has_keys(
        &result,
        &[
            "run",
            "status",
            "backend",
            "device",
            "seed",
            "epochs",
            "steps",
            "train_images_per_second",
            "seconds",
            "best_epoch",
            "validation_accuracy",
            "test_accuracy",
            "test_loss",
            "checkpoint",
        ],
    );
    assert_eq!(result["run"], "run");
    assert_eq!(result["status"], "completed");
    assert_eq!(result["backend"], "flex");
    assert_eq!(result["seed"], 5);
    assert_eq!(
        (&result["epochs"], &result["steps"]),
        (&2.into(), &14.into())
    );
    let checkpoint = result["checkpoint"].as_str().unwrap();
    assert!(sandbox.path(checkpoint).is_dir());
}

#[test]
fn quiet_leaves_only_the_result() {
    let sandbox = Sandbox::new();
    let trained = sandbox.run(&format!("{QUICK} --quiet")).succeeded();
    assert_eq!(trained.stderr, "");
    assert!(trained.stdout.starts_with("test accuracy "));
}

#[test]
fn a_limit_bounds_every_split_and_is_recorded() {
    let sandbox = Sandbox::new();
    quick_run(&sandbox);
    let dataset = &sandbox.json("run/run.json")["dataset"];
    assert_eq!(dataset["limit"], 200);
    assert_eq!(dataset["train_count"], 200);
    assert_eq!(dataset["validation_count"], 100);
    assert_eq!(dataset["test_count"], 200);
}
