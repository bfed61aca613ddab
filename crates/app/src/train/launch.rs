//! A training from its target and images to its record: where settings become a `Job`.

use burn_mnist_backend::{Opened, guard};
use burn_mnist_run::record::{SettingsRecord, Status};
use burn_mnist_run::{RunDirectory, RunRecord, timestamp};
use burn_mnist_settings::{PartialSettings, Settings};
use burn_mnist_training::{Display, Job, Observer, StopSignal, TrainingError};

use super::images::Images;
use super::target::OpenRun;
use crate::error::AppError;

/// All that a training is made of.
pub struct Launch {
    pub settings: Settings,
    /// The settings without which it would be another run.
    pub identity: SettingsRecord,
    pub opened: Opened,
    pub images: Images,
    pub open_run: OpenRun,
    pub observer: Box<dyn Observer>,
    pub display: Display,
    pub stop: StopSignal,
}

/// Trains. A panic, ours or a driver's, is a failure that the run's record tells; what else went wrong is
/// for the caller to explain.
pub fn launch(launch: Launch) -> Result<Result<RunRecord, TrainingError>, AppError> {
    let run = launch.open_run.run.clone();
    let Launch {
        settings,
        identity,
        opened,
        images,
        open_run,
        observer,
        display,
        stop,
    } = launch;
    let job = Job {
        recipe: settings.recipe(),
        saving: settings.saving(),
        splits: images.splits,
        test: images.test,
        device: opened.device,
        run: open_run.run,
        lock: open_run.lock,
        resume: open_run.checkpoint,
        config_toml: settings.to_toml()?,
        identity,
        defaults: Settings::resolve(PartialSettings::default(), None)?.to_record(),
        record: open_run.record,
        observer,
        stop,
        display,
    };
    guard::catch(
        || Ok(burn_mnist_training::train(job)),
        |message| record_panic(&run, message),
    )
}

/// A panic left `run.json` saying that the run goes on; put it right.
fn record_panic(run: &RunDirectory, message: String) -> AppError {
    if let Ok(mut record) = RunRecord::read(run) {
        record.status = Status::Failed;
        record.reason = Some(message.clone());
        record.finished_at = Some(timestamp::now());
        if let Err(error) = record.write(run) {
            tracing::error!("{error}");
        }
    }
    AppError::Panicked {
        message,
        log: Some(run.log()),
    }
}
