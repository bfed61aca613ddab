//! `runs verify`: everything of a run read and checked, with what still works.

use burn_mnist_app::runs::{Verified, verify as verify_one};
use burn_mnist_run::RunDirectory;

use super::super::Done;
use crate::failure::Failure;
use crate::output::Output;

/// Verifies runs. Damage is a result of the command, not its failure.
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
        text += &format!("{}: {} of {all} checkpoints intact", first.run, whole.len());
        text += &match whole.last() {
            Some(newest) => format!(", newest {newest}\n"),
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
