//! What goes wrong with one costs one row, and the table has all others.

use std::time::Duration;

use burn_mnist_bench::record::Workload::{Infer, Load, Train};
use burn_mnist_bench::{BenchError, Ending, journal};

use crate::double::{COUNTER, candidate};
use crate::scene::{Watch, compare, plan, reasons, run, samples};

#[test]
fn a_wrong_backend_is_caught_before_it_is_timed_and_takes_no_rank() {
    let all = vec![
        candidate("honest", "honest"),
        candidate("wrong", "wrong"),
        candidate("astray", "astray"),
    ];
    let (records, results) = compare(plan(&[Infer]), all);
    assert_eq!(samples(&records, "honest", Infer), 5);
    for (name, reason) in [
        ("wrong", "wrong: logits differ from honest's by up to 5.0"),
        ("astray", "wrong: training leaves honest's by up to 1.0"),
    ] {
        assert_eq!(samples(&records, name, Infer), 0);
        let found = reasons(&results, name);
        assert!(
            found[0].starts_with(reason) && found.len() == 1,
            "{found:?}"
        );
        assert!(results.rows.iter().all(|row| row.subject.name != name));
    }
    assert!(results.failures.iter().all(|failed| failed.is_wrong()));
}

#[test]
fn a_reference_that_fails_makes_the_next_one_the_reference() {
    let all = vec![
        candidate("overflowing", "overflowing"),
        candidate("unlearning", "unlearning"),
        candidate("honest", "honest"),
        candidate("wrong", "wrong"),
    ];
    let (records, results) = compare(plan(&[Infer, Load]), all);
    assert_eq!(
        reasons(&results, "overflowing"),
        ["wrong: logits are not finite"]
    );
    assert_eq!(reasons(&results, "unlearning"), ["not supported: learning"]);
    let wrong = reasons(&results, "wrong");
    assert!(
        wrong[0].starts_with("wrong: logits differ from honest's"),
        "{wrong:?}"
    );
    for name in ["overflowing", "unlearning", "wrong"] {
        assert_eq!(samples(&records, name, Infer), 0);
    }
    assert_eq!(samples(&records, "honest", Load), 5);
    assert_eq!(results.baseline.as_deref(), Some("honest"));
}

#[test]
fn a_case_that_fails_midway_is_a_failure_and_no_figure() {
    let directory = tempfile::tempdir().unwrap();
    let counter = directory.path().join("samples");
    let mut tiring = candidate("tiring", "tiring");
    tiring
        .environment
        .push((COUNTER.to_owned(), counter.display().to_string()));
    let all = vec![candidate("honest", "honest"), tiring];
    let (records, results) = compare(plan(&[Infer]), all);
    assert_eq!(samples(&records, "tiring", Infer), 2);
    assert_eq!(
        reasons(&results, "tiring"),
        ["the device failed: out of breath"]
    );
    assert!(results.rows.iter().all(|row| row.subject.name == "honest"));
}

#[test]
fn a_worker_killed_in_a_case_loses_that_case_alone() {
    let all = vec![
        candidate("honest", "honest"),
        candidate("mortal", "mortal"),
        candidate("panicking", "panicking"),
    ];
    let (records, results) = compare(plan(&[Train, Infer]), all);
    for (name, reason) in [
        (
            "mortal",
            ("killed by SIGABRT; its last words: ", "the driver gave up"),
        ),
        ("panicking", ("it panicked: ", "out of memory")),
    ] {
        let found = reasons(&results, name);
        assert!(
            found.len() == 1 && found[0].starts_with(reason.0),
            "{found:?}"
        );
        assert!(found[0].ends_with(reason.1), "{found:?}");
        assert_eq!(samples(&records, name, Train), 0);
        assert_eq!(
            samples(&records, name, Infer),
            5,
            "{name} was started again"
        );
    }
    assert_eq!(samples(&records, "honest", Train), 5);
}

#[test]
fn who_is_not_there_or_does_not_answer_is_a_row() {
    let mut gone = candidate("gone", "honest");
    gone.program = "/no/such/program".into();
    let all = vec![
        candidate("honest", "honest"),
        candidate("absent", "absent"),
        candidate("hanging", "hanging"),
        gone,
    ];
    let mut plan = plan(&[Infer]);
    plan.timeout = Duration::from_secs(8);
    let (records, results) = compare(plan, all);
    assert_eq!(samples(&records, "honest", Infer), 5);
    assert_eq!(reasons(&results, "absent"), ["no adapter was found"]);
    assert_eq!(reasons(&results, "hanging"), ["no answer within 8 s"]);
    let gone = reasons(&results, "gone").concat();
    assert!(gone.starts_with("cannot start /no/such/program"), "{gone}");
}

#[test]
fn nobody_at_all_is_an_error_that_says_why() {
    let root = tempfile::tempdir().unwrap();
    let all = vec![candidate("absent", "absent")];
    let error = run(root.path(), plan(&[Infer]), all, &mut Watch(usize::MAX)).unwrap_err();
    assert!(matches!(error, BenchError::NoSubject { .. }), "{error}");
    assert!(
        error.to_string().contains("absent: no adapter was found"),
        "{error}"
    );
}

#[test]
fn what_was_measured_before_a_stop_is_on_the_disk() {
    let root = tempfile::tempdir().unwrap();
    let all = vec![candidate("honest", "honest")];
    let ending = run(root.path(), plan(&[Train, Infer]), all, &mut Watch(8)).unwrap();
    assert_eq!(ending, Ending::Stopped);
    let records = journal::read(&root.path().join("records.jsonl")).unwrap();
    // A warm-up and its sample are written together.
    assert!((8..=9).contains(&records.len()), "{}", records.len());
    assert!(samples(&records, "honest", Train) > 0);
}
