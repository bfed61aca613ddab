//! All runs with what tells them from each other, filtered and sorted.

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use burn_mnist_run::record::{SettingsRecord, Status};
use burn_mnist_run::timestamp::Timestamp;
use burn_mnist_run::{Artifacts, RunDirectory, RunError, RunRecord};
use burn_mnist_settings::{KEYS, PartialSettings, Settings};
use serde::Serialize;

use crate::error::AppError;

/// Settings that a list shows in columns of their own, or that change nothing that is learnt.
const SHOWN_ELSEWHERE: [&str; 6] = ["backend", "data_dir", "dataset", "epochs", "hidden", "keep"];

/// One run of a list.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ListedRun {
    /// The path of its directory.
    pub path: PathBuf,
    /// What it recorded.
    #[serde(flatten)]
    pub record: RunRecord,
    /// Settings that differ from the defaults.
    pub changed: SettingsRecord,
}

/// Runs, and those whose record could not be read.
#[derive(Debug)]
pub struct Listed {
    /// The runs that were asked for, in the order that was asked for.
    pub runs: Vec<ListedRun>,
    /// Why other runs could not be read.
    pub unreadable: Vec<RunError>,
    /// How many runs were read, before the filter.
    pub all: usize,
}

/// Which runs are listed: those that match everything that is given.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Trained on this dataset.
    pub dataset: Option<String>,
    /// Trained on this backend, on any of its devices.
    pub backend: Option<String>,
    /// In this state.
    pub status: Option<Status>,
    /// With all of these tags.
    pub tags: Vec<String>,
    /// With this text in the name or in the name of the directory.
    pub name: Option<String>,
}

/// What runs are sorted by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SortKey {
    /// When they started.
    #[default]
    Started,
    /// The user's name for them.
    Name,
    /// Their dataset.
    Dataset,
    /// Parameters of the network.
    Network,
    /// Their state.
    Status,
    /// Finished epochs.
    Epochs,
    /// Accuracy on the validation images.
    Validation,
    /// Accuracy on the test images.
    Test,
    /// Seconds of training.
    Time,
    /// Training images per second.
    Speed,
}

/// How runs are sorted: by the key, equal ones by their start.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Order {
    /// What they are sorted by, from low to high.
    pub key: SortKey,
    /// Whether the order is from high to low.
    pub reverse: bool,
}

/// Lists the runs in the directory `home`, or all runs that the artifacts directory knows.
///
/// # Errors
///
/// [`AppError::Run`] if the directory cannot be read. A damaged record is part of the result.
pub fn list(
    home: Option<&Path>,
    filter: &Filter,
    order: Order,
    artifacts: &Artifacts,
) -> Result<Listed, AppError> {
    let directories = match home {
        Some(home) => RunDirectory::list(home)?,
        None => artifacts.all_runs()?,
    };
    let defaults = Settings::resolve(PartialSettings::default(), None)?.to_record();
    let mut runs = Vec::new();
    let mut unreadable = Vec::new();
    for run in directories {
        match RunRecord::observe(&run) {
            Ok(record) => runs.push(ListedRun {
                path: run.root().to_owned(),
                changed: changed(&record.settings, &defaults),
                record,
            }),
            Err(error) => unreadable.push(error),
        }
    }
    let all = runs.len();
    runs.retain(|run| filter.accepts(run));
    runs.sort_by(|a, b| order.compare(a, b));
    Ok(Listed {
        runs,
        unreadable,
        all,
    })
}

/// The settings that differ from the defaults and that no column of its own shows.
fn changed(settings: &SettingsRecord, defaults: &SettingsRecord) -> SettingsRecord {
    let keys = KEYS.iter().filter(|key| key.recorded).map(|key| key.name);
    let differs =
        |key: &&str| settings.contains_key(*key) && settings.get(*key) != defaults.get(*key);
    let changed = keys
        .filter(|key| !SHOWN_ELSEWHERE.contains(key))
        .filter(differs);
    let pairs = changed.map(|key| (key.to_owned(), settings[key].clone()));
    pairs.collect::<BTreeMap<_, _>>()
}

impl Filter {
    fn accepts(&self, run: &ListedRun) -> bool {
        let record = &run.record;
        let is = |wanted: &Option<String>, found: &str| {
            let wanted = wanted.as_deref();
            wanted.is_none_or(|wanted| wanted.eq_ignore_ascii_case(found))
        };
        let named = |part: &String| {
            let names = [Some(&record.run), record.name.as_ref()];
            names.into_iter().flatten().any(|name| name.contains(part))
        };
        is(&self.dataset, &record.dataset.name)
            && is(&self.backend, &record.hardware.backend)
            && self.status.is_none_or(|status| status == record.status)
            && self.tags.iter().all(|tag| record.tags.contains(tag))
            && self.name.as_ref().is_none_or(named)
    }
}

impl Order {
    fn compare(self, a: &ListedRun, b: &ListedRun) -> Ordering {
        let by_key = self.key.compare(&a.record, &b.record);
        let by_key = match self.reverse {
            true => by_key.reverse(),
            false => by_key,
        };
        let by_start = SortKey::Started.compare(&a.record, &b.record);
        by_key.then(by_start).then_with(|| a.path.cmp(&b.path))
    }
}

impl SortKey {
    fn compare(self, a: &RunRecord, b: &RunRecord) -> Ordering {
        let number = |of: fn(&RunRecord) -> Option<f64>| {
            let below_all = f64::NEG_INFINITY;
            let [a, b] = [a, b].map(|record| of(record).unwrap_or(below_all));
            a.total_cmp(&b)
        };
        match self {
            Self::Started => {
                let started = |record: &RunRecord| Timestamp::parse(&record.started_at);
                started(a).cmp(&started(b))
            }
            Self::Name => a.name.cmp(&b.name),
            Self::Dataset => a.dataset.name.cmp(&b.dataset.name),
            Self::Network => a.parameters.cmp(&b.parameters),
            Self::Status => a.status.to_string().cmp(&b.status.to_string()),
            Self::Epochs => a.summary.epochs.cmp(&b.summary.epochs),
            Self::Validation => number(|record| record.summary.validation_accuracy),
            Self::Test => number(|record| record.test.as_ref().map(|test| test.accuracy)),
            Self::Time => number(|record| Some(record.summary.seconds)),
            Self::Speed => number(|record| record.summary.train_images_per_second),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(name: &str, started: u8, test: Option<f64>) -> ListedRun {
        let mut record = RunRecord {
            run: name.to_owned(),
            started_at: format!("2026-01-01T00:00:0{started}Z"),
            tags: vec!["all".to_owned(), name.to_owned()],
            ..RunRecord::default()
        };
        record.dataset.name = "mnist".to_owned();
        record.hardware.backend = "flex".to_owned();
        record.test = test.map(|accuracy| burn_mnist_run::record::Evaluation {
            accuracy,
            ..Default::default()
        });
        ListedRun {
            path: PathBuf::from(name),
            record,
            changed: SettingsRecord::new(),
        }
    }

    fn sorted(order: Order) -> Vec<PathBuf> {
        let mut runs = [
            run("c", 1, Some(0.9)),
            run("a", 2, None),
            run("b", 3, Some(0.9)),
            run("d", 4, Some(0.8)),
        ];
        runs.sort_by(|a, b| order.compare(a, b));
        runs.map(|run| run.path).to_vec()
    }

    #[test]
    fn runs_without_a_value_come_first_and_equal_ones_in_the_order_of_their_start() {
        let paths = |names: [&str; 4]| names.map(PathBuf::from).to_vec();
        let key = SortKey::Test;
        let order = Order {
            key,
            reverse: false,
        };
        assert_eq!(sorted(order), paths(["a", "d", "c", "b"]));
        let order = Order { key, reverse: true };
        assert_eq!(sorted(order), paths(["c", "b", "d", "a"]));
        assert_eq!(sorted(Order::default()), paths(["c", "a", "b", "d"]));
    }

    #[test]
    fn a_filter_accepts_what_matches_all_of_it() {
        let run = run("base", 1, None);
        let text = |text: &str| Some(text.to_owned());
        let accepted = Filter {
            dataset: text("MNIST"),
            backend: text("flex"),
            status: Some(Status::Running),
            tags: vec!["all".to_owned(), "base".to_owned()],
            name: text("as"),
        };
        assert!(accepted.accepts(&run));
        assert!(Filter::default().accepts(&run));
        for refused in [
            Filter {
                dataset: text("synthetic"),
                ..accepted.clone()
            },
            Filter {
                backend: text("wgpu"),
                ..accepted.clone()
            },
            Filter {
                status: Some(Status::Failed),
                ..accepted.clone()
            },
            Filter {
                tags: vec!["other".to_owned()],
                ..accepted.clone()
            },
            Filter {
                name: text("x"),
                ..accepted.clone()
            },
        ] {
            assert!(!refused.accepts(&run), "{refused:?}");
        }
    }

    #[test]
    fn changed_settings_are_those_that_no_column_shows() {
        let record = |pairs: &[(&str, serde_json::Value)]| -> SettingsRecord {
            pairs
                .iter()
                .map(|(key, value)| ((*key).to_owned(), value.clone()))
                .collect()
        };
        let defaults = record(&[
            ("dropout", 0.into()),
            ("seed", 42.into()),
            ("epochs", 5.into()),
        ]);
        let set = record(&[
            ("dropout", 0.2.into()),
            ("seed", 42.into()),
            ("epochs", 9.into()),
        ]);
        assert_eq!(changed(&set, &defaults), record(&[("dropout", 0.2.into())]));
        assert!(changed(&SettingsRecord::new(), &defaults).is_empty());
    }
}
