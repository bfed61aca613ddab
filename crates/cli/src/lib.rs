//! The burn-mnist command: parse, resolve, run, and turn the result into an exit code.
//!
//! A library only so that `main.rs` and the fuzz targets can both reach it.

mod advice;
mod arguments;
mod artifacts;
mod bar;
mod calibration;
mod command;
mod comparison;
mod environment;
mod events;
mod failure;
mod input;
mod interrupt;
mod invocation;
mod logging;
mod output;
mod progress;
mod style;
mod suggestion;
mod table;
mod width;

use std::process::ExitCode;
use std::time::Instant;

use burn_mnist_app::duration;
use burn_mnist_backend::guard;
use burn_mnist_run::Artifacts;
use burn_mnist_training::StopSignal;

use crate::arguments::{Arguments, Command};
use crate::command::Done;
use crate::failure::{Failure, Kind, internal_error};
use crate::logging::LogFile;

/// Exit code of `compare diff` where something became slower.
const REGRESSED: u8 = 6;

/// The stack size of a main thread.
const STACK_BYTES: usize = 8 * 1024 * 1024;

/// The program.
///
/// It runs on a thread of the pool that the backends share their work out to: another thread would have
/// to be put to sleep and woken for every share.
pub fn main() -> ExitCode {
    command::completions::answer();
    // If the pool cannot be configured, the default one is used.
    let _ = rayon::ThreadPoolBuilder::new()
        .stack_size(STACK_BYTES)
        .build_global();
    rayon::scope(|_| program())
}

fn program() -> ExitCode {
    let started = Instant::now();
    let arguments = match Arguments::from_command_line() {
        Ok(arguments) => arguments,
        Err(error) => return arguments::reject(&error),
    };
    interrupt::survive_limits();
    let stop = StopSignal::default();
    let log = LogFile::install();
    // A run whose other threads panic ends.
    let ending = stop.clone();
    guard::install(move |message| ending.fail(message.to_owned()));
    let output = arguments.output();
    artifacts::set(Artifacts::new(arguments.artifacts.clone()));
    if let Command::Worker(worker) = &arguments.command {
        return command::worker::run(worker, started);
    }
    match guard::catch(|| run(arguments, &stop, &log), internal_error) {
        Ok(Done::Completed) => ExitCode::SUCCESS,
        Ok(Done::Interrupted(code)) => ExitCode::from(code),
        Ok(Done::Damaged) => ExitCode::from(failure::exit_code(Kind::Checkpoint)),
        Ok(Done::Flawed) => ExitCode::from(failure::exit_code(Kind::Data)),
        Ok(Done::Regressed) => ExitCode::from(REGRESSED),
        Err(failure) => {
            tracing::error!("{}", failure.message);
            output.failure(&failure);
            ExitCode::from(failure::exit_code(failure.kind))
        }
    }
}

fn run(arguments: Arguments, stop: &StopSignal, log: &LogFile) -> Result<Done, Failure> {
    let output = arguments.output();
    arguments.command.check_format(output.format)?;
    match arguments.command {
        Command::Train(train) => command::train::run(*train, output, stop, log),
        Command::Sweep(sweep) => command::sweep::run(*sweep, output, stop, log),
        Command::CrossValidate(cross) => command::cross_validate::run(*cross, output, stop, log),
        Command::Evaluate(evaluate) => command::evaluate::run(evaluate, output),
        Command::Predict(predict) => command::predict::run(predict, output),
        Command::Explain(explain) => command::explain::run(explain, output),
        Command::Data(data) => command::data::run(data, output),
        Command::Backends => command::backends::run(output),
        Command::Runs(runs) => command::runs::run(runs, output),
        Command::Compare(compare) => command::compare::run(*compare, output, stop),
        // Handled before anything is installed that a worker does not need.
        Command::Worker(_) => Ok(Done::Completed),
        Command::Completions { shell } => command::completions::run(shell, output),
        Command::Man { out } => command::man::run(&out, output),
    }
}
