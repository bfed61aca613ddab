//! `runs`: finding runs, verifying them, removing old checkpoints.

pub(crate) mod error;
mod prune;
mod verify;

use std::path::{Path, PathBuf};

use burn_mnist_run::{Artifacts, RunDirectory, RunError, runs};

pub use self::error::RunLookupError;
pub use self::prune::{PruneMode, Pruned, prune};
pub use self::verify::{Verified, verify};

use crate::error::AppError;

/// The run, checkpoint or weights file of this path or name; `latest` is the run that started last.
///
/// # Errors
///
/// [`AppError::Run`] if there is no run that could be the latest, [`AppError::RunLookup`] if nothing has this name.
pub fn find(typed: &Path, artifacts: &Artifacts) -> Result<PathBuf, AppError> {
    let home = artifacts.runs();
    let found = runs::store(&home).resolve(typed).map_err(RunError::from)?;
    if !found.exists() && is_name(typed) {
        return Err(RunLookupError::NotFound {
            name: typed.to_owned(),
            home: std::path::absolute(&home).unwrap_or(home),
        }
        .into());
    }
    Ok(found)
}

/// Whether `typed` has no directory in it, so that it may be meant as a name.
fn is_name(typed: &Path) -> bool {
    typed.components().count() == 1 && typed.extension().is_none()
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
