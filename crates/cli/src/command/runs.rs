//! `runs`: what runs there are, what they hold, whether it is whole, and what of it can go.

mod list;
mod metrics;
mod prune;
mod report;
mod show;
mod verify;

use burn_mnist_app::runs::{PruneMode, named};

use super::Done;
use crate::arguments::{Runs, RunsAction};
use crate::failure::Failure;
use crate::output::Output;

/// Does what was asked with the runs.
pub fn run(runs: Runs, output: Output) -> Result<Done, Failure> {
    match runs.action {
        RunsAction::List { dir } => list::list(&dir, output)?,
        RunsAction::Show { run } => show::show(&run, output)?,
        RunsAction::Metrics { run } => metrics::metrics(&run, output)?,
        RunsAction::Report(report) => report::report(&report, output)?,
        RunsAction::Verify { runs, dir } => return verify::verify(&named(&runs, &dir)?, output),
        RunsAction::Prune(prune) => {
            // What removes things does not guess which.
            if prune.runs.is_empty() && !prune.all {
                return Err(Failure::usage("name the runs to prune, or say --all"));
            }
            let runs = named(&prune.runs, &prune.dir)?;
            let mode = match prune.dry_run {
                true => PruneMode::DryRun,
                false => PruneMode::Remove,
            };
            prune::prune(&runs, prune.keep, mode, output)?;
        }
    }
    Ok(Done::Completed)
}
