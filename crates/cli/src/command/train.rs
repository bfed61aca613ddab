//! `train`: from settings to a finished run.

mod report;

use std::path::Path;

use burn_mnist_data::{DigitSet, Digits, Splits, split};
use burn_mnist_model::Weights;
use burn_mnist_run::layout::RUNS;
use burn_mnist_run::record::{DatasetRecord, Status};
use burn_mnist_run::{RunDirectory, RunRecord, timestamp};
use burn_mnist_training::{Display, Job, Observer, StopSignal};

use super::Done;
use crate::arguments::Train;
use crate::backend::{self, BackendError, Opened, Selection};
use crate::failure::{Failure, Kind};
use crate::interrupt::Interrupts;
use crate::logging::LogFile;
use crate::output::Output;
use crate::progress::{Bars, Lines};
use crate::settings::Settings;
use crate::{digits, environment, guard};

/// Trains, unless only the settings are asked for.
pub fn run(
    train: Train,
    output: Output,
    stop: &StopSignal,
    log: &LogFile,
) -> Result<Done, Failure> {
    let display = display(train.tui)?;
    for warning in Settings::unknown_variables() {
        output.warn(warning);
    }
    let given_directory = train.options.data_dir.is_some();
    let mut settings = Settings::resolve(train.options, train.config.as_deref())?;
    if given_directory && settings.data_dir.is_none() {
        output.note("synthetic digits come from no directory: --data-dir is not used");
    }
    if train.print_config {
        // A config may be written for another build, but not for a backend that nobody has.
        if let Err(error @ BackendError::Unknown { .. }) = Selection::parse(&settings.backend) {
            return Err(error.into());
        }
        let toml = settings.to_toml()?;
        return output.result(&settings, |_| toml).map(|()| Done::Completed);
    }
    let (selection, opened) = backend::start(&settings.backend, output)?;
    settings.backend = selection.to_string();

    let digits = digits::load(settings.dataset, settings.data_dir.clone(), output)?;
    let (splits, test) = split_up(&digits, &settings)?;
    let dataset = dataset_record(&digits, &splits, &test, &settings);
    let run = directory(&settings)?;
    log.open(&run.log()).map_err(|error| {
        Failure::new(
            Kind::Failure,
            format!("cannot write {}: {error}", run.log().display()),
        )
    })?;
    tracing::info!(
        "training on {selection} with seed {}: {}",
        settings.seed,
        digits.source
    );
    let interrupts = Interrupts::install(stop).map_err(|error| {
        Failure::new(Kind::Failure, format!("cannot watch for signals: {error}"))
    })?;

    let job = Job {
        recipe: settings.recipe(),
        splits,
        test,
        record: record(&run, &settings, &opened, dataset),
        device: opened.device,
        run: run.clone(),
        config_toml: settings.to_toml()?,
        observer: observer(output, display),
        stop: stop.clone(),
        display,
    };
    let record = guard::catch(
        || Ok(burn_mnist_training::train(job)?),
        |message| record_panic(&run, message),
    )?;
    report::report(&run, &record, output)?;
    match record.status {
        Status::Interrupted => Ok(Done::Interrupted(interrupts.exit_code())),
        _ => Ok(Done::Completed),
    }
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

fn split_up(digits: &Digits, settings: &Settings) -> Result<(Splits, DigitSet), Failure> {
    let splits = split::split(&digits.train, settings.validation, settings.seed)?;
    let limit = settings.limit.unwrap_or(usize::MAX);
    let splits = Splits {
        train: splits.train.first(limit),
        validation: splits.validation.first(limit),
    };
    Ok((splits, digits.test.first(limit)))
}

fn directory(settings: &Settings) -> Result<RunDirectory, Failure> {
    Ok(match &settings.out {
        Some(out) => RunDirectory::create(out)?,
        None => {
            let backend = settings.backend.replace([':', '/', '\\'], "-");
            RunDirectory::create_named(
                Path::new(RUNS),
                &format!("{}-{backend}", timestamp::compact()),
            )?
        }
    })
}

fn dataset_record(
    digits: &Digits,
    splits: &Splits,
    test: &DigitSet,
    settings: &Settings,
) -> DatasetRecord {
    DatasetRecord {
        name: settings.dataset.name().to_owned(),
        source: digits.source.clone(),
        train_sha256: digits.train.sha256(),
        test_sha256: digits.test.sha256(),
        train_count: splits.train.len(),
        validation_count: splits.validation.len(),
        test_count: test.len(),
        limit: settings.limit,
    }
}

fn record(
    run: &RunDirectory,
    settings: &Settings,
    opened: &Opened,
    dataset: DatasetRecord,
) -> RunRecord {
    RunRecord {
        seed: settings.seed,
        hidden: settings.hidden,
        parameters: Weights::zeros(settings.hidden).parameters(),
        hardware: opened.hardware.clone(),
        machine: environment::machine(),
        software: environment::software(),
        dataset,
        ..RunRecord::new(run)
    }
}

/// A panic left `run.json` saying that the run goes on; put it right.
fn record_panic(run: &RunDirectory, message: String) -> Failure {
    if let Ok(mut record) = RunRecord::read(run) {
        record.status = Status::Failed;
        record.reason = Some(message.clone());
        record.finished_at = Some(timestamp::now());
        if let Err(error) = record.write(run) {
            tracing::error!("{error}");
        }
    }
    guard::internal_error(message).hint(format!(
        "earlier checkpoints are whole; see {}",
        run.log().display()
    ))
}
