//! One trial: a run that begins, or goes on where a dead process left it, and its score.

use std::path::Path;

use burn_mnist_experiment::{Outcome, Score, Scored, Trial, TrialResult};
use burn_mnist_run::record::Status;
use burn_mnist_run::{EpochMetrics, RunDirectory, RunError, RunLock, RunRecord, Split};
use burn_mnist_settings::{PartialSettings, Settings};
use burn_mnist_training::observer::Unobserved;
use burn_mnist_training::{Display, TrainingError};

use super::{Experiment, Session};
use crate::command::train::change::FOLD;
use crate::command::train::data::Prepared;
use crate::command::train::launch::{Launch, launch, open_log};
use crate::command::train::place::{Begun, Place};
use crate::command::train::resume::newest_whole;
use crate::failure::{Failure, Kind};
use crate::output::Output;

impl Session<'_> {
    /// Trains and scores; nothing if it was asked to stop.
    pub(super) fn trial(
        &self,
        trial: &Trial,
        experiment: &dyn Experiment,
    ) -> Result<Option<TrialResult>, Failure> {
        let settings = self.settings(trial)?;
        let place = place(&self.directory.run(&trial.run()), self.output)?;
        let finished = place
            .record()
            .filter(|(_, record)| record.status == Status::Completed)
            .map(|(run, record)| (run.clone(), record.clone()));
        let (run, record) = match finished {
            Some(finished) => finished,
            None => {
                let data = experiment.images(trial, &settings)?;
                match self.train(trial, settings, place, data)? {
                    (run, Ok(record)) => (run, record),
                    (run, Err(error)) => return self.diverged(trial, &run, error).map(Some),
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
    fn settings(&self, trial: &Trial) -> Result<Settings, Failure> {
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
        place: Place,
        data: Prepared,
    ) -> Result<(RunDirectory, Result<RunRecord, TrainingError>), Failure> {
        let mut begun = place.enter(&settings, self.opened, &data.record)?;
        let mut identity = settings.identity();
        if let (Some(fold), Some(folds)) = (trial.fold, self.plan.folds) {
            let fold = serde_json::Value::from(format!("{fold} of {folds}"));
            identity.insert(FOLD.to_owned(), fold.clone());
            begun.record.settings.insert(FOLD.to_owned(), fold);
        }
        let run = begun.run.clone();
        open_log(self.log, &run)?;
        tracing::info!("{}", self.plan.describe(trial));
        let trained = launch(Launch {
            settings,
            identity,
            opened: self.opened.clone(),
            data,
            begun,
            observer: Box::new(Unobserved),
            display: Display::Observer,
            stop: self.stop.clone(),
        })?;
        Ok((run, trained))
    }

    /// A loss or weights that left the numbers are what came of the trial; anything else ends the session.
    fn diverged(
        &self,
        trial: &Trial,
        run: &RunDirectory,
        error: TrainingError,
    ) -> Result<TrialResult, Failure> {
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
}

/// A run's directory as it is found: absent, dead before it began, or begun.
fn place(root: &Path, output: Output) -> Result<Place, Failure> {
    let run = match RunDirectory::open(root) {
        Err(RunError::Missing { .. }) => return Ok(Place::Adopted(root.to_owned())),
        run => run?,
    };
    let lock = RunLock::acquire(&run)?;
    let record = RunRecord::read(&run)?;
    let checkpoint = match record.status {
        Status::Completed => None,
        _ => newest_whole(&run, output)?,
    };
    Ok(Place::Existing(Box::new(Begun {
        run,
        lock,
        record,
        checkpoint,
    })))
}

/// The line of the epoch that counts, in the run's metrics.
fn score(run: &RunDirectory, record: &RunRecord, scored: Scored) -> Result<Score, Failure> {
    let epoch = match scored {
        Scored::Last => Some(record.summary.epochs),
        Scored::Best => record.summary.best_epoch,
    };
    let metrics = EpochMetrics::read(&run.metrics())?;
    let line = metrics
        .iter()
        .find(|line| line.split == Split::Validation && Some(line.epoch) == epoch);
    let missing = || {
        let message = format!("{} has no validation of its epoch", run.metrics().display());
        Failure::new(Kind::Failure, message).hint("remove the run's directory and go on")
    };
    let line = line.ok_or_else(missing)?;
    Ok(Score {
        accuracy: line.accuracy,
        loss: line.loss,
        epoch: line.epoch,
    })
}
