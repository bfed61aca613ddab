//! All that a run's page tells.

use burn_mnist_run::record::SettingsRecord;
use burn_mnist_run::{EpochMetrics, RunDirectory, RunRecord};
use burn_mnist_settings::{PartialSettings, Settings};

use super::look::Look;
use crate::error::AppError;

/// All that is told of a run.
pub struct Subject {
    /// Where it is kept, as commands name it.
    pub(super) place: String,
    pub(super) record: RunRecord,
    pub(super) epochs: Vec<EpochMetrics>,
    /// What settings are of which nothing is said.
    pub(super) defaults: SettingsRecord,
    /// What its network does, or why that cannot be told.
    pub(super) look: Result<Look, AppError>,
}

impl Subject {
    /// Gathers what is on the disk; `look` is what the network was seen to do.
    ///
    /// # Errors
    ///
    /// [`AppError::Run`] if the metrics are damaged.
    pub fn new(
        run: &RunDirectory,
        record: RunRecord,
        look: Result<Look, AppError>,
    ) -> Result<Self, AppError> {
        Ok(Self {
            place: run.root().display().to_string(),
            epochs: EpochMetrics::read(&run.metrics())?,
            defaults: Settings::resolve(PartialSettings::default(), None)?.to_record(),
            record,
            look,
        })
    }

    /// What a class is called.
    pub(super) fn class(&self, label: u8) -> String {
        let names = &self.record.dataset.classes;
        let name = names.get(usize::from(label)).cloned();
        name.unwrap_or_else(|| label.to_string())
    }
}
