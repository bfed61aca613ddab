//! `runs`: finding runs, verifying them, removing old checkpoints.

mod prune;
mod verify;

use std::path::{Path, PathBuf};

use burn_mnist_run::layout::RUNS;
use burn_mnist_run::{RunDirectory, RunError, RunRecord};

pub use self::prune::{Pruned, PruneMode, prune};
pub use self::verify::{Verified, verify};

use crate::error::AppError;

/// The run, checkpoint or weights file of this path or name; `latest` is the run that began last.
///
/// # Errors
///
/// [`AppError::Run`] where there is no run to be the latest.
pub fn find(name: &Path) -> Result<PathBuf, AppError> {
    if name.exists() {
        return Ok(name.to_owned());
    }
    if name == Path::new("latest") {
        return latest(Path::new(RUNS));
    }
    let named = Path::new(RUNS).join(name);
    Ok(match named.exists() {
        true => named,
        false => name.to_owned(),
    })
}

/// The runs of these names, or all under `home` where none is named.
///
/// # Errors
///
/// [`AppError::Run`].
pub fn named(names: &[PathBuf], home: &Path) -> Result<Vec<RunDirectory>, AppError> {
    if names.is_empty() {
        return Ok(RunDirectory::list(home)?);
    }
    let found = names
        .iter()
        .map(|name| Ok(RunDirectory::open(&find(name)?)?));
    found.collect()
}

fn latest(runs: &Path) -> Result<PathBuf, AppError> {
    let newest = RunDirectory::list(runs)?
        .into_iter()
        .filter_map(|run| Some((RunRecord::read(&run).ok()?.started_at, run)))
        .max_by(|a, b| (&a.0, a.1.root()).cmp(&(&b.0, b.1.root())));
    match newest {
        Some((_, run)) => Ok(run.root().to_owned()),
        None => Err(RunError::Missing {
            what: "run",
            path: runs.to_owned(),
            hint: "`burn-mnist train` makes one".to_owned(),
        }
        .into()),
    }
}
