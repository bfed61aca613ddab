//! One trial: a run that begins, or goes on where a dead process left it, and its score.

use std::path::Path;

use burn_mnist_experiment::{Outcome, Score, Scored, Trial, TrialResult};
use burn_mnist_run::record::Status;
use burn_mnist_run::{EpochMetrics, RunDirectory, RunError, RunLock, RunRecord, Split};
use burn_mnist_settings::{PartialSettings, Settings};
use burn_mnist_training::observer::Unobserved;
use burn_mnist_training::{Display, TrainingError};

use super::error::ExperimentRequestError;
use super::{Experiment, Session};
use crate::context::Context;
use crate::error::AppError;
use crate::train::changes::FOLD;
use crate::train::images::Images;
use crate::train::launch::{Launch, launch};
use crate::train::resume::newest_whole;
use crate::train::target::{OpenRun, RunTarget};

impl Session<'_> {
    /// Trains and scores; nothing if it was asked to stop.
    pub(super) fn trial(
        &self,
        trial: &Trial,
        experiment: &dyn Experiment,
    ) -> Result<Option<TrialResult>, AppError> {
        let settings = self.settings(trial)?;
        let target = target(&self.directory.run(&trial.run()), self.context)?;
        let finished = target
            .record()
            .filter(|(_, record)| record.status == Status::Completed)
            .map(|(run, record)| (run.clone(), record.clone()));
        let (run, record) = match finished {
            Some(finished) => finished,
            None => {
                let images = experiment.images(trial, &settings)?;
                match self.train(trial, settings, target, images)? {
                    (run, Ok(record)) => (run, record),
                    (run, Err(error)) => return diverged(trial, &run, error).map(Some),
                }
            }
        };
        if record.status == Status::Interrupted {
            return Ok(None);
        }
        let score = score(&run, &record, self.plan.scored)?;
        experiment.conclude(trial, &run)?;
        let (seconds, backend) = (record.summary.seconds, record.hardware.backend);
        let outcome = Outcome::Scored(score);
        Ok(Some(TrialResult::new(trial, outcome, seconds, backend)))
    }

    /// As planned, but here, and with as few checkpoints as a run can go on from.
    fn settings(&self, trial: &Trial) -> Result<Settings, AppError> {
        let planned = PartialSettings::from_record(&trial.settings)?;
        let mut settings = Settings::resolve(self.here.clone().or(planned), None)?;
        if !self.plan.keep_runs {
            settings.keep = 1;
        }
        Ok(settings)
    }

    fn train(
        &self,
        trial: &Trial,
        settings: Settings,
        target: RunTarget,
        images: Images,
    ) -> Result<(RunDirectory, Result<RunRecord, TrainingError>), AppError> {
        let mut open_run = target.open(&settings, self.opened, &images.record, self.context)?;
        let mut identity = settings.identity();
        if let (Some(fold), Some(folds)) = (trial.fold, self.plan.folds) {
            let fold = serde_json::Value::from(format!("{fold} of {folds}"));
            identity.insert(FOLD.to_owned(), fold.clone());
            open_run.record.settings.insert(FOLD.to_owned(), fold);
        }
        let run = open_run.run.clone();
        self.context.events.trial_opened(&run)?;
        tracing::info!("{}", self.plan.describe(trial));
        let trained = launch(Launch {
            settings,
            identity,
            opened: self.opened.clone(),
            images,
            open_run,
            observer: Box::new(Unobserved),
            display: Display::Observer,
            stop: self.context.stop.clone(),
        })?;
        Ok((run, trained))
    }
}

/// A loss or weights that are not finite are what came of the trial; anything else ends the session.
fn diverged(
    trial: &Trial,
    run: &RunDirectory,
    error: TrainingError,
) -> Result<TrialResult, AppError> {
    let (TrainingError::NotFinite { .. }
    | TrainingError::Overflow { .. }
    | TrainingError::Weights(_)) = error
    else {
        return Err(error.into());
    };
    let record = RunRecord::read(run)?;
    let reason = error.to_string();
    let (seconds, backend) = (record.summary.seconds, record.hardware.backend);
    let outcome = Outcome::Diverged { reason };
    Ok(TrialResult::new(trial, outcome, seconds, backend))
}

/// A run's directory as it is found: absent, dead before it began, or begun.
fn target(root: &Path, context: &Context<'_>) -> Result<RunTarget, AppError> {
    let run = match RunDirectory::open(root) {
        Err(RunError::Missing { .. }) => return Ok(RunTarget::CreateOrAdopt(root.to_owned())),
        run => run?,
    };
    let lock = RunLock::acquire(&run)?;
    let record = RunRecord::read(&run)?;
    let checkpoint = match record.status {
        Status::Completed => None,
        _ => newest_whole(&run, context)?,
    };
    Ok(RunTarget::Continue(Box::new(OpenRun {
        run,
        lock,
        record,
        checkpoint,
    })))
}

/// The line of the epoch that counts, in the run's metrics.
fn score(run: &RunDirectory, record: &RunRecord, scored: Scored) -> Result<Score, AppError> {
    let epoch = match scored {
        Scored::Last => Some(record.summary.epochs),
        Scored::Best => record.summary.best_epoch,
    };
    let metrics = EpochMetrics::read(&run.metrics())?;
    let line = metrics
        .iter()
        .find(|line| line.split == Split::Validation && Some(line.epoch) == epoch);
    let metrics = run.metrics();
    let line = line.ok_or(ExperimentRequestError::NoScore { metrics })?;
    Ok(Score {
        accuracy: line.accuracy,
        loss: line.loss,
        epoch: line.epoch,
    })
}
