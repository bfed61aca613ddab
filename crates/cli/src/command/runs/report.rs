//! `runs report`: the page of any run, from its record and a fresh look at its network.

use std::path::{Path, PathBuf};

use burn_mnist_data::DigitSet;
use burn_mnist_run::record::Status;
use burn_mnist_run::{RunDirectory, RunLock, RunRecord};
use serde::Serialize;

use crate::arguments::Report;
use crate::backend;
use crate::failure::{Failure, Kind};
use crate::output::Output;
use crate::run_page::{Look, Subject};
use crate::settings::{Options, Settings};
use crate::{digits, new_file, run_path};

/// What `--format json` says of a page.
#[derive(Debug, Serialize)]
struct Written {
    run: String,
    report: String,
    bytes: usize,
}

/// Makes the page of one run. A network or data that cannot be had is told on the page, which shows the rest.
pub fn report(arguments: &Report, output: Output) -> Result<(), Failure> {
    let run = RunDirectory::open(&run_path::find(&arguments.run)?)?;
    // Before the lock, which would make a killed run look as if it were running.
    let record = RunRecord::observe(&run)?;
    let place = Place::of(arguments, &run)?;
    let look = look(arguments, &run, &record, output)?;
    let html = Subject::new(&run, record, look)?.to_html();
    let path = place.write(&run, &html)?;
    let written = Written {
        run: run.root().display().to_string(),
        report: path.display().to_string(),
        bytes: html.len(),
    };
    output.result(&written, |written| written.report.clone())
}

/// Where the page goes.
enum Place<'a> {
    /// Into the run, which nobody else writes meanwhile.
    Run(RunLock),
    /// To a file of the user's.
    File { path: &'a Path, force: bool },
}

impl<'a> Place<'a> {
    /// As the flags say; a place that cannot be written is refused before any work is done.
    fn of(arguments: &'a Report, run: &RunDirectory) -> Result<Self, Failure> {
        let force = arguments.force;
        match &arguments.out {
            None => Ok(Self::Run(RunLock::acquire(run)?)),
            Some(path) => {
                new_file::check(path, force)?;
                Ok(Self::File { path, force })
            }
        }
    }

    fn write(self, run: &RunDirectory, html: &str) -> Result<PathBuf, Failure> {
        match self {
            Self::Run(lock) => {
                run.write_report(html, &lock)?;
                Ok(run.report())
            }
            Self::File { path, force } => {
                new_file::write(path, html.as_bytes(), force)?;
                Ok(path.to_owned())
            }
        }
    }
}

/// What the network does, or why that cannot be told. A backend that is not to be had is the user's to change.
fn look(
    arguments: &Report,
    run: &RunDirectory,
    record: &RunRecord,
    output: Output,
) -> Result<Result<Look, String>, Failure> {
    let (_, opened) = backend::start(&arguments.backend, output)?;
    let looked = || -> Result<Look, Failure> {
        let test = match record.status {
            Status::Completed => Some(test_set(record, arguments.data_dir.as_deref(), output)?),
            // Until a run has ended, nothing about the test set may be learnt from it.
            Status::Running | Status::Killed | Status::Interrupted | Status::Failed => None,
        };
        Look::at(run, &opened.device, test.as_ref())
    };
    Ok(looked().map_err(|failure| {
        output.warn(format!(
            "the page is without its network: {}",
            failure.message
        ));
        failure.message
    }))
}

/// The images that the run was tested on.
fn test_set(
    record: &RunRecord,
    data_dir: Option<&Path>,
    output: Output,
) -> Result<DigitSet, Failure> {
    let asked = Options {
        data_dir: data_dir.map(Path::to_owned),
        ..Options::default()
    };
    let settings = Settings::resolve(asked.or(Options::from_record(&record.settings)?), None)?;
    let digits = digits::load(settings.dataset, settings.data_dir, output)?;
    let (expected, found) = (&record.dataset.test_sha256, digits.test.sha256());
    if *expected != found {
        let source = digits.source;
        let message = format!("{source}: not the test set of the run");
        return Err(Failure {
            expected: Some(expected.clone()),
            found: Some(found),
            ..Failure::new(Kind::Data, message)
        });
    }
    Ok(digits
        .test
        .first(record.dataset.limit.unwrap_or(usize::MAX)))
}
