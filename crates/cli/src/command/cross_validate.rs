//! `cross-validate`: a network for each fold of the training images, scored on the fold it did not see.

mod show;

use burn_mnist_app::cross_validate::{
    self, CrossValidationRequest, CrossValidationTarget, Folding,
};
use burn_mnist_app::experiment::Ending;
use burn_mnist_experiment::Scored;
use burn_mnist_training::StopSignal;

use super::Done;
use crate::arguments::{CrossValidate, unknown_variables};
use crate::events::Terminal;
use crate::failure::Failure;
use crate::logging::LogFile;
use crate::output::Output;

/// Does what is not yet done of a cross-validation, and shows what came of it.
pub fn run(
    arguments: CrossValidate,
    output: Output,
    stop: &StopSignal,
    log: &LogFile,
) -> Result<Done, Failure> {
    for warning in unknown_variables() {
        output.warn(warning);
    }
    let terminal = Terminal::of_training(output, stop, log);
    let done = cross_validate::cross_validate(request(arguments, output)?, &terminal.context())?;
    show::show(&done.directory, &done.plan, &done.results, output)?;
    Ok(match done.ending {
        Ending::Complete => Done::Completed,
        Ending::Interrupted => Done::Interrupted(terminal.interrupted_code()),
    })
}

fn request(arguments: CrossValidate, output: Output) -> Result<CrossValidationRequest, Failure> {
    let (options, config) = arguments.typed.layers(output)?;
    let target = match arguments.resume {
        Some(name) => CrossValidationTarget::Resume(name),
        None => CrossValidationTarget::New(Folding {
            folds: arguments.folds,
            seeds: arguments.seeds,
            scored: arguments.checkpoint.map(Scored::from).unwrap_or_default(),
            keep_runs: arguments.keep_runs,
        }),
    };
    Ok(CrossValidationRequest {
        target,
        options,
        config,
    })
}
