//! The page of a run that has just completed: made after its clock has stopped, and never in its way.

use std::fs;
use std::io::ErrorKind;
use std::path::PathBuf;
use std::time::Instant;

use burn::tensor::Device;
use burn_mnist_backend::guard;
use burn_mnist_data::DigitSet;
use burn_mnist_run::record::Status;
use burn_mnist_run::{RunDirectory, RunLock, RunRecord};

use crate::arguments::Train;
use crate::failure::{Failure, internal_error};
use crate::output::Output;
use crate::run_page::{Look, Subject};

/// Whether a page is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    Yes,
    No,
}

/// What the page needs of a training, beside what that leaves on the disk.
pub struct Ingredients {
    /// Where the network is looked at: where it was trained.
    pub device: Device,
    pub test: Option<DigitSet>,
}

impl Wanted {
    /// As the flags say.
    pub fn of(train: &Train) -> Self {
        match train.no_report {
            true => Self::No,
            false => Self::Yes,
        }
    }
}

/// Removes the page of what the run was before it went on.
pub fn discard(run: &RunDirectory, output: Output) {
    match fs::remove_file(run.report()) {
        Err(error) if error.kind() != ErrorKind::NotFound => {
            let path = run.report();
            output.warn(format!("cannot remove {}: {error}", path.display()));
        }
        _ => {}
    }
}

impl Ingredients {
    /// Writes the page of a completed run, if it is wanted; its path. Whatever goes wrong is a warning: the
    /// run stands without it.
    pub fn page(
        &self,
        wanted: Wanted,
        run: &RunDirectory,
        record: &RunRecord,
        output: Output,
    ) -> Option<PathBuf> {
        if wanted == Wanted::No || record.status != Status::Completed {
            return None;
        }
        let started = Instant::now();
        let written = guard::catch(|| self.write(run, record), internal_error);
        match written {
            Ok(()) => {
                let seconds = started.elapsed().as_secs_f64();
                tracing::info!("{} written in {seconds:.2} s", run.report().display());
                Some(run.report())
            }
            Err(failure) => {
                output.warn(format!(
                    "the run is complete, but has no report: {}; `burn-mnist runs report {}` makes it",
                    failure.message,
                    run.root().display()
                ));
                None
            }
        }
    }

    fn write(&self, run: &RunDirectory, record: &RunRecord) -> Result<(), Failure> {
        let lock = RunLock::acquire(run)?;
        let look = Look::at(run, &self.device, self.test.as_ref())?;
        let html = Subject::new(run, record.clone(), Ok(look))?.to_html();
        Ok(run.write_report(&html, &lock)?)
    }
}
