//! `runs`: finding runs, verifying them, removing old checkpoints.

mod prune;
mod verify;

use std::path::{Path, PathBuf};

use burn_mnist_run::layout::RUNS;
use burn_mnist_run::{RunDirectory, RunError, runs};

pub use self::prune::{PruneMode, Pruned, prune};
pub use self::verify::{Verified, verify};

use crate::error::AppError;

/// The run, checkpoint or weights file of this path or name; `latest` is the run that began last.
///
/// # Errors
///
/// [`AppError::Run`] where there is no run to be the latest.
pub fn find(name: &Path) -> Result<PathBuf, AppError> {
    Ok(runs::store(RUNS).resolve(name).map_err(RunError::from)?)
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
