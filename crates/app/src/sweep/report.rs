//! What came of a sweep: its results, the settings of its best point, and the network that was kept.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use burn_mnist_experiment::{
    ExperimentDirectory, ExperimentError, Plan, Standing, TrialResult, Verdict, standings,
};
use burn_mnist_run::{Artifacts, RunDirectory, StoreError};
use burn_mnist_settings::{PartialSettings, Settings};

use crate::error::AppError;
use crate::experiment::{ExperimentKind, ExperimentRequestError};
use crate::page::reproduce::command;

/// A sweep and what is done of it.
#[derive(Debug)]
pub struct SweepReport {
    /// Where it is kept; of several merged sweeps, the first.
    pub directory: ExperimentDirectory,
    /// What was planned.
    pub plan: Plan,
    /// What is done, in the order of the trials.
    pub results: Vec<TrialResult>,
    /// The run of the best trial, if its network was kept.
    pub network: Option<PathBuf>,
}

impl SweepReport {
    /// The report of the sweep in this directory.
    ///
    /// # Errors
    ///
    /// [`AppError::Experiment`] if its results cannot be read.
    pub fn of(directory: ExperimentDirectory, plan: Plan) -> Result<Self, AppError> {
        let results = directory.results()?;
        Ok(Self {
            network: network([&directory], &plan, &results),
            directory,
            plan,
            results,
        })
    }

    /// The report of these sweeps, which must have the same plan, as of one.
    ///
    /// # Errors
    ///
    /// [`AppError::Experiment`] if one is missing, damaged or of another plan; an empty list is an error too.
    pub fn read(names: &[PathBuf], artifacts: &Artifacts) -> Result<Self, AppError> {
        let find = |name: &PathBuf| ExperimentKind::Sweep.find(name, artifacts);
        let found = names.iter().map(find).collect::<Result<Vec<_>, _>>()?;
        let Some((first, plan)) = found.first() else {
            let (kind, path) = ("sweep", Path::new("").to_owned());
            return Err(ExperimentError::from(StoreError::Missing { kind, path }).into());
        };
        let mut results = BTreeMap::new();
        for (other, others) in &found {
            if let Some(difference) = plan.difference(others) {
                let path = other.root().to_owned();
                return Err(ExperimentError::Foreign { path, difference }.into());
            }
            for result in other.results()? {
                results.entry(result.trial).or_insert(result);
            }
        }
        let results: Vec<TrialResult> = results.into_values().collect();
        let directories = found.iter().map(|(directory, _)| directory);
        Ok(Self {
            network: network(directories, plan, &results),
            directory: first.clone(),
            plan: plan.clone(),
            results,
        })
    }

    /// The points with their scores, the best first.
    pub fn standings(&self) -> Vec<Standing> {
        standings(&self.plan, &self.results)
    }

    /// The command that trains the best point with the first of the seeds; none before a trial has a score.
    pub fn train_command(&self) -> Option<String> {
        let standings = self.standings();
        let best = standings.first()?;
        let is_scored = best.accuracy.is_some() && best.verdict != Verdict::Diverged;
        let trial = self
            .plan
            .trials
            .iter()
            .find(|trial| trial.point == best.point)?;
        let defaults = Settings::resolve(PartialSettings::default(), None).ok()?;
        is_scored.then(|| command(&trial.settings, &defaults.to_record()))
    }
}

/// The run of the best trial, in the first of the directories that has its checkpoints.
fn network<'a>(
    directories: impl IntoIterator<Item = &'a ExperimentDirectory>,
    plan: &Plan,
    results: &[TrialResult],
) -> Option<PathBuf> {
    let best = TrialResult::best(results)?;
    let trial = plan
        .trials
        .iter()
        .find(|trial| trial.number == best.trial)?;
    let runs = directories
        .into_iter()
        .map(|directory| directory.run(&trial.run()));
    let opened = runs.filter_map(|root| RunDirectory::open(&root).ok());
    let mut with_checkpoints = opened.filter(|run| run.checkpoints().is_dir());
    with_checkpoints.next().map(|run| run.root().to_owned())
}

/// The network that `path` stands for: of a sweep its best trial's run, otherwise `path` itself.
///
/// # Errors
///
/// [`AppError::ExperimentRequest`] for a sweep that has no network, and for a cross-validation.
pub fn network_of(path: PathBuf, artifacts: &Artifacts) -> Result<PathBuf, AppError> {
    if !ExperimentDirectory::is_at(&path) {
        return Ok(path);
    }
    let report = SweepReport::read(std::slice::from_ref(&path), artifacts)?;
    let missing = || ExperimentRequestError::NoNetwork { root: path.clone() };
    Ok(report.network.ok_or_else(missing)?)
}
