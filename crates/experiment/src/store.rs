//! Where sweeps and cross-validations are kept.

use std::path::{Path, PathBuf};

use burn_mnist_run::journal::{self, Line};
use burn_mnist_run::store::{EntryKind, Store, modified_at};
use burn_mnist_run::timestamp::Timestamp;
use serde::Deserialize;

use crate::directory::{ExperimentDirectory, PLAN};
use crate::error::ExperimentError;
use crate::plan::Plan;
use crate::result::TrialResult;

impl ExperimentDirectory {
    /// A new directory under `experiments` named `id`, or `id-2`, `id-3`, ... if that is taken.
    ///
    /// # Errors
    ///
    /// [`ExperimentError::Store`].
    pub fn create_named(
        experiments: &Path,
        id: &str,
        plan: &Plan,
    ) -> Result<Self, ExperimentError> {
        let root = store(experiments, "experiment").create(id)?;
        Self::create(&root, plan)
    }

    /// The experiment that `path` names: its directory, `latest`, or its name under `experiments`. The latest is the
    /// one that started last.
    ///
    /// # Errors
    ///
    /// [`ExperimentError::Store`], with `Missing` or `Empty`, which call it a `kind`.
    pub fn find(
        path: &Path,
        experiments: &Path,
        kind: &'static str,
    ) -> Result<Self, ExperimentError> {
        Ok(Self::at(store(experiments, kind).find(path)?))
    }

    /// The directories of all experiments under `experiments`, sorted by path.
    ///
    /// # Errors
    ///
    /// [`ExperimentError::Store`].
    pub fn list(experiments: &Path) -> Result<Vec<PathBuf>, ExperimentError> {
        Ok(store(experiments, "experiment").list()?)
    }
}

fn store(home: &Path, name: &'static str) -> Store {
    let kind = EntryKind {
        name,
        marker: PLAN,
        started_at,
    };
    Store::new(home, kind)
}

/// What of a plan says when it was made.
#[derive(Deserialize)]
struct Started {
    started_at: Option<String>,
}

impl Line for Started {
    const VERSION: u32 = Plan::VERSION;
}

/// An experiment started when its plan says so. Plans did not say so at first: then it is when the first trial ended,
/// or, before one has, when the plan was written.
fn started_at(root: &Path) -> Option<Timestamp> {
    let experiment = ExperimentDirectory::at(root.to_owned());
    let plan: Started = journal::read_first(&experiment.plan_file()).ok()??;
    let recorded = plan.started_at.and_then(|text| Timestamp::parse(&text));
    recorded
        .or_else(|| first_result(&experiment))
        .or_else(|| modified_at(&experiment.plan_file()))
}

/// When the first trial of any shard ended.
fn first_result(experiment: &ExperimentDirectory) -> Option<Timestamp> {
    let files = experiment.results_files().ok()?;
    let results = files.iter().filter_map(|file| {
        let result: TrialResult = journal::read_first(file).ok()??;
        Timestamp::parse(&result.finished_at)
    });
    results.min()
}

#[cfg(test)]
mod tests {
    use std::fs::{self, File};
    use std::time::{Duration, UNIX_EPOCH};

    use burn_mnist_run::StoreError;

    use super::*;
    use crate::journal::Journal;
    use crate::journal::tests::result;
    use crate::plan::tests::plan;
    use crate::shard::Shard;

    #[test]
    fn an_experiment_is_found_by_path_by_name_and_as_the_latest() {
        let all = tempfile::tempdir().unwrap();
        for name in ["20260101-000000", "20260102-000000"] {
            ExperimentDirectory::create_named(all.path(), name, &plan(1, 1)).unwrap();
        }
        let find = |path: &str| ExperimentDirectory::find(Path::new(path), all.path(), "sweep");
        let newest = all.path().join("20260102-000000");
        assert_eq!(find("latest").unwrap().root(), newest);
        assert_eq!(find("20260102-000000").unwrap().root(), newest);
        assert!(matches!(
            find("none"),
            Err(ExperimentError::Store(StoreError::Missing { .. }))
        ));
    }

    fn begin(all: &Path, name: &str, started_at: Option<&str>) -> ExperimentDirectory {
        let started_at = started_at.map(str::to_owned);
        let plan = Plan {
            started_at,
            ..plan(1, 1)
        };
        ExperimentDirectory::create_named(all, name, &plan).unwrap()
    }

    /// As if the plan had been written at this hour of 1970-01-01.
    fn written(experiment: &ExperimentDirectory, hour: u64) {
        let plan = File::options().write(true).open(experiment.plan_file());
        let time = UNIX_EPOCH + Duration::from_secs(3_600 * hour);
        plan.unwrap().set_modified(time).unwrap();
    }

    /// As if the shard had ended its first trial at this hour of 1970-01-01.
    fn ended(experiment: &ExperimentDirectory, shard: &str, hour: u64) {
        let plan = experiment.plan().unwrap();
        let result = TrialResult {
            finished_at: format!("1970-01-01T{hour:02}:00:00Z"),
            ..result(&plan.trials[0], Some(0.5))
        };
        let file = experiment.results_of(shard.parse::<Shard>().unwrap());
        Journal::open(&file).unwrap().append(&result).unwrap();
    }

    #[track_caller]
    fn assert_latest(all: &Path, name: &str) {
        let found = ExperimentDirectory::find(Path::new("latest"), all, "sweep").unwrap();
        assert_eq!(found.root(), all.join(name));
    }

    #[test]
    fn the_latest_experiment_is_the_one_that_started_last_whatever_its_name() {
        let all = tempfile::tempdir().unwrap();
        begin(all.path(), "zzz", Some("2026-01-01T00:00:00Z"));
        begin(all.path(), "20260102-000000", Some("2026-01-02T00:00:00Z"));
        assert_latest(all.path(), "20260102-000000");
        // It went on later, which does not make it a later one.
        let zzz = ExperimentDirectory::at(all.path().join("zzz"));
        ended(&zzz, "1/1", 1);
        assert_latest(all.path(), "20260102-000000");
    }

    #[test]
    fn a_plan_that_does_not_say_when_it_started_has_the_time_of_its_first_result() {
        let all = tempfile::tempdir().unwrap();
        let [old, older, oldest] =
            ["old", "older", "the oldest"].map(|name| begin(all.path(), name, None));
        // Copied since, in the opposite order.
        for (hour, experiment) in [&old, &older, &oldest].into_iter().enumerate() {
            written(experiment, 20 + hour as u64);
        }
        for (experiment, shard, hour) in [
            (&oldest, "1/2", 1),
            (&older, "1/2", 9),
            (&older, "2/2", 2),
            (&old, "1/1", 3),
        ] {
            ended(experiment, shard, hour);
        }
        assert_latest(all.path(), "old");
    }

    #[test]
    fn a_plan_without_results_that_does_not_say_when_it_started_has_the_time_of_its_file() {
        let all = tempfile::tempdir().unwrap();
        for (name, hour) in [("zzz", 1), ("20260102-000000", 2)] {
            written(&begin(all.path(), name, None), hour);
        }
        assert_latest(all.path(), "20260102-000000");
    }

    #[test]
    fn without_an_experiment_that_can_be_read_the_directory_and_the_others_are_named() {
        let all = tempfile::tempdir().unwrap();
        let broken = begin(all.path(), "broken", None);
        fs::write(broken.plan_file(), "{}\n").unwrap();
        let find = || ExperimentDirectory::find(Path::new("latest"), all.path(), "sweep");
        let error = find().unwrap_err().to_string();
        let place = all.path().display();
        assert_eq!(
            error,
            format!("no readable sweep in {place}: 1 entry cannot be read")
        );
    }
}
