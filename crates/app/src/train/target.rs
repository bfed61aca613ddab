//! Where a run is kept: a new directory, or the one of a run that goes on.

use std::path::{Path, PathBuf};

use burn_mnist_backend::{Opened, machine};
use burn_mnist_run::record::DatasetRecord;
use burn_mnist_run::{
    Artifacts, Checkpoint, RunDirectory, RunError, RunLock, RunRecord, timestamp,
};
use burn_mnist_settings::Settings;

use crate::context::Context;
use crate::error::AppError;

/// Where a run will be, before anything is written there.
pub enum RunTarget {
    /// A directory of this path, or one named by time in the artifacts directory.
    Create(Option<PathBuf>),
    /// As `Create`, but what a run left that died before it began may be there.
    CreateOrAdopt(PathBuf),
    /// A run that goes on.
    Continue(Box<OpenRun>),
}

/// A run's directory, held by this process.
pub struct OpenRun {
    pub run: RunDirectory,
    pub lock: RunLock,
    pub record: RunRecord,
    /// What it goes on from; without one it begins at the beginning.
    pub checkpoint: Option<Checkpoint>,
}

impl RunTarget {
    /// The run that is there already.
    pub fn record(&self) -> Option<(&RunDirectory, &RunRecord)> {
        match self {
            Self::Continue(open_run) => Some((&open_run.run, &open_run.record)),
            _ => None,
        }
    }

    /// Makes the directory, if need be, and describes what happens there from now on.
    pub fn open(
        self,
        settings: &Settings,
        opened: &Opened,
        data: &DatasetRecord,
        context: &Context<'_>,
    ) -> Result<OpenRun, AppError> {
        let mut open_run = match self {
            Self::Continue(open_run) => *open_run,
            Self::CreateOrAdopt(path) => adopted(&path)?,
            Self::Create(Some(path)) => fresh(RunDirectory::create(&path)?)?,
            Self::Create(None) => fresh(named_by_time(settings, &context.artifacts)?)?,
        };
        let resumed_from = match &open_run.checkpoint {
            Some(checkpoint) => Some(checkpoint.state()?.name().to_string()),
            None => None,
        };
        let record = &mut open_run.record;
        record.settings = settings.to_record();
        record.seed = settings.seed;
        record.hidden = settings.hidden.as_slice().to_vec();
        record.parameters = settings.hidden.parameters() as usize;
        record.hardware = opened.hardware.clone();
        record.machine = machine();
        record.software = context.software.clone();
        record.dataset = data.clone();
        record.begin_session(resumed_from);
        Ok(open_run)
    }
}

fn fresh(run: RunDirectory) -> Result<OpenRun, AppError> {
    Ok(OpenRun {
        lock: RunLock::acquire(&run)?,
        record: RunRecord::new(&run),
        checkpoint: None,
        run,
    })
}

/// Another process may have begun the run, and even ended it, while this one waited for the lock.
fn adopted(path: &Path) -> Result<OpenRun, AppError> {
    let open_run = fresh(RunDirectory::create_or_adopt(path)?)?;
    if open_run.run.record().exists() {
        let path = path.to_owned();
        return Err(RunError::Occupied { path }.into());
    }
    Ok(open_run)
}

fn named_by_time(settings: &Settings, artifacts: &Artifacts) -> Result<RunDirectory, AppError> {
    let backend = settings.backend.replace([':', '/', '\\'], "-");
    let id = format!("{}-{backend}", timestamp::compact());
    Ok(RunDirectory::create_named(&artifacts.runs(), &id)?)
}
