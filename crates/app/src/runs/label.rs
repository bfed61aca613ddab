//! The name, the tags and the note of a run that is there already.

use burn_mnist_run::{LabelChange, RunDirectory, RunLock, RunRecord};

use crate::error::AppError;

/// Changes what a user calls a run, and returns its record.
///
/// # Errors
///
/// [`AppError::Run`], with `Locked` while another process trains it.
pub fn relabel(run: &RunDirectory, change: &LabelChange) -> Result<RunRecord, AppError> {
    let _lock = RunLock::acquire(run)?;
    let mut record = RunRecord::read(run)?;
    record.relabel(change);
    record.write(run)?;
    Ok(record)
}
