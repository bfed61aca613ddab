//! `sweep`: points of a space of settings, each trained with several seeds, and how they stand to each other.

mod axes;
mod draw_up;
mod show;

use burn_mnist_experiment::{ExperimentDirectory, Plan, Shard, Trial};
use burn_mnist_run::RunDirectory;
use burn_mnist_settings::{PartialSettings, Settings};
use burn_mnist_training::StopSignal;

use super::Done;
use super::experiment::{Ended, Experiment, Purpose, Session, base, check_images, free_options};
use super::train::data::{Loaded, Prepared};
use crate::arguments::{Space, Sweep, SweepAction, unknown_variables};
use crate::backend;
use crate::failure::Failure;
use crate::logging::LogFile;
use crate::output::Output;

/// Does the trials of a sweep, or shows what came of them.
pub fn run(
    sweep: Sweep,
    output: Output,
    stop: &StopSignal,
    log: &LogFile,
) -> Result<Done, Failure> {
    if let Some(SweepAction::Report { sweeps }) = sweep.action {
        show::merged(&sweeps, output)?;
        return Ok(Done::Completed);
    }
    for warning in unknown_variables() {
        output.warn(warning);
    }
    let space = sweep.space;
    let (begun, mut plan) = planned(&space, output)?;
    let here = free_options(&space.asked.settings());
    let base = base(&plan, &here)?;
    let (selection, opened) = backend::start(&base.backend, output)?;
    let here = PartialSettings {
        backend: Some(selection.to_string()),
        ..here
    };
    let images = Images(Loaded::load(&base, output)?);
    let directory = match begun {
        Some(directory) => directory,
        None => {
            plan.train_sha256 = images.0.train_sha256().to_owned();
            Purpose::Sweep.begin(space.asked.settings().out.as_ref(), space.shard, &plan)?
        }
    };
    check_images(&directory, &plan, images.0.train_sha256())?;
    output.note(format!("sweep {}", directory.root().display()));
    let session = Session {
        directory: &directory,
        plan: &plan,
        shard: space.shard.unwrap_or(Shard::WHOLE),
        command: command(&directory, space.shard),
        opened: &opened,
        here: &here,
        output,
        stop,
        log,
    };
    let ended = session.run(&images)?;
    show::standing(&directory, &plan, &directory.results()?, output)?;
    Ok(match ended {
        Ended::Whole => Done::Completed,
        Ended::Interrupted(code) => Done::Interrupted(code),
    })
}

/// What was planned in a directory, or what is planned now and has none yet.
fn planned(space: &Space, output: Output) -> Result<(Option<ExperimentDirectory>, Plan), Failure> {
    match &space.resume {
        Some(typed) => {
            let asked = space.asked.layered()?;
            let (directory, plan) = Purpose::Sweep.take_up(typed, &asked)?;
            Ok((Some(directory), plan))
        }
        None => Ok((None, draw_up::plan(space, output)?)),
    }
}

/// What goes on with the sweep.
fn command(directory: &ExperimentDirectory, shard: Option<Shard>) -> String {
    let shard = shard.map(|shard| format!(" --shard {shard}"));
    let root = directory.root().display();
    format!(
        "burn-mnist sweep --resume {root}{}",
        shard.unwrap_or_default()
    )
}

/// Each trial has the split of its seed.
struct Images(Loaded);

impl Experiment for Images {
    fn images(&self, _: &Trial, settings: &Settings) -> Result<Prepared, Failure> {
        self.0.part(settings)
    }

    fn conclude(&self, _: &Trial, _: &RunDirectory) -> Result<(), Failure> {
        Ok(())
    }
}
