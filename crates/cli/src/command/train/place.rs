//! Where a run is kept: a new directory, or the one of a run that goes on.

use std::path::{Path, PathBuf};

use burn_mnist_backend::{Opened, machine};
use burn_mnist_model::Weights;
use burn_mnist_run::layout::RUNS;
use burn_mnist_run::record::DatasetRecord;
use burn_mnist_run::{Checkpoint, RunDirectory, RunError, RunLock, RunRecord, timestamp};
use burn_mnist_settings::Settings;

use crate::environment;
use crate::failure::Failure;

/// A run's place, before anything is written there.
pub enum Place {
    /// A directory of this path, or one named by time under `artifacts/runs`.
    New(Option<PathBuf>),
    /// As `New`, but what a run left that died before it began may be there.
    Adopted(PathBuf),
    /// A run that goes on.
    Existing(Box<Begun>),
}

/// A run's directory, held by this process.
pub struct Begun {
    pub run: RunDirectory,
    pub lock: RunLock,
    pub record: RunRecord,
    /// What it goes on from; without one it begins at the beginning.
    pub checkpoint: Option<Checkpoint>,
}

impl Place {
    /// The run that is there already.
    pub fn record(&self) -> Option<(&RunDirectory, &RunRecord)> {
        match self {
            Self::Existing(begun) => Some((&begun.run, &begun.record)),
            _ => None,
        }
    }

    /// Makes the directory, if need be, and describes what happens there from now on.
    pub fn enter(
        self,
        settings: &Settings,
        opened: &Opened,
        data: &DatasetRecord,
    ) -> Result<Begun, Failure> {
        let mut begun = match self {
            Self::Existing(begun) => *begun,
            Self::Adopted(path) => adopted(&path)?,
            Self::New(Some(path)) => fresh(RunDirectory::create(&path)?)?,
            Self::New(None) => fresh(named_by_time(settings)?)?,
        };
        let resumed_from = match &begun.checkpoint {
            Some(checkpoint) => Some(checkpoint.state()?.name().to_string()),
            None => None,
        };
        let record = &mut begun.record;
        record.settings = settings.to_record();
        record.seed = settings.seed;
        record.hidden = settings.hidden.as_slice().to_vec();
        record.parameters = Weights::zeros(settings.hidden.clone()).parameters();
        record.hardware = opened.hardware.clone();
        record.machine = machine();
        record.software = environment::software();
        record.dataset = data.clone();
        record.begin_session(resumed_from);
        Ok(begun)
    }
}

fn fresh(run: RunDirectory) -> Result<Begun, Failure> {
    Ok(Begun {
        lock: RunLock::acquire(&run)?,
        record: RunRecord::new(&run),
        checkpoint: None,
        run,
    })
}

/// Another process may have begun the run, and even ended it, while this one waited for the lock.
fn adopted(path: &Path) -> Result<Begun, Failure> {
    let begun = fresh(RunDirectory::create_or_adopt(path)?)?;
    if begun.run.record().exists() {
        let path = path.to_owned();
        return Err(RunError::Occupied { path }.into());
    }
    Ok(begun)
}

fn named_by_time(settings: &Settings) -> Result<RunDirectory, Failure> {
    let backend = settings.backend.replace([':', '/', '\\'], "-");
    let id = format!("{}-{backend}", timestamp::compact());
    Ok(RunDirectory::create_named(Path::new(RUNS), &id)?)
}
