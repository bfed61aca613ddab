//! `runs`: what runs there are, what they hold, whether it is whole, and what of it can go.

mod label;
mod list;
mod metrics;
mod prune;
mod report;
mod show;
mod verify;

use std::path::PathBuf;

use burn_mnist_app::runs::{PruneMode, named};

use super::Done;
use crate::arguments::{Runs, RunsAction};
use crate::artifacts::artifacts;
use crate::failure::Failure;
use crate::output::Output;

/// Does what was asked with the runs.
pub fn run(runs: Runs, output: Output) -> Result<Done, Failure> {
    match runs.action {
        RunsAction::List(arguments) => list::list(arguments, output)?,
        RunsAction::Show { runs } => show::show(&runs, output)?,
        RunsAction::Label { run, changes } => label::label(&run, &changes.into(), output)?,
        RunsAction::Metrics { run } => metrics::metrics(&run, output)?,
        RunsAction::Report(report) => report::report(&report, output)?,
        RunsAction::Verify { runs, dir } => {
            return verify::verify(&named(&runs, &home(dir), &artifacts())?, output);
        }
        RunsAction::Prune(prune) => {
            // What removes things does not guess which.
            if prune.runs.is_empty() && !prune.all {
                return Err(Failure::usage("name the runs to prune, or give --all"));
            }
            let runs = named(&prune.runs, &home(prune.dir), &artifacts())?;
            let mode = match prune.dry_run {
                true => PruneMode::DryRun,
                false => PruneMode::Remove,
            };
            prune::prune(&runs, prune.keep, mode, output)?;
        }
    }
    Ok(Done::Completed)
}

/// The directory of runs that was named, or the one in the artifacts directory.
fn home(named: Option<PathBuf>) -> PathBuf {
    named.unwrap_or_else(|| artifacts().runs())
}
