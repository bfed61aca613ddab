//! Everything of a run read and checked.

use burn_mnist_diagnostic::message;
use burn_mnist_run::verify::verify as look_over;
use burn_mnist_run::{Checkpoint, RunDirectory};
use burn_mnist_training::check_checkpoint;
use serde::Serialize;

use crate::error::AppError;

/// A checkpoint, or a file beside the checkpoints, and what is wrong with it.
#[derive(Debug, Serialize)]
pub struct Verified {
    /// The run.
    pub run: String,
    /// The checkpoint's name; null for a file beside the checkpoints.
    pub checkpoint: Option<String>,
    /// The file's name; null for a checkpoint.
    pub file: Option<String>,
    /// Whether it can be used.
    pub valid: bool,
    /// What is wrong with it.
    pub problem: Option<String>,
}

/// Verifies all files of a run.
///
/// # Errors
///
/// [`AppError::Run`] if its directory cannot be read; damage is a result, not an error.
pub fn verify(run: &RunDirectory) -> Result<Vec<Verified>, AppError> {
    let found = look_over(run)?;
    let entry = |checkpoint, file, problem: Option<String>| Verified {
        run: run.root().display().to_string(),
        checkpoint,
        file,
        valid: problem.is_none(),
        problem,
    };
    let files = found.files.into_iter().map(|file| {
        let name = file.path.file_name().unwrap_or_default().to_string_lossy();
        let problem = file.problem.map(|error| error.to_string());
        entry(None, Some(name.into_owned()), problem)
    });
    let checkpoints = found.checkpoints.into_iter().map(|(name, read)| {
        let check = |checkpoint: Checkpoint| Ok(check_checkpoint(&checkpoint)?);
        let checked = read.map_err(AppError::from).and_then(check);
        let problem = checked.err().map(|error: AppError| message(&error));
        entry(Some(name.to_string()), None, problem)
    });
    Ok(files.chain(checkpoints).collect())
}
