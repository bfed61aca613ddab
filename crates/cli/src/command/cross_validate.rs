//! `cross-validate`: a network for each fold of the training images, scored on the fold it did not see.

mod draw_up;
mod predictions;
mod show;

use burn_mnist_experiment::{ExperimentDirectory, Plan, Shard};
use burn_mnist_settings::PartialSettings;
use burn_mnist_training::StopSignal;

use self::predictions::HeldBack;
use super::Done;
use super::experiment::{Ended, Purpose, Session, base, check_images, free_options};
use super::train::data::Loaded;
use crate::arguments::{CrossValidate, unknown_variables};
use crate::backend;
use crate::failure::Failure;
use crate::logging::LogFile;
use crate::output::Output;

/// Does what is not yet done of a cross-validation, and shows what came of it.
pub fn run(
    cross: CrossValidate,
    output: Output,
    stop: &StopSignal,
    log: &LogFile,
) -> Result<Done, Failure> {
    for warning in unknown_variables() {
        output.warn(warning);
    }
    let (begun, mut plan) = planned(&cross, output)?;
    let here = free_options(&cross.asked.settings());
    let base = base(&plan, &here)?;
    let (selection, opened) = backend::start(&base.backend, output)?;
    let here = PartialSettings {
        backend: Some(selection.to_string()),
        ..here
    };
    let loaded = Loaded::load(&base, output)?;
    let train_sha256 = loaded.train_sha256().to_owned();
    let mut held_back = HeldBack::new(loaded, &plan, &base, opened.device.clone())?;
    let directory = match begun {
        Some(directory) => directory,
        None => {
            plan.train_sha256 = train_sha256.clone();
            Purpose::CrossValidation.begin(cross.asked.settings().out.as_ref(), None, &plan)?
        }
    };
    check_images(&directory, &plan, &train_sha256)?;
    held_back.keep_in(&directory);
    let root = directory.root().display();
    output.note(format!("cross-validation {root}"));
    let session = Session {
        directory: &directory,
        plan: &plan,
        shard: Shard::WHOLE,
        command: format!("burn-mnist cross-validate --resume {root}"),
        opened: &opened,
        here: &here,
        output,
        stop,
        log,
    };
    let ended = session.run(&held_back)?;
    if ended == Ended::Whole {
        directory.gather_predictions(&plan)?;
    }
    show::show(&directory, &plan, &directory.results()?, output)?;
    Ok(match ended {
        Ended::Whole => Done::Completed,
        Ended::Interrupted(code) => Done::Interrupted(code),
    })
}

/// What was planned in a directory, or what is planned now and has none yet.
fn planned(
    cross: &CrossValidate,
    output: Output,
) -> Result<(Option<ExperimentDirectory>, Plan), Failure> {
    match &cross.resume {
        Some(typed) => {
            let asked = cross.asked.layered()?;
            let (directory, plan) = Purpose::CrossValidation.take_up(typed, &asked)?;
            Ok((Some(directory), plan))
        }
        None => Ok((None, draw_up::plan(cross, output)?)),
    }
}
