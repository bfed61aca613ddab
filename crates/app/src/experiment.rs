//! What a sweep and a cross-validation share: trials done one after the other, and resumed.

pub(crate) mod directory;
pub(crate) mod error;
pub(crate) mod kind;
pub(crate) mod page;
pub(crate) mod prepare;
pub(crate) mod resume;
mod trial;

use std::collections::BTreeSet;
use std::time::Instant;

use burn_mnist_backend::Opened;
use burn_mnist_experiment::{ExperimentDirectory, Journal, Plan, Shard, Trial, TrialResult};
use burn_mnist_run::RunDirectory;
use burn_mnist_settings::{PartialSettings, Settings};

pub use self::error::ExperimentRequestError;
pub use self::kind::ExperimentKind;

use crate::context::Context;
use crate::error::AppError;
use crate::notice::Notice;
use crate::train::images::Images;

/// How an experiment ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// All trials of this process are done.
    Complete,
    /// It was asked to stop, and can be resumed.
    Interrupted,
}

/// An experiment and what is done of it.
#[derive(Debug)]
pub struct Experimented {
    /// Where it is kept.
    pub directory: ExperimentDirectory,
    /// What was planned.
    pub plan: Plan,
    /// What is done, by all processes, in the order of the trials.
    pub results: Vec<TrialResult>,
    /// How this process ended.
    pub ending: Ending,
}

/// What one kind of experiment does otherwise than another.
pub(crate) trait Experiment {
    /// The images of a trial.
    fn images(&self, trial: &Trial, settings: &Settings) -> Result<Images, AppError>;

    /// Looks at a trial's finished run before its checkpoints go.
    fn conclude(&self, trial: &Trial, run: &RunDirectory) -> Result<(), AppError>;
}

/// Trials to be done by this process.
pub(crate) struct Session<'a> {
    pub kind: ExperimentKind,
    pub directory: &'a ExperimentDirectory,
    pub plan: &'a Plan,
    pub shard: Shard,
    pub opened: &'a Opened,
    /// What may differ from the plan: the backend and where the data lie.
    pub here: &'a PartialSettings,
    pub context: &'a Context<'a>,
}

impl Session<'_> {
    /// Does what is not yet done.
    ///
    /// # Errors
    ///
    /// What would end a single run too, but a loss that is not finite, which is a result. What is done stays.
    pub fn run(&self, experiment: &dyn Experiment) -> Result<Ending, AppError> {
        let root = self.directory.root();
        self.context.events.experiment_opened(self.directory)?;
        let mut journal = Journal::open(&self.directory.results_of(self.shard))?;
        let results = self.directory.results()?;
        let done: BTreeSet<usize> = results.iter().map(|result| result.trial).collect();
        let ours = self.plan.trials.iter();
        let ours = ours.filter(|trial| self.shard.has(trial.number));
        let (ended, open): (Vec<&Trial>, Vec<&Trial>) =
            ours.partition(|trial| done.contains(&trial.number));
        let mut kept = self.best(&results);
        for trial in ended.iter().filter(|trial| kept != Some(trial.number)) {
            self.discard(trial)?;
        }
        let started = Instant::now();
        for (index, trial) in open.iter().copied().enumerate() {
            let stop = &self.context.stop;
            let interrupted = stop.is_requested() && stop.fault().is_none();
            let result = match interrupted {
                true => None,
                false => self
                    .trial(trial, experiment)
                    .map_err(|error| self.ended(error))?,
            };
            let Some(result) = result else {
                self.context.notice(Notice::ExperimentStopped {
                    kind: self.kind,
                    root: root.to_owned(),
                    shard: self.shard,
                });
                return Ok(Ending::Interrupted);
            };
            journal.append(&result)?;
            let results = self.directory.results()?;
            let finished = index + 1;
            let left = open.len() - finished;
            self.context.notice(Notice::TrialEnded {
                result: Box::new(result),
                done: results.len(),
                trials: self.plan.trials.len(),
                description: self.plan.describe(trial),
                seconds_left: started.elapsed().as_secs_f64() / finished as f64 * left as f64,
            });
            let best = self.best(&results);
            let until_now = ended.iter().chain(&open[..index]);
            let former = until_now.filter(|former| kept == Some(former.number));
            for surplus in former.chain([&trial]) {
                if best != Some(surplus.number) {
                    self.discard(surplus)?;
                }
            }
            kept = best;
        }
        Ok(Ending::Complete)
    }

    /// The trial whose network a sweep keeps. A cross-validation keeps none: it scores a recipe and chooses no network.
    fn best(&self, results: &[TrialResult]) -> Option<usize> {
        match self.kind {
            ExperimentKind::Sweep => TrialResult::best(results).map(|best| best.trial),
            ExperimentKind::CrossValidation => None,
        }
    }

    fn ended(&self, error: AppError) -> AppError {
        AppError::ExperimentEnded {
            kind: self.kind,
            root: self.directory.root().to_owned(),
            shard: self.shard,
            source: Box::new(error),
        }
    }

    /// Removes the checkpoints of a trial whose result is written down, unless all runs are to be kept.
    fn discard(&self, trial: &Trial) -> Result<(), AppError> {
        if self.plan.keep_runs {
            return Ok(());
        }
        let Ok(run) = RunDirectory::open(&self.directory.run(&trial.run())) else {
            return Ok(());
        };
        let checkpoints = run.checkpoints();
        match std::fs::remove_dir_all(&checkpoints) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                Err(AppError::io("remove", &checkpoints)(error))
            }
            _ => Ok(()),
        }
    }
}
