//! `runs verify`: everything of a run read and checked, with what still works.

use burn_mnist_run::verify::verify as look_over;
use burn_mnist_run::{Checkpoint, RunDirectory};
use burn_mnist_training::check_checkpoint;
use serde::Serialize;

use super::super::Done;
use crate::failure::Failure;
use crate::output::Output;

/// What `--format json` says of each checkpoint, and of each other file.
#[derive(Debug, Serialize)]
struct Verified {
    run: String,
    /// The checkpoint's name; null for a file beside the checkpoints.
    checkpoint: Option<String>,
    /// The file's name; null for a checkpoint.
    file: Option<String>,
    valid: bool,
    problem: Option<String>,
}

/// Verifies runs; damage is no failure of the command, but of what it looked at.
pub fn verify(runs: &[RunDirectory], output: Output) -> Result<Done, Failure> {
    let mut verified = Vec::new();
    for run in runs {
        verified.extend(verify_one(run)?);
    }
    if verified.is_empty() {
        output.note("no runs to verify");
    }
    output.result(verified.as_slice(), render)?;
    match verified.iter().all(|one| one.valid) {
        true => Ok(Done::Completed),
        false => Ok(Done::Damaged),
    }
}

fn verify_one(run: &RunDirectory) -> Result<Vec<Verified>, Failure> {
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
        let checked = read.map_err(Failure::from).and_then(check);
        let problem = checked.err().map(|failure: Failure| failure.message);
        entry(Some(name.to_string()), None, problem)
    });
    Ok(files.chain(checkpoints).collect())
}

fn render(verified: &[Verified]) -> String {
    let mut text = String::new();
    for run in verified.chunk_by(|a, b| a.run == b.run) {
        let Some(first) = run.first() else { continue };
        let whole: Vec<&str> = run
            .iter()
            .filter(|one| one.valid)
            .filter_map(|one| one.checkpoint.as_deref())
            .collect();
        let all = run.iter().filter(|one| one.checkpoint.is_some()).count();
        text += &format!("{}: {} of {all} checkpoints whole", first.run, whole.len());
        text += &match whole.last() {
            Some(newest) => format!(", the newest {newest}\n"),
            None => "\n".to_owned(),
        };
        for damaged in run.iter().filter(|one| !one.valid) {
            let name = damaged.checkpoint.as_ref().or(damaged.file.as_ref());
            text += &format!(
                "  damaged: {}: {}\n",
                name.map_or("", String::as_str),
                damaged.problem.as_deref().unwrap_or_default()
            );
        }
    }
    text
}
