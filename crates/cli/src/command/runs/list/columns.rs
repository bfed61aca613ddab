//! The columns of a list of runs: a few for people, all of them for programs.

use std::path::Path;

use burn_mnist_app::runs::ListedRun;
use burn_mnist_run::record::SettingsRecord;

use crate::duration::duration;
use crate::table::{Column, Table};

/// Settings are not wrapped to fewer characters than these.
const SHORTEST_SETTINGS: usize = 20;

/// The same of names.
const SHORTEST_NAME: usize = 8;

/// What a person compares runs by. `home` is the directory of runs, whose path is left out.
pub fn summary(runs: &[ListedRun], home: &Path) -> Table {
    let cells = |cell: &dyn Fn(&ListedRun) -> String| runs.iter().map(cell).collect::<Vec<_>>();
    let percent = |share: Option<f64>| share.map(|share| format!("{:.2}", 100.0 * share));
    Table::new(vec![
        Column::words("run", cells(&|run| place(run, home))),
        Column::words(
            "name",
            cells(&|run| run.record.name.clone().unwrap_or_default()),
        )
        .shortened_to(SHORTEST_NAME),
        Column::words("tags", cells(&|run| run.record.tags.join(" ")))
            .shortened_to(SHORTEST_NAME)
            .left_out(6),
        Column::words("dataset", cells(&|run| run.record.dataset.name.clone())).left_out(3),
        Column::words("network", cells(&|run| network(&run.record.hidden))).left_out(5),
        Column::words("changed settings", different_first(runs)).wrapped_to(SHORTEST_SETTINGS),
        Column::words("status", cells(&|run| run.record.status.to_string())).left_out(1),
        Column::numbers(
            "epochs",
            cells(&|run| run.record.summary.epochs.to_string()),
        )
        .left_out(4),
        Column::numbers(
            "valid %",
            cells(&|run| percent(run.record.summary.validation_accuracy).unwrap_or_default()),
        )
        .left_out(7),
        Column::numbers(
            "test %",
            cells(&|run| {
                let test = run.record.test.as_ref().map(|test| test.accuracy);
                percent(test).unwrap_or_default()
            }),
        ),
        Column::numbers("time", cells(&|run| duration(run.record.summary.seconds))).left_out(2),
        Column::numbers(
            "images/s",
            cells(&|run| {
                let speed = run.record.summary.train_images_per_second;
                speed.map(|speed| format!("{speed:.0}")).unwrap_or_default()
            }),
        )
        .left_out(8),
    ])
}

/// Every figure of a list, in full precision.
pub fn everything(runs: &[ListedRun]) -> Table {
    let cells = |cell: &dyn Fn(&ListedRun) -> String| runs.iter().map(cell).collect::<Vec<_>>();
    let number = |value: Option<f64>| value.map(|value| value.to_string()).unwrap_or_default();
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    let test = |run: &ListedRun,
                of: &dyn Fn(&burn_mnist_run::record::Evaluation) -> Option<f64>| {
        number(run.record.test.as_ref().and_then(of))
    };
    Table::new(vec![
        Column::words("run", cells(&|run| run.record.run.clone())),
        Column::words("path", cells(&|run| run.path.display().to_string())),
        Column::words("name", cells(&|run| text(&run.record.name))),
        Column::words("tags", cells(&|run| run.record.tags.join(" "))),
        Column::words("note", cells(&|run| text(&run.record.note))),
        Column::words("status", cells(&|run| run.record.status.to_string())),
        Column::words("started_at", cells(&|run| run.record.started_at.clone())),
        Column::words("finished_at", cells(&|run| text(&run.record.finished_at))),
        Column::words("backend", cells(&|run| run.record.hardware.backend.clone())),
        Column::words(
            "device",
            cells(&|run| run.record.hardware.device_name.clone()),
        ),
        Column::words("dataset", cells(&|run| run.record.dataset.name.clone())),
        Column::words(
            "train_count",
            cells(&|run| run.record.dataset.train_count.to_string()),
        ),
        Column::words("hidden", cells(&|run| network(&run.record.hidden))),
        Column::words(
            "parameters",
            cells(&|run| run.record.parameters.to_string()),
        ),
        Column::words("seed", cells(&|run| run.record.seed.to_string())),
        Column::words("changed", cells(&|run| settings(&run.changed))),
        Column::words(
            "epochs",
            cells(&|run| run.record.summary.epochs.to_string()),
        ),
        Column::words("steps", cells(&|run| run.record.summary.steps.to_string())),
        Column::words(
            "seconds",
            cells(&|run| run.record.summary.seconds.to_string()),
        ),
        Column::words(
            "train_images_per_second",
            cells(&|run| number(run.record.summary.train_images_per_second)),
        ),
        Column::words(
            "validation_accuracy",
            cells(&|run| number(run.record.summary.validation_accuracy)),
        ),
        Column::words(
            "test_accuracy",
            cells(&|run| test(run, &|test| Some(test.accuracy))),
        ),
        Column::words(
            "test_accuracy_low",
            cells(&|run| test(run, &|test| Some(test.accuracy_interval?.low))),
        ),
        Column::words(
            "test_accuracy_high",
            cells(&|run| test(run, &|test| Some(test.accuracy_interval?.high))),
        ),
        Column::words(
            "test_loss",
            cells(&|run| test(run, &|test| Some(test.loss))),
        ),
    ])
}

/// What a command takes: the name of the directory, or the path of one that is elsewhere.
fn place(run: &ListedRun, home: &Path) -> String {
    let elsewhere = || {
        let here = std::env::current_dir().unwrap_or_default();
        let path = run.path.strip_prefix(here).unwrap_or(&run.path);
        path.display().to_string()
    };
    match run.path.parent() == Some(home) {
        true => run.record.run.clone(),
        false => elsewhere(),
    }
}

/// Units of the hidden layers, as `--hidden` takes them.
pub fn network(hidden: &[usize]) -> String {
    let widths: Vec<String> = hidden.iter().map(usize::to_string).collect();
    widths.join(",")
}

fn settings(changed: &SettingsRecord) -> String {
    let pairs = changed
        .iter()
        .map(|(key, set)| format!("{key}={}", value(set)));
    pairs.collect::<Vec<_>>().join(" ")
}

/// The changed settings of each run. Those that are not the same in all of these runs come first, so that a narrow
/// table shows what tells the runs apart.
fn different_first(runs: &[ListedRun]) -> Vec<String> {
    let is_shared = |key: &str| {
        let mut values = runs.iter().map(|run| run.changed.get(key));
        let first = values.next();
        values.all(|value| Some(value) == first)
    };
    let ordered = runs.iter().map(|run| {
        let (shared, different) = run
            .changed
            .clone()
            .into_iter()
            .partition(|(key, _)| is_shared(key));
        let parts = [settings(&different), settings(&shared)];
        parts.join(" ").trim().to_owned()
    });
    ordered.collect()
}

/// A recorded setting as flags spell it.
pub fn value(value: &serde_json::Value) -> String {
    match value {
        serde_json::Value::String(text) => text.clone(),
        serde_json::Value::Array(values) => {
            let values: Vec<String> = values.iter().map(self::value).collect();
            values.join(",")
        }
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use burn_mnist_run::RunRecord;
    use burn_mnist_run::record::{Evaluation, Interval, Status};
    use insta::assert_snapshot;
    use serde_json::json;

    use super::*;

    /// Runs whose figures do not depend on a processor.
    fn runs() -> Vec<ListedRun> {
        let mut plain = RunRecord {
            run: "20261125-123515-flex".to_owned(),
            status: Status::Completed,
            started_at: "2026-11-25T12:35:15Z".to_owned(),
            seed: 42,
            hidden: vec![128],
            parameters: 101_770,
            ..RunRecord::default()
        };
        plain.dataset.name = "mnist".to_owned();
        plain.dataset.train_count = 55_000;
        plain.hardware.backend = "flex".to_owned();
        plain.summary.epochs = 5;
        plain.summary.steps = 8595;
        plain.summary.seconds = 6.54;
        plain.summary.train_images_per_second = Some(49_499.4);
        plain.summary.validation_accuracy = Some(0.9744);
        plain.test = Some(Evaluation {
            count: 10_000,
            correct: 9765,
            accuracy: 0.9765,
            accuracy_interval: Some(Interval {
                low: 0.9733,
                high: 0.9793,
            }),
            loss: 0.0789,
            ..Evaluation::default()
        });
        let named = RunRecord {
            run: "20261125-130000-wgpu".to_owned(),
            name: Some("wide-with-dropout".to_owned()),
            tags: vec!["paper".to_owned(), "wide".to_owned()],
            note: Some("the first, \"wide\" one".to_owned()),
            status: Status::Interrupted,
            hidden: vec![256, 64],
            test: None,
            ..plain.clone()
        };
        let elsewhere = RunRecord {
            run: "mine".to_owned(),
            ..plain.clone()
        };
        let listed = |path: &str, record: RunRecord, changed: serde_json::Value| ListedRun {
            path: PathBuf::from(path),
            record,
            changed: serde_json::from_value(changed).unwrap(),
        };
        vec![
            listed("artifacts/runs/20261125-123515-flex", plain, json!({})),
            listed(
                "artifacts/runs/20261125-130000-wgpu",
                named,
                json!({"dropout": 0.2, "learning_rate": 0.003, "schedule": "cosine"}),
            ),
            listed("/data/mine", elsewhere, json!({"seed": 7})),
        ]
    }

    fn text(width: usize) -> String {
        summary(&runs(), Path::new("artifacts/runs")).text(width)
    }

    #[test]
    fn list_of_a_wide_terminal() {
        assert_snapshot!(text(160));
    }

    #[test]
    fn list_of_100_columns() {
        assert_snapshot!(text(100));
    }

    #[test]
    fn list_of_60_columns() {
        let text = text(60);
        assert!(
            text.lines().all(|line| line.chars().count() <= 60),
            "{text}"
        );
        assert_snapshot!(text);
    }

    #[test]
    fn settings_that_tell_runs_apart_come_first() {
        let mut runs = runs();
        runs[0].changed = serde_json::from_value(json!({"dropout": 0.1, "seed": 1})).unwrap();
        runs[1].changed = serde_json::from_value(json!({"dropout": 0.1, "seed": 2})).unwrap();
        let ordered = different_first(&runs[..2]);
        assert_eq!(ordered, ["seed=1 dropout=0.1", "seed=2 dropout=0.1"]);
    }

    #[test]
    fn list_as_csv_and_markdown() {
        assert_snapshot!("list_csv", everything(&runs()).csv());
        assert_snapshot!(
            "list_markdown",
            summary(&runs(), Path::new("artifacts/runs")).markdown()
        );
    }
}
