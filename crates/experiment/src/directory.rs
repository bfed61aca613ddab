//! Where an experiment is kept: its plan, a line a result, and its runs.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use burn_mnist_run::durable::{is_leftover, staging};
use burn_mnist_run::journal::Line;
use burn_mnist_run::{JournalError, StoreError, journal, store};

use crate::error::ExperimentError;
use crate::out_of_fold::OutOfFold;
use crate::plan::Plan;
use crate::result::TrialResult;
use crate::shard::Shard;

/// A directory that holds this file is an experiment.
pub(crate) const PLAN: &str = "plan.json";
const RUNS: &str = "runs";
const PREDICTIONS: &str = "predictions.jsonl";

impl Line for Plan {
    const VERSION: u32 = Self::VERSION;
}

/// One experiment's directory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExperimentDirectory {
    root: PathBuf,
}

impl ExperimentDirectory {
    /// A new experiment in a directory that is absent or empty.
    ///
    /// # Errors
    ///
    /// [`ExperimentError::Store`], with `Occupied` if anything is there.
    pub fn create(root: &Path, plan: &Plan) -> Result<Self, ExperimentError> {
        let directory = Self {
            root: root.to_owned(),
        };
        store::create_at(root)?;
        match directory.write_plan(plan)? {
            Written::Ours => Ok(directory),
            Written::Others => {
                let path = root.to_owned();
                Err(StoreError::Occupied { path }.into())
            }
        }
    }

    /// As [`create`](Self::create), but where another process began the same experiment, it is joined.
    ///
    /// # Errors
    ///
    /// [`ExperimentError::Foreign`] if the plan that is there is another.
    pub fn join(root: &Path, plan: &Plan) -> Result<Self, ExperimentError> {
        let directory = Self {
            root: root.to_owned(),
        };
        match Self::create(root, plan) {
            Err(ExperimentError::Store(StoreError::Occupied { .. })) if directory.is_begun() => {
                // Where the plan is still on its way, this one may come first.
                if let Written::Others = directory.write_plan(plan)? {
                    directory.check_same(plan)?;
                }
                Ok(directory)
            }
            created => created,
        }
    }

    /// The experiment in the directory `root`.
    pub(crate) fn at(root: PathBuf) -> Self {
        Self { root }
    }

    /// Whether the directory `root` holds an experiment.
    pub fn is_at(root: &Path) -> bool {
        root.join(PLAN).is_file()
    }

    /// Where it is.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The directory of a trial's run.
    pub fn run(&self, name: &str) -> PathBuf {
        self.root.join(RUNS).join(name)
    }

    /// The results file of a shard.
    pub fn results_of(&self, shard: Shard) -> PathBuf {
        self.root.join(shard.results())
    }

    /// The out-of-fold predictions of a cross-validation; see [`OutOfFold`].
    pub fn predictions(&self) -> PathBuf {
        self.root.join(PREDICTIONS)
    }

    /// `report.html`: its results on one page.
    pub fn report(&self) -> PathBuf {
        self.root.join("report.html")
    }

    /// Its plan.
    ///
    /// # Errors
    ///
    /// [`ExperimentError::Journal`].
    pub fn plan(&self) -> Result<Plan, ExperimentError> {
        let path = self.plan_file();
        let mut plans = journal::read(&path)?;
        let damaged = || JournalError::Damaged {
            path: path.clone(),
            line: 1,
            reason: "expected one plan".to_owned(),
        };
        let plan: Plan = plans.pop().ok_or_else(damaged)?;
        // What numbers a point that is not there was edited by hand.
        let known = |trial: &crate::plan::Trial| (1..=plan.points.len()).contains(&trial.point);
        match plans.is_empty() && plan.trials.iter().all(known) {
            true => Ok(plan),
            false => Err(damaged().into()),
        }
    }

    /// What is done so far, by all shards, in the order of the trials.
    ///
    /// # Errors
    ///
    /// [`ExperimentError::Journal`].
    pub fn results(&self) -> Result<Vec<TrialResult>, ExperimentError> {
        let mut results = BTreeMap::new();
        for file in self.results_files()? {
            for result in journal::read::<TrialResult>(&file)? {
                results.entry(result.trial).or_insert(result);
            }
        }
        Ok(results.into_values().collect())
    }

    /// Refuses a plan that is not this experiment's.
    ///
    /// # Errors
    ///
    /// [`ExperimentError::Foreign`].
    pub fn check_same(&self, plan: &Plan) -> Result<(), ExperimentError> {
        match self.plan()?.difference(plan) {
            None => Ok(()),
            Some(difference) => Err(ExperimentError::Foreign {
                path: self.root.clone(),
                difference,
            }),
        }
    }

    /// Gathers the predictions that trials left beside their runs into one file, sorted by seed and image.
    ///
    /// # Errors
    ///
    /// [`ExperimentError::Store`], [`ExperimentError::Journal`].
    pub fn gather_predictions(&self, plan: &Plan) -> Result<(), ExperimentError> {
        let parts: Vec<PathBuf> = plan
            .trials
            .iter()
            .map(|trial| self.run(&trial.run()).join(PREDICTIONS))
            .filter(|part| part.is_file())
            .collect();
        if parts.is_empty() {
            return Ok(());
        }
        let mut all = Vec::new();
        for part in &parts {
            all.extend(OutOfFold::read(part)?);
        }
        all.sort_by_key(|prediction| (prediction.seed, prediction.index));
        OutOfFold::write(&self.predictions(), &all)?;
        for part in &parts {
            fs::remove_file(part).map_err(ExperimentError::io("remove", part))?;
        }
        Ok(())
    }

    /// Where a trial's own predictions are until they are gathered.
    pub fn predictions_of(&self, run: &str) -> PathBuf {
        self.run(run).join(PREDICTIONS)
    }

    /// `plan.json`.
    pub(crate) fn plan_file(&self) -> PathBuf {
        self.root.join(PLAN)
    }

    /// The results files of all shards, sorted by name.
    pub(crate) fn results_files(&self) -> Result<Vec<PathBuf>, ExperimentError> {
        let entries = fs::read_dir(&self.root).map_err(ExperimentError::io("read", &self.root))?;
        let names = entries.flatten().map(|entry| entry.file_name());
        let mut files: Vec<PathBuf> = names
            .filter_map(|name| name.into_string().ok())
            .filter(|name| name.starts_with("results") && name.ends_with(".jsonl"))
            .map(|name| self.root.join(name))
            .collect();
        files.sort();
        Ok(files)
    }

    /// Whether an experiment is here, or about to be: nothing is written among a user's own files.
    fn is_begun(&self) -> bool {
        let entries = fs::read_dir(&self.root).into_iter().flatten().flatten();
        let mut names = entries.map(|entry| entry.file_name().to_string_lossy().into_owned());
        names.any(|name| name == PLAN || is_leftover(&name))
    }

    /// Writes the plan atomically: no process sees a part of it, and of two processes only one writes it.
    fn write_plan(&self, plan: &Plan) -> Result<Written, ExperimentError> {
        let path = self.plan_file();
        let failed = || ExperimentError::io("write", &path);
        let mut encoded = serde_json::to_vec(plan).map_err(|error| failed()(error.into()))?;
        encoded.push(b'\n');
        let staged = staging(0o666).tempfile_in(&self.root);
        let mut file = staged.map_err(failed())?;
        let written = file.write_all(&encoded);
        written
            .and_then(|()| file.as_file().sync_all())
            .map_err(failed())?;
        match file.persist_noclobber(&path) {
            Ok(_) => Ok(Written::Ours),
            Err(error) if error.error.kind() == io::ErrorKind::AlreadyExists => Ok(Written::Others),
            Err(error) => Err(failed()(error.error)),
        }
    }
}

/// Whose plan is there.
enum Written {
    Ours,
    Others,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::journal::Journal;
    use crate::journal::tests::result;
    use crate::plan::tests::plan;

    #[test]
    fn shards_join_one_experiment_and_their_results_are_merged() {
        let root = tempfile::tempdir().unwrap();
        let root = root.path().join("sweep");
        let plan = plan(2, 2);
        let shards: [Shard; 2] = ["1/2", "2/2"].map(|text| text.parse().unwrap());
        for shard in shards {
            let directory = ExperimentDirectory::join(&root, &plan).unwrap();
            let mut journal = Journal::open(&directory.results_of(shard)).unwrap();
            for trial in plan.trials.iter().filter(|trial| shard.has(trial.number)) {
                journal.append(&result(trial, Some(0.5))).unwrap();
            }
        }
        let directory = ExperimentDirectory::join(&root, &plan).unwrap();
        let trials: Vec<usize> = directory
            .results()
            .unwrap()
            .iter()
            .map(|result| result.trial)
            .collect();
        assert_eq!(trials, [1, 2, 3, 4]);
        assert_eq!(directory.plan().unwrap(), plan);
    }

    #[test]
    fn another_plan_is_refused_and_nothing_is_written_over() {
        let root = tempfile::tempdir().unwrap();
        ExperimentDirectory::create(root.path(), &plan(2, 2)).unwrap();
        let error = ExperimentDirectory::create(root.path(), &plan(2, 2)).unwrap_err();
        assert!(
            matches!(error, ExperimentError::Store(StoreError::Occupied { .. })),
            "{error}"
        );
        let error = ExperimentDirectory::join(root.path(), &plan(3, 2)).unwrap_err();
        assert!(matches!(error, ExperimentError::Foreign { .. }), "{error}");
    }
}
