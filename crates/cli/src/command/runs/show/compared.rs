//! `runs show A B`: runs beside each other, and whether their accuracies differ by more than chance.

use burn_mnist_app::runs::{
    AccuracyDifference, ComparedRun, Comparison, DifferenceFigures, DifferentSetting,
};
use burn_mnist_run::RunRecord;

use super::super::list::columns::{network, value};
use crate::duration::duration;
use crate::table::{Column, Table};

/// Settings that are shown of every run, whether they differ or not.
const ALWAYS_SHOWN: [&str; 4] = ["backend", "dataset", "epochs", "hidden"];

/// Shorter values of settings say nothing.
const SHORTEST: usize = 12;

/// The comparison for people, on lines of at most `width` characters where that is possible.
pub fn render(comparison: &Comparison, width: usize) -> String {
    let mut text = table(comparison).text(width);
    if comparison.settings.is_empty() {
        text += "\nAll settings are the same.\n";
    }
    let names: Vec<String> = comparison
        .runs
        .iter()
        .map(|run| name(&run.record))
        .collect();
    for (difference, name) in comparison.differences.iter().zip(names.iter().skip(1)) {
        text += &format!("\n{}", sentence(difference, name, &names[0]));
    }
    text
}

fn table(comparison: &Comparison) -> Table {
    let settings = comparison.settings.iter();
    let settings: Vec<&DifferentSetting> = settings
        .filter(|setting| !ALWAYS_SHOWN.contains(&setting.key.as_str()))
        .collect();
    let keys = settings.iter().map(|setting| setting.key.clone());
    // Without names the head of the table says it.
    let is_named = comparison.runs.iter().any(|run| run.record.name.is_some());
    let shown = usize::from(!is_named);
    let facts = |run: Option<&ComparedRun>| facts(run).into_iter().skip(shown);
    let titles = facts(None).map(|(title, _)| title.to_owned());
    let mut columns = vec![Column::words("", titles.chain(keys).collect())];
    for (index, run) in comparison.runs.iter().enumerate() {
        let facts = facts(Some(run)).map(|(_, fact)| fact);
        let settings = settings.iter().map(|setting| {
            let set = setting.values.get(index).filter(|set| !set.is_null());
            set.map_or_else(|| "-".to_owned(), value)
        });
        let cells = facts.chain(settings).collect();
        columns.push(Column::words(&name(&run.record), cells).shortened_to(SHORTEST));
    }
    Table::new(columns)
}

/// What is shown of every run; without a run only the titles.
fn facts(run: Option<&ComparedRun>) -> Vec<(&'static str, String)> {
    let of = |fact: &dyn Fn(&RunRecord) -> Option<String>| {
        let fact = run.and_then(|run| fact(&run.record));
        fact.unwrap_or_else(|| "-".to_owned())
    };
    let percent = |share: f64| format!("{:.2}", 100.0 * share);
    vec![
        ("run", of(&|record| Some(record.run.clone()))),
        ("status", of(&|record| Some(record.status.to_string()))),
        ("dataset", of(&|record| Some(record.dataset.name.clone()))),
        (
            "backend",
            of(&|record| Some(record.hardware.backend.clone())),
        ),
        ("network", of(&|record| Some(network(&record.hidden)))),
        (
            "epochs",
            of(&|record| Some(record.summary.epochs.to_string())),
        ),
        (
            "validation accuracy %",
            of(&|record| record.summary.validation_accuracy.map(percent)),
        ),
        (
            "test accuracy %",
            of(&|record| Some(percent(record.test.as_ref()?.accuracy))),
        ),
        (
            "  95 % interval",
            of(&|record| {
                let interval = record.test.as_ref()?.accuracy_interval?;
                Some(format!(
                    "{} to {}",
                    percent(interval.low),
                    percent(interval.high)
                ))
            }),
        ),
        (
            "test loss",
            of(&|record| Some(format!("{:.4}", record.test.as_ref()?.loss))),
        ),
        (
            "training time",
            of(&|record| Some(duration(record.summary.seconds))),
        ),
        (
            "images/s",
            of(&|record| Some(format!("{:.0}", record.summary.train_images_per_second?))),
        ),
    ]
}

/// The name that a user gave it, or the name of its directory.
fn name(record: &RunRecord) -> String {
    record.name.clone().unwrap_or_else(|| record.run.clone())
}

fn sentence(difference: &AccuracyDifference, name: &str, first: &str) -> String {
    let reason = difference.reason.as_ref();
    let Some(figures) = &difference.figures else {
        let reason = reason.map(|reason| format!(": {reason}"));
        return format!(
            "{name} and {first} cannot be compared{}\n",
            reason.unwrap_or_default()
        );
    };
    let points = |share: f64| format!("{:+.2}", 100.0 * share);
    let verdict = match figures.beyond_chance {
        true => "more than chance explains",
        false => "which chance may explain",
    };
    format!(
        "{name} against {first}: test accuracy {} percentage points (95 % interval {} to {}), {verdict}\n  {}\n",
        points(figures.difference),
        points(figures.interval.low),
        points(figures.interval.high),
        evidence(figures, name, first)
    )
}

fn evidence(figures: &DifferenceFigures, name: &str, first: &str) -> String {
    match (figures.only_this, figures.only_first, figures.p_value) {
        (Some(only_this), Some(only_first), Some(p)) => {
            let p = match p < 0.0001 {
                true => "p < 0.0001".to_owned(),
                false => format!("p = {p:.4}"),
            };
            format!(
                "McNemar's exact test: {p}; images that only {name} labels right: {only_this}, only {first}: {only_first}"
            )
        }
        _ => "from the two accuracies alone, since the answers to single images are not known"
            .to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use burn_mnist_run::record::{Evaluation, Interval, Status};
    use insta::assert_snapshot;
    use serde_json::json;

    use super::*;

    fn run(run: &str, name: Option<&str>, accuracy: f64) -> ComparedRun {
        let mut record = RunRecord {
            run: run.to_owned(),
            name: name.map(str::to_owned),
            status: Status::Completed,
            hidden: vec![128],
            ..RunRecord::default()
        };
        record.dataset.name = "mnist".to_owned();
        record.hardware.backend = "flex".to_owned();
        record.summary.epochs = 5;
        record.summary.seconds = 6.5;
        record.summary.train_images_per_second = Some(49_499.4);
        record.test = Some(Evaluation {
            accuracy,
            accuracy_interval: Some(Interval {
                low: accuracy - 0.003,
                high: accuracy + 0.003,
            }),
            loss: 0.0789,
            ..Evaluation::default()
        });
        ComparedRun {
            path: PathBuf::from(run),
            record,
        }
    }

    fn comparison(figures: Option<DifferenceFigures>, reason: Option<&str>) -> Comparison {
        Comparison {
            runs: vec![
                run("20261125-123515-flex", Some("base"), 0.9765),
                run("20261125-124003-flex", None, 0.9789),
            ],
            settings: vec![
                DifferentSetting {
                    key: "dropout".to_owned(),
                    values: vec![json!(0.0), json!(0.2)],
                },
                DifferentSetting {
                    key: "patience".to_owned(),
                    values: vec![json!(null), json!(3)],
                },
            ],
            differences: vec![AccuracyDifference {
                run: "20261125-124003-flex".to_owned(),
                figures,
                reason: reason.map(str::to_owned),
            }],
        }
    }

    const FIGURES: DifferenceFigures = DifferenceFigures {
        difference: 0.0024,
        interval: Interval {
            low: 0.0002,
            high: 0.0046,
        },
        only_this: Some(74),
        only_first: Some(50),
        p_value: Some(0.0388),
        beyond_chance: true,
    };

    #[test]
    fn comparison_image_by_image() {
        assert_snapshot!(render(&comparison(Some(FIGURES), None), 100));
    }

    #[test]
    fn comparison_of_accuracies_alone_and_of_other_images() {
        let alone = DifferenceFigures {
            only_this: None,
            only_first: None,
            p_value: None,
            beyond_chance: false,
            ..FIGURES
        };
        let sentences = [
            (
                Some(alone),
                Some("the answers to single images are not known"),
            ),
            (None, Some("they were tested on different images")),
        ];
        let sentences = sentences.map(|(figures, reason)| {
            let comparison = comparison(figures, reason);
            sentence(&comparison.differences[0], "wide", "base")
        });
        assert_snapshot!(sentences.concat());
    }
}
