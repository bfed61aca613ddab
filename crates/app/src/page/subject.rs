//! All that a run's page tells.

use burn_mnist_run::record::SettingsRecord;
use burn_mnist_run::{Metrics, RunDirectory, RunRecord};
use burn_mnist_settings::{PartialSettings, Settings};

use super::findings::Findings;
use super::history::History;
use crate::error::AppError;

/// What the page is made from.
pub struct Subject {
    /// Where it is kept, as commands name it.
    pub(super) place: String,
    pub(super) record: RunRecord,
    pub(super) metrics: Metrics,
    /// The settings of a run that is given none.
    pub(super) defaults: SettingsRecord,
    /// What its network was found to do, or why that is unknown.
    pub(super) findings: Result<Findings, AppError>,
}

impl Subject {
    /// Gathers what is on the disk; `findings` are those of its network.
    ///
    /// # Errors
    ///
    /// [`AppError::Run`] if the metrics are damaged.
    pub fn new(
        run: &RunDirectory,
        record: RunRecord,
        findings: Result<Findings, AppError>,
    ) -> Result<Self, AppError> {
        Ok(Self {
            place: run.root().display().to_string(),
            metrics: Metrics::read(&run.metrics())?,
            defaults: Settings::resolve(PartialSettings::default(), None)?.to_record(),
            record,
            findings,
        })
    }

    /// Its course over the epochs.
    pub(super) fn history(&self) -> History<'_> {
        History::new(&self.metrics, &self.record)
    }

    /// What a class is called.
    pub(super) fn class(&self, label: u8) -> String {
        let names = &self.record.dataset.classes;
        let name = names.get(usize::from(label)).cloned();
        name.unwrap_or_else(|| label.to_string())
    }
}
