//! The burn-mnist command: parse, resolve, run, and turn what comes of it into an exit code.

mod arguments;
mod backend;
mod command;
mod digits;
mod environment;
mod failure;
mod guard;
mod interrupt;
mod logging;
mod output;
mod progress;
mod run_path;
mod saved;
mod settings;
mod suggestion;

use std::process::ExitCode;

use burn_mnist_training::StopSignal;
use clap::Parser;

use crate::arguments::{Arguments, Command};
use crate::command::Done;
use crate::failure::Failure;
use crate::logging::LogFile;

fn main() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => return arguments::explain(&error),
    };
    let stop = StopSignal::default();
    let log = LogFile::install();
    guard::install(stop.clone());
    let output = arguments.output();
    match guard::catch(|| run(arguments, &stop, &log), guard::internal_error) {
        Ok(Done::Completed) => ExitCode::SUCCESS,
        Ok(Done::Interrupted(code)) => ExitCode::from(code),
        Err(failure) => {
            tracing::error!("{}", failure.message);
            output.failure(&failure);
            ExitCode::from(failure.kind.exit_code())
        }
    }
}

fn run(arguments: Arguments, stop: &StopSignal, log: &LogFile) -> Result<Done, Failure> {
    let output = arguments.output();
    match arguments.command {
        Command::Train(train) => command::train::run(train, output, stop, log),
        Command::Evaluate(evaluate) => command::evaluate::run(evaluate, output),
        Command::Predict(predict) => command::predict::run(predict, output),
        Command::Data(data) => command::data::run(data, output),
        Command::Backends => command::backends::run(output),
        Command::Runs(runs) => command::runs::run(runs, output),
        Command::Completions { shell } => command::completions::run(shell, output),
    }
}
