//! Results that were made up for the purpose, as people and programs are shown them.

use insta::assert_snapshot;

use super::*;
use crate::record::{Case, Event, Limits, LimitsSource, Parity, Record, Subject, Workload};
use crate::results::Results;
use crate::results::tests::{STEADY, case, record, samples};

fn parity(max_difference: f64) -> Parity {
    Parity {
        reference: "flex".to_owned(),
        images: 10_000,
        max_difference,
        mean_difference: max_difference / 10.0,
        agreeing: 9_999,
        contradicted: 0,
        loss_difference: 0.0,
        tolerance: 1e-3,
        agrees: max_difference <= 1e-3,
    }
}

/// Two that were measured, of which one is slower, and one that was wrong.
fn results() -> Results {
    let subject = |name| Subject::named(name, 2);
    let limits = Limits {
        flops_per_second: vec![1e11],
        bytes_per_second: vec![1e10],
        source: LimitsSource::Probe,
    };
    let mut records = vec![
        record(
            "c",
            Event::Subject {
                subject: subject("flex"),
            },
        ),
        record(
            "c",
            Event::Parity {
                subject: subject("ndarray"),
                parity: parity(1e-5),
            },
        ),
        record(
            "c",
            Event::Parity {
                subject: subject("broken"),
                parity: parity(0.5),
            },
        ),
        record(
            "c",
            Event::Failure {
                subject: subject("broken"),
                case: None,
                reason: "wrong: logits differ from flex's | <much>".to_owned(),
            },
        ),
        record(
            "c",
            Event::Limits {
                subject: subject("flex"),
                limits,
            },
        ),
    ];
    let train = |batch_size| Case {
        workload: Workload::Train,
        batch_size: Some(batch_size),
        ..case()
    };
    let slower = STEADY.map(|seconds| 2.0 * seconds);
    for (name, seconds) in [("flex", &STEADY), ("ndarray", &slower)] {
        records.extend(samples("c", name, &train(32), seconds));
        records.extend(samples("c", name, &train(256), &STEADY));
        records.extend(samples("c", name, &case(), seconds));
    }
    Results::of(&records, None)
}

/// A comparison of two backends with three other frameworks, as it was recorded.
fn recorded() -> Results {
    let lines = include_str!("../../tests/fixtures/five-subjects/records.jsonl").lines();
    let records: Result<Vec<Record>, _> = lines.map(serde_json::from_str).collect();
    Results::of(&records.unwrap(), None)
}

/// The drawing with a line for each element.
fn lines_of(svg: &str) -> String {
    svg.replace("><", ">\n<")
}

#[test]
fn svg_shows_training_prediction_and_time_to_accuracy() {
    assert_snapshot!(lines_of(&svg(&recorded(), Theme::Light).unwrap()));
}

#[test]
fn svg_leaves_out_what_was_not_measured() {
    let mut results = recorded();
    results
        .rows
        .retain(|row| row.case.workload == Workload::Infer);
    let drawing = svg(&results, Theme::Light).unwrap();
    assert!(drawing.contains("Prediction of one image") && !drawing.contains("Training"));
    results.rows.clear();
    assert_eq!(svg(&results, Theme::Light), None);
}

#[test]
fn svg_shows_who_has_no_value_and_why() {
    let mut results = recorded();
    results.rows.retain(|row| row.subject.name != "keras");
    let drawing = svg(&results, Theme::Light).unwrap();
    assert!(drawing.contains(">not measured</text>"), "{drawing}");
    let keras = results.participants[3].clone();
    results.failures.push(crate::results::Failed {
        comparison: keras.comparison,
        subject: keras.subject,
        case: None,
        reason: "wrong: logits differ".to_owned(),
    });
    let drawing = svg(&results, Theme::Light).unwrap();
    assert!(drawing.contains(">wrong results</text>"), "{drawing}");
}

#[test]
fn people_are_shown_the_most_telling_first() {
    assert_snapshot!(text(&results(), 100));
}

#[test]
fn text_shows_the_main_figures_of_a_recorded_comparison() {
    assert_snapshot!(text(&recorded(), 100));
}

#[test]
fn text_of_a_narrow_terminal_has_fewer_columns() {
    let shown = text(&recorded(), 60);
    assert!(
        shown.lines().all(|line| line.chars().count() <= 60),
        "{shown}"
    );
    assert_snapshot!(shown);
}

#[test]
fn text_of_everything_has_every_figure() {
    assert_snapshot!(text_of_everything(&recorded()));
}

#[test]
fn overlapping_intervals_show_the_ends_that_overlap() {
    let results = recorded();
    let row = results
        .rows
        .iter()
        .find(|row| row.subject.name == "ndarray" && row.case.workload == Workload::Load);
    let overlap = super::verdict::overlap(&results, row.unwrap()).unwrap();
    assert_eq!(
        overlap,
        "its interval begins at 7.25 ms, that of flex ends at 25.0 ms"
    );
}

#[test]
fn differences_are_shown_with_a_verdict() {
    let old = recorded();
    let mut new = recorded();
    let slower = new.rows[0].values.iter().map(|value| 0.5 * value);
    new.rows[0].summary = crate::Summary::of(&slower.collect::<Vec<_>>()).unwrap();
    new.rows.pop();
    new.rows.truncate(6);
    let found = crate::diff(&old, &new, 0.05);
    assert_snapshot!(differences(&found[..9], 100));
    assert_snapshot!(differences_markdown(&found[..9]));
}

#[test]
fn the_page_names_subjects_and_machine_and_begins_with_the_ranking() {
    let page = html(&recorded());
    assert!(
        page.contains("<h1>flex, ndarray, pytorch, keras and candle on AMD EPYC</h1>"),
        "{page:.2000}"
    );
    let parts = [
        "<h2>Results</h2>",
        "class=\"warnings\"",
        ">times flex<",
        "<h2>Environment</h2>",
    ];
    let places = parts.map(|part| page.rfind(part));
    assert!(places.is_sorted() && places[0].is_some(), "{places:?}");
}

#[test]
fn markdown_of_a_recorded_comparison_begins_with_the_ranking() {
    assert_snapshot!(markdown(&recorded()));
}

#[test]
fn markdown_has_the_same_tables() {
    assert_snapshot!(markdown(&results()));
}

#[test]
fn programs_are_given_every_column_of_every_figure_and_failure() {
    assert_snapshot!(csv(&results()));
}
