//! A training from its place and images to its record: where settings become a `Job`.

use burn_mnist_backend::{Opened, guard};
use burn_mnist_run::record::{SettingsRecord, Status};
use burn_mnist_run::{RunDirectory, RunRecord, timestamp};
use burn_mnist_settings::{PartialSettings, Settings};
use burn_mnist_training::{Display, Job, Observer, StopSignal, TrainingError};

use super::data::Prepared;
use super::place::Begun;
use crate::failure::{Failure, Kind, internal_error};
use crate::logging::LogFile;

/// All that a training is made of.
pub struct Launch {
    pub settings: Settings,
    /// The settings without which it would be another run.
    pub identity: SettingsRecord,
    pub opened: Opened,
    pub data: Prepared,
    pub begun: Begun,
    pub observer: Box<dyn Observer>,
    pub display: Display,
    pub stop: StopSignal,
}

/// From now on the log goes into the run's directory.
pub fn open_log(log: &LogFile, run: &RunDirectory) -> Result<(), Failure> {
    log.open(&run.log())
        .map_err(|error| cannot(format!("write {}", run.log().display()), error))
}

/// Trains. A panic, ours or a driver's, is a failure that the run's record tells; what else went wrong is
/// for the caller to explain.
pub fn launch(launch: Launch) -> Result<Result<RunRecord, TrainingError>, Failure> {
    let run = launch.begun.run.clone();
    let Launch {
        settings,
        identity,
        opened,
        data,
        begun,
        observer,
        display,
        stop,
    } = launch;
    let job = Job {
        recipe: settings.recipe(),
        saving: settings.saving(),
        splits: data.splits,
        test: data.test,
        device: opened.device,
        run: begun.run,
        lock: begun.lock,
        resume: begun.checkpoint,
        config_toml: settings.to_toml()?,
        identity,
        defaults: Settings::resolve(PartialSettings::default(), None)?.to_record(),
        record: begun.record,
        observer,
        stop,
        display,
    };
    guard::catch(
        || Ok(burn_mnist_training::train(job)),
        |message| record_panic(&run, message),
    )
}

/// The failure of what the system refused.
pub fn cannot(what: String, error: std::io::Error) -> Failure {
    Failure::new(Kind::Failure, format!("cannot {what}: {error}"))
}

/// A panic left `run.json` saying that the run goes on; put it right.
fn record_panic(run: &RunDirectory, message: String) -> Failure {
    if let Ok(mut record) = RunRecord::read(run) {
        record.status = Status::Failed;
        record.reason = Some(message.clone());
        record.finished_at = Some(timestamp::now());
        if let Err(error) = record.write(run) {
            tracing::error!("{error}");
        }
    }
    internal_error(message).hint(format!(
        "earlier checkpoints are whole; see {}",
        run.log().display()
    ))
}
