//! `sweep`: points of a space of settings, each trained with several seeds, and how they stand to each other.

mod axes;
mod show;

use burn_mnist_app::experiment::Ending;
use burn_mnist_app::sweep::{self, SweepReport, SweepRequest, SweepTarget};
use burn_mnist_training::StopSignal;

use self::show::Rows;
use super::Done;
use crate::arguments::{Space, Sweep, SweepAction, unknown_variables};
use crate::artifacts::artifacts;
use crate::events::Terminal;
use crate::failure::Failure;
use crate::logging::LogFile;
use crate::output::Output;

/// Does the trials of a sweep, or shows what came of them.
pub fn run(
    arguments: Sweep,
    output: Output,
    stop: &StopSignal,
    log: &LogFile,
) -> Result<Done, Failure> {
    if let Some(SweepAction::Report { sweeps, trials }) = arguments.action {
        let rows = match trials {
            true => Rows::Trials,
            false => Rows::Points,
        };
        show::show(&SweepReport::read(&sweeps, &artifacts())?, rows, output)?;
        return Ok(Done::Completed);
    }
    for warning in unknown_variables() {
        output.warn(warning);
    }
    let terminal = Terminal::of_training(output, stop, log);
    let swept = sweep::sweep(request(arguments.space, output)?, &terminal.context())?;
    show::show(&swept.report, Rows::Points, output)?;
    Ok(match swept.ending {
        Ending::Complete => Done::Completed,
        Ending::Interrupted => Done::Interrupted(terminal.interrupted_code()),
    })
}

fn request(space: Space, output: Output) -> Result<SweepRequest, Failure> {
    let (options, config) = space.typed.layers(output)?;
    let target = match &space.resume {
        Some(name) => SweepTarget::Resume(name.clone()),
        None => SweepTarget::New(sweep::Space {
            axes: axes::axes(&space)?,
            random: space.random,
            seeds: space.seeds,
            keep_runs: space.keep_runs,
        }),
    };
    Ok(SweepRequest {
        target,
        options,
        config,
        shard: space.shard,
    })
}
