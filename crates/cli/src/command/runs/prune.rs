//! `runs prune`: old checkpoints removed, once those that stay have been verified.

use burn_mnist_app::AppError;
use burn_mnist_app::runs::{PruneMode, Pruned, prune as prune_one};
use burn_mnist_run::{RunDirectory, RunError};

use crate::failure::Failure;
use crate::output::Output;

/// Keeps the newest `keep` whole checkpoints of each run and its best one.
pub fn prune(
    runs: &[RunDirectory],
    keep: usize,
    mode: PruneMode,
    output: Output,
) -> Result<(), Failure> {
    let mut pruned = Vec::new();
    for run in runs {
        match prune_one(run, keep, mode) {
            Ok(one) => pruned.push(one),
            Err(AppError::Run(error @ RunError::Locked { .. })) => {
                output.warn(format!("left alone: {error}"));
            }
            Err(error) => return Err(error.into()),
        }
    }
    output.result(pruned.as_slice(), render)
}

fn render(pruned: &[Pruned]) -> String {
    let mut text = String::new();
    for one in pruned {
        let would = if one.dry_run {
            "would remove"
        } else {
            "removed"
        };
        text += &format!(
            "{}: {would} {} of {} checkpoints, {} kB\n",
            one.run,
            one.removed.len(),
            one.removed.len() + one.kept.len(),
            one.freed_bytes / 1000
        );
    }
    text
}
