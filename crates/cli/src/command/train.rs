//! `train`: from settings to a finished run, be it begun, resumed or repeated.

pub mod change;
pub mod data;
pub mod launch;
mod page;
pub mod place;
pub mod plan;
mod repeat;
mod report;
pub mod resume;

use burn_mnist_run::record::Status;
use burn_mnist_run::{Pointer, RunDirectory};
use burn_mnist_training::{Display, Observer, StopSignal, TrainingError};

use self::launch::{Launch, cannot, open_log};
use self::plan::{Plan, Undertaking};
use super::Done;
use crate::arguments::{Train, unknown_variables};
use crate::backend::{self, BackendError, Selection};
use crate::failure::{Failure, Kind};
use crate::interrupt::Interrupts;
use crate::logging::LogFile;
use crate::output::Output;
use crate::progress::{Bars, Lines};

/// Trains, unless only the settings are asked for.
pub fn run(
    train: Train,
    output: Output,
    stop: &StopSignal,
    log: &LogFile,
) -> Result<Done, Failure> {
    let display = display(train.tui)?;
    for warning in unknown_variables() {
        output.warn(warning);
    }
    if train.print_config {
        return print_config(train, output);
    }
    let wanted = page::Wanted::of(&train);
    let Undertaking {
        mut settings,
        place,
        repeats,
    } = match plan::plan(train, output)? {
        Plan::Begin(undertaking) => *undertaking,
        Plan::Done(run, record) => {
            report::report(&run, &record, None, None, output)?;
            return Ok(Done::Completed);
        }
    };
    let (selection, opened) = backend::start(&settings.backend, output)?;
    settings.backend = selection.to_string();
    let data = data::prepare(&settings, output)?;
    if let Some((run, record)) = place.record().or(repeats.as_ref().map(|(run, r)| (run, r))) {
        data.check_same(&record.dataset, run)?;
    }

    let subject = page::Ingredients {
        device: opened.device.clone(),
        test: data.test.clone(),
    };
    let begun = place.enter(&settings, &opened, &data.record)?;
    let run = begun.run.clone();
    open_log(log, &run)?;
    tracing::info!("training on {selection} with seed {}", settings.seed);
    tracing::info!("data: {}", data.source());
    let interrupts =
        Interrupts::install(stop).map_err(|error| cannot("watch for signals".to_owned(), error))?;
    page::discard(&run, output);
    let launched = launch::launch(Launch {
        identity: settings.identity(),
        settings,
        opened,
        data,
        begun,
        observer: observer(output, display),
        display,
        stop: stop.clone(),
    })?;
    let record = launched.map_err(|error| explain(error, &run))?;
    let comparison = repeats.map(|(source, then)| repeat::compare(&source, &then, &run, &record));
    let page = subject.page(wanted, &run, &record, output);
    report::report(&run, &record, page, comparison.transpose()?, output)?;
    match record.status {
        Status::Interrupted => Ok(Done::Interrupted(interrupts.exit_code())),
        _ => Ok(Done::Completed),
    }
}

fn print_config(train: Train, output: Output) -> Result<Done, Failure> {
    let settings = plan::settings(
        train.asked.settings(),
        train.asked.config.as_deref(),
        output,
    )?;
    // A config may be written for another build, but not for a backend that nobody has.
    if let Err(error @ BackendError::Unknown { .. }) = Selection::parse(&settings.backend) {
        return Err(error.into());
    }
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

fn observer(output: Output, display: Display) -> Box<dyn Observer> {
    if display == Display::Observer && output.draws_progress() {
        Box::new(Bars::new(output))
    } else {
        let quiet = output.quiet || display != Display::Observer;
        Box::new(Lines::new(Output { quiet, ..output }))
    }
}

/// A failure that is not the recipe's own says how to go on once its cause is gone.
fn explain(error: TrainingError, run: &RunDirectory) -> Failure {
    let environment = matches!(error, TrainingError::Run(_) | TrainingError::Device { .. });
    let mut failure = Failure::from(error);
    let saved = Pointer::Latest.get(&run.checkpoints());
    if environment && failure.kind == Kind::Failure && saved.is_ok_and(|saved| saved.is_some()) {
        let before = failure.hint.map(|hint| format!("{hint}; then "));
        let root = run.root().display();
        failure.hint = Some(format!(
            "{}go on with `burn-mnist train --resume {root}`",
            before.unwrap_or_default()
        ));
    }
    failure
}
