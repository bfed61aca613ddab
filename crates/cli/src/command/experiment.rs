//! What `sweep` and `cross-validate` share: trials done one after the other, and taken up again.

mod place;
mod resume;
mod trial;

use std::collections::BTreeSet;

use burn_mnist_backend::Opened;
use burn_mnist_experiment::{
    ExperimentDirectory, Journal, Outcome, Plan, Shard, Trial, TrialResult,
};
use burn_mnist_run::RunDirectory;
use burn_mnist_settings::{PartialSettings, Settings};
use burn_mnist_training::StopSignal;

pub use self::place::{Purpose, check_images};
pub use self::resume::{base, free_options};

use super::train::data::Prepared;
use super::train::launch::cannot;
use crate::failure::Failure;
use crate::interrupt::Interrupts;
use crate::logging::LogFile;
use crate::output::Output;

/// What one kind of experiment does otherwise than another.
pub trait Experiment {
    /// The images of a trial.
    fn images(&self, trial: &Trial, settings: &Settings) -> Result<Prepared, Failure>;

    /// Looks at a trial's finished run before its checkpoints go.
    fn conclude(&self, trial: &Trial, run: &RunDirectory) -> Result<(), Failure>;
}

/// Trials to be done by this process.
pub struct Session<'a> {
    pub directory: &'a ExperimentDirectory,
    pub plan: &'a Plan,
    pub shard: Shard,
    /// The command that goes on with it.
    pub command: String,
    pub opened: &'a Opened,
    /// What may differ from the plan: the backend and where the data lie.
    pub here: &'a PartialSettings,
    pub output: Output,
    pub stop: &'a StopSignal,
    pub log: &'a LogFile,
}

/// How a session ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    /// All its trials are done.
    Whole,
    /// It was asked to stop; the exit code says by which signal.
    Interrupted(u8),
}

impl Session<'_> {
    /// Does what is not yet done.
    ///
    /// # Errors
    ///
    /// What would end a single run too, but a loss that left the numbers, which is a result. What is done stays,
    /// and the failure says how to go on.
    pub fn run(&self, experiment: &dyn Experiment) -> Result<Ended, Failure> {
        let interrupts = Interrupts::install(self.stop)
            .map_err(|error| cannot("watch for signals".to_owned(), error))?;
        let mut journal = Journal::open(&self.directory.results_of(self.shard))?;
        let results = self.directory.results()?;
        let done: BTreeSet<usize> = results.iter().map(|result| result.trial).collect();
        let ours = self.plan.trials.iter();
        for trial in ours.filter(|trial| self.shard.has(trial.number)) {
            if done.contains(&trial.number) {
                self.discard(trial)?;
                continue;
            }
            let interrupted = self.stop.is_requested() && self.stop.fault().is_none();
            let result = match interrupted {
                true => None,
                false => self
                    .trial(trial, experiment)
                    .map_err(|failure| self.explain(failure))?,
            };
            let Some(result) = result else {
                self.output.announce(format!("go on: {}", self.command));
                return Ok(Ended::Interrupted(interrupts.exit_code()));
            };
            journal.append(&result)?;
            self.tell(trial, &result);
            self.discard(trial)?;
        }
        Ok(Ended::Whole)
    }

    fn explain(&self, failure: Failure) -> Failure {
        let before = failure.hint.as_ref().map(|hint| format!("{hint}; then "));
        let hint = format!(
            "{}go on with `{}`",
            before.unwrap_or_default(),
            self.command
        );
        failure.hint(hint)
    }

    fn tell(&self, trial: &Trial, result: &TrialResult) {
        let outcome = match &result.outcome {
            Outcome::Scored(score) => format!(
                "accuracy {:.2} %, loss {:.4}",
                100.0 * score.accuracy,
                score.loss
            ),
            Outcome::Diverged { reason } => format!("diverged: {reason}"),
        };
        self.output.note(format!(
            "trial {} of {}  {}  {outcome}  {:.1} s",
            trial.number,
            self.plan.trials.len(),
            self.plan.describe(trial),
            result.seconds
        ));
    }

    /// A trial whose result is written down needs no checkpoints, unless its run is to be kept.
    fn discard(&self, trial: &Trial) -> Result<(), Failure> {
        if self.plan.keep_runs {
            return Ok(());
        }
        let Ok(run) = RunDirectory::open(&self.directory.run(&trial.run())) else {
            return Ok(());
        };
        let checkpoints = run.checkpoints();
        match std::fs::remove_dir_all(&checkpoints) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                Err(cannot(format!("remove {}", checkpoints.display()), error))
            }
            _ => Ok(()),
        }
    }
}
