//! `train`: what was typed becomes a request, and what came of it a report.

mod repetition;
mod report;

use std::path::Path;

use burn_mnist_app::train::{self, PagePolicy, Target, TrainRequest};
use burn_mnist_run::record::Status;
use burn_mnist_training::{Display, Observer, StopSignal};

use super::Done;
use crate::arguments::{Train, unknown_variables};
use crate::events::Terminal;
use crate::failure::Failure;
use crate::logging::LogFile;
use crate::output::Output;
use crate::progress::{Bars, Lines, Recorder};

/// Trains, unless only the settings are asked for.
pub fn run(
    arguments: Train,
    output: Output,
    stop: &StopSignal,
    log: &LogFile,
) -> Result<Done, Failure> {
    let display = display(arguments.tui)?;
    for warning in unknown_variables() {
        output.warn(warning);
    }
    let terminal = Terminal::of_training(output, stop, log);
    if arguments.print_config {
        return print_config(arguments, &terminal, output);
    }
    let recorder = Recorder::default();
    let request = request(arguments, output, display, &recorder)?;
    let trained = train::train(request, &terminal.context());
    // The dashboard has left the screen.
    recorder.show(&Lines::new(output));
    let trained = trained?;
    report::report(&trained, output)?;
    Ok(match trained.record.status {
        Status::Interrupted => Done::Interrupted(terminal.interrupted_code()),
        _ => Done::Completed,
    })
}

fn request(
    arguments: Train,
    output: Output,
    display: Display,
    recorder: &Recorder,
) -> Result<TrainRequest, Failure> {
    let (options, config) = arguments.typed.layers(output)?;
    Ok(TrainRequest {
        target: target(&arguments),
        options,
        config,
        label: arguments.label.clone().into(),
        mnist: arguments.typed.mnist_policy(),
        page: match arguments.no_report {
            true => PagePolicy::Omit,
            false => PagePolicy::Write,
        },
        observer: observer(output, display, recorder),
        display,
    })
}

fn target(arguments: &Train) -> Target {
    match (&arguments.resume, &arguments.repeat) {
        (Some(run), _) if run == Path::new("auto") => Target::ResumeOrBegin,
        (Some(run), _) => Target::Resume(run.clone()),
        (None, Some(run)) => Target::Repeat(run.clone()),
        (None, None) => Target::New,
    }
}

fn print_config(
    arguments: Train,
    terminal: &Terminal<'_>,
    output: Output,
) -> Result<Done, Failure> {
    let (options, config) = arguments.typed.layers(output)?;
    let settings = train::resolve(options, config.as_deref(), &terminal.context())?;
    let toml = settings.to_toml()?;
    output.result(&settings, |_| toml).map(|()| Done::Completed)
}

fn display(tui: bool) -> Result<Display, Failure> {
    match tui {
        false => Ok(Display::Observer),
        #[cfg(feature = "tui")]
        true if std::io::IsTerminal::is_terminal(&std::io::stdout()) => Ok(Display::Dashboard),
        #[cfg(feature = "tui")]
        true => Err(Failure::usage("--tui needs a terminal on standard output")),
        #[cfg(not(feature = "tui"))]
        true => Err(Failure::usage("--tui is not compiled into this program")
            .hint("build with --features tui")),
    }
}

#[cfg_attr(
    not(feature = "tui"),
    expect(
        unused_variables,
        reason = "only a dashboard hides the lines of epochs"
    )
)]
fn observer(output: Output, display: Display, recorder: &Recorder) -> Box<dyn Observer> {
    match display {
        Display::Observer if output.draws_progress() => Box::new(Bars::new(output)),
        Display::Observer => Box::new(Lines::new(output)),
        #[cfg(feature = "tui")]
        Display::Dashboard => Box::new(recorder.clone()),
    }
}
