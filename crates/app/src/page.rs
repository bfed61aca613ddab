//! `report.html`: a run on one page, made of its record, its metrics and what its network predicts.

mod about;
mod calibration;
mod classes;
mod curves;
mod document;
mod epochs;
mod findings;
mod history;
mod mistakes;
pub mod overlay;
mod overview;
pub(crate) mod recipe;
pub(crate) mod reproduce;
mod result;
mod settings;
mod subject;
mod units;
pub(crate) mod words;

use std::fs;
use std::io::ErrorKind;
use std::path::PathBuf;
use std::time::Instant;

use burn::tensor::Device;
use burn_mnist_backend::guard;
use burn_mnist_data::DigitSet;
use burn_mnist_run::record::Status;
use burn_mnist_run::{RunDirectory, RunLock, RunRecord};
use burn_mnist_settings::{PartialSettings, Settings};

use self::document::page;
use self::findings::Findings;
use self::subject::Subject;
use crate::context::Context;
use crate::device::open_device;
use crate::error::AppError;
use crate::file::{self, Existing};
use crate::model::ModelRequestError;
use crate::notice::Notice;
use crate::{digits, runs};

/// Which run's page, and where it goes.
#[derive(Clone, Debug)]
pub struct PageRequest {
    /// The run, by path or name.
    pub run: PathBuf,
    /// Where the network is evaluated.
    pub backend: String,
    /// The directory of the run's digits, if they have moved.
    pub data_dir: Option<PathBuf>,
    /// Where the page goes.
    pub destination: PageDestination,
}

/// Where a page goes.
#[derive(Clone, Debug)]
pub enum PageDestination {
    /// Into the run.
    Run,
    /// To this file.
    File {
        /// Its path.
        path: PathBuf,
        /// What happens to a file that is there.
        existing: Existing,
    },
}

/// A page that was written.
#[derive(Clone, Debug)]
pub struct WrittenPage {
    /// The run.
    pub run: PathBuf,
    /// The page.
    pub path: PathBuf,
    /// Its length.
    pub bytes: usize,
}

/// Makes the page of one run. If its network or data are not available, the page says so and shows the rest.
///
/// # Errors
///
/// [`AppError`]: no such run, no such backend, a destination that cannot be written.
pub fn write_page(request: &PageRequest, context: &Context<'_>) -> Result<WrittenPage, AppError> {
    let run = RunDirectory::open(&runs::find(&request.run, &context.artifacts)?)?;
    // Before the lock, which would make a killed run look as if it were running.
    let record = RunRecord::observe(&run)?;
    let destination = Destination::of(&request.destination, &run)?;
    let findings = findings(request, &run, &record, context)?;
    let html = page(&Subject::new(&run, record, findings)?).to_html();
    Ok(WrittenPage {
        path: destination.write(&run, &html)?,
        run: run.root().to_owned(),
        bytes: html.len(),
    })
}

/// Where the page goes, held until it is written.
enum Destination {
    /// Into the run, which no other process writes meanwhile.
    Run(RunLock),
    /// To a file of the caller's.
    File(PathBuf, Existing),
}

impl Destination {
    /// A place that cannot be written is refused before any work is done.
    fn of(asked: &PageDestination, run: &RunDirectory) -> Result<Self, AppError> {
        match asked {
            PageDestination::Run => Ok(Self::Run(RunLock::acquire(run)?)),
            PageDestination::File { path, existing } => {
                file::check(path, *existing)?;
                Ok(Self::File(path.clone(), *existing))
            }
        }
    }

    fn write(self, run: &RunDirectory, html: &str) -> Result<PathBuf, AppError> {
        match self {
            Self::Run(lock) => {
                run.write_report(html, &lock)?;
                Ok(run.report())
            }
            Self::File(path, existing) => {
                file::write(&path, html.as_bytes(), existing)?;
                Ok(path)
            }
        }
    }
}

/// The findings on the network, or why there are none. A backend that is not available is an error.
fn findings(
    request: &PageRequest,
    run: &RunDirectory,
    record: &RunRecord,
    context: &Context<'_>,
) -> Result<Result<Findings, AppError>, AppError> {
    let (_, opened) = open_device(&request.backend, context)?;
    let find = || -> Result<Findings, AppError> {
        let test = match record.status {
            Status::Completed => Some(test_set(record, request.data_dir.clone(), context)?),
            // Until a run has ended, nothing about the test set may be learnt from it.
            Status::Running | Status::Killed | Status::Interrupted | Status::Failed => None,
        };
        Findings::of(run, &opened.device, test.as_ref(), context)
    };
    let found = find();
    if let Err(error) = &found {
        context.notice(Notice::PageWithoutNetwork(error));
    }
    Ok(found)
}

/// The images that the run was tested on.
fn test_set(
    record: &RunRecord,
    data_dir: Option<PathBuf>,
    context: &Context<'_>,
) -> Result<DigitSet, AppError> {
    let asked = PartialSettings {
        data_dir,
        ..PartialSettings::default()
    };
    let recorded = PartialSettings::from_record(&record.settings)?;
    let settings = Settings::resolve(asked.or(recorded), None)?;
    let digits = digits::load(settings.dataset, settings.data_dir, context)?;
    let (expected, found) = (&record.dataset.test_sha256, digits.test.sha256());
    if *expected != found {
        return Err(ModelRequestError::OtherTestSet {
            images: digits.source,
            expected: expected.clone(),
            found,
        }
        .into());
    }
    Ok(digits
        .test
        .first(record.dataset.limit.unwrap_or(usize::MAX)))
}

/// Removes the page of what the run was before it went on.
pub(crate) fn discard(run: &RunDirectory, context: &Context<'_>) {
    match fs::remove_file(run.report()) {
        Err(error) if error.kind() != ErrorKind::NotFound => {
            let path = run.report();
            context.notice(Notice::PageNotRemoved { path, error });
        }
        _ => {}
    }
}

/// Writes the page of a run that has just completed, after its clock has stopped; its path. Whatever goes wrong is
/// a notice: the run stands without its page.
pub(crate) fn keep(
    run: &RunDirectory,
    record: &RunRecord,
    device: &Device,
    test: Option<&DigitSet>,
    context: &Context<'_>,
) -> Option<PathBuf> {
    let started = Instant::now();
    let written = guard::catch(
        || draw(run, record, device, test, context),
        AppError::panicked,
    );
    match written {
        Ok(()) => {
            let seconds = started.elapsed().as_secs_f64();
            tracing::info!("{} written in {seconds:.2} s", run.report().display());
            Some(run.report())
        }
        Err(error) => {
            context.notice(Notice::PageNotWritten {
                run: run.root().to_owned(),
                error: Box::new(error),
            });
            None
        }
    }
}

fn draw(
    run: &RunDirectory,
    record: &RunRecord,
    device: &Device,
    test: Option<&DigitSet>,
    context: &Context<'_>,
) -> Result<(), AppError> {
    let lock = RunLock::acquire(run)?;
    let findings = Findings::of(run, device, test, context)?;
    let html = page(&Subject::new(run, record.clone(), Ok(findings))?).to_html();
    Ok(run.write_report(&html, &lock)?)
}
