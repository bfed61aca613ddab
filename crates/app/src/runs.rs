//! `runs`: finding, listing, comparing and labelling runs, verifying them, removing old checkpoints.

mod compare;
pub(crate) mod error;
mod label;
mod list;
mod prune;
mod verify;

use std::path::{Path, PathBuf};

use burn_mnist_run::store::LATEST;
use burn_mnist_run::timestamp::Timestamp;
use burn_mnist_run::{Artifacts, RunDirectory, RunError, RunRecord, runs};

pub use self::compare::{
    AccuracyDifference, ComparedRun, Comparison, DifferenceFigures, DifferentSetting, compare,
};
pub use self::error::RunLookupError;
pub use self::label::relabel;
pub use self::list::{Filter, Listed, ListedRun, Order, SortKey, list};
pub use self::prune::{PruneMode, Pruned, prune};
pub use self::verify::{Verified, verify};

use crate::error::AppError;

/// The run, checkpoint or weights file that is meant: a path, `latest` (the run that started last), the name of a run's
/// directory, or the name that a user gave a run.
///
/// # Errors
///
/// [`AppError::Run`] if there is no run that could be the latest; [`AppError::RunLookup`] if nothing has this name, or
/// several runs have it.
pub fn find(typed: &Path, artifacts: &Artifacts) -> Result<PathBuf, AppError> {
    let home = artifacts.runs();
    if typed == Path::new(LATEST) && !typed.exists() {
        return latest(artifacts);
    }
    let found = runs::store(&home).resolve(typed).map_err(RunError::from)?;
    let Some(name) = typed.to_str().filter(|_| typed.components().count() == 1) else {
        return Ok(found);
    };
    if found.exists() {
        return Ok(found);
    }
    let mut named = with_name(name, artifacts)?;
    match (named.pop(), named.is_empty()) {
        (Some(run), true) => Ok(run),
        (Some(run), false) => {
            named.push(run);
            Err(RunLookupError::Ambiguous {
                name: name.to_owned(),
                runs: named,
            }
            .into())
        }
        // What looks like a file is reported as one that is missing.
        (None, _) if typed.extension().is_some() => Ok(found),
        (None, _) => Err(RunLookupError::NotFound {
            name: typed.to_owned(),
            home: std::path::absolute(&home).unwrap_or(home),
        }
        .into()),
    }
}

/// The runs that a user gave this name.
pub(crate) fn with_name(name: &str, artifacts: &Artifacts) -> Result<Vec<PathBuf>, AppError> {
    let runs = artifacts.all_runs()?.into_iter();
    let has_name = |run: &RunDirectory| {
        RunRecord::read(run).is_ok_and(|record| record.name.as_deref() == Some(name))
    };
    Ok(runs
        .filter(has_name)
        .map(|run| run.root().to_owned())
        .collect())
}

/// The run that started last, of those in the directory of runs and those elsewhere.
fn latest(artifacts: &Artifacts) -> Result<PathBuf, AppError> {
    let started = |run: &RunDirectory| {
        let record = RunRecord::read(run).ok()?;
        Some((Timestamp::parse(&record.started_at)?, run.root().to_owned()))
    };
    match artifacts.all_runs()?.iter().filter_map(started).max() {
        Some((_, root)) => Ok(root),
        // The store's error says where it looked and what it could not read.
        None => Ok(runs::store(artifacts.runs())
            .latest()
            .map_err(RunError::from)?),
    }
}

/// The runs of these names, or all runs in `home` if none is named.
///
/// # Errors
///
/// As [`find`].
pub fn named(
    names: &[PathBuf],
    home: &Path,
    artifacts: &Artifacts,
) -> Result<Vec<RunDirectory>, AppError> {
    if names.is_empty() {
        return Ok(RunDirectory::list(home)?);
    }
    let found = names
        .iter()
        .map(|name| Ok(RunDirectory::open(&find(name, artifacts)?)?));
    found.collect()
}
