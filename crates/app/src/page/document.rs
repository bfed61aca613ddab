//! The page itself: what is told of a run, section by section.

use burn_mnist_report::{Block, Page, Section};
use burn_mnist_run::record::SettingsRecord;
use burn_mnist_run::{Calibration, EpochMetrics, RunDirectory, RunRecord};
use burn_mnist_settings::{PartialSettings, Settings};

use super::look::Look;
use super::{about, calibration, classes, curves, mistakes, reproduce, result, settings, units};
use crate::error::AppError;

/// All that is told of a run.
pub struct Subject {
    /// Where it is kept, as commands name it.
    pub(super) place: String,
    pub(super) record: RunRecord,
    pub(super) epochs: Vec<EpochMetrics>,
    pub(super) calibration: Option<Calibration>,
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
    /// [`AppError::Run`] if the metrics are damaged. A damaged calibration is no reason to show no page.
    pub fn new(
        run: &RunDirectory,
        record: RunRecord,
        look: Result<Look, AppError>,
    ) -> Result<Self, AppError> {
        Ok(Self {
            place: run.root().display().to_string(),
            epochs: EpochMetrics::read(&run.metrics())?,
            calibration: Calibration::read(run).ok().flatten(),
            defaults: Settings::resolve(PartialSettings::default(), None)?.to_record(),
            record,
            look,
        })
    }

    /// The page as HTML.
    pub fn to_html(&self) -> String {
        self.page().to_html()
    }

    /// What a class is called.
    pub(super) fn class(&self, label: u8) -> String {
        let names = &self.record.dataset.classes;
        let name = names.get(usize::from(label)).cloned();
        name.unwrap_or_else(|| label.to_string())
    }

    fn page(&self) -> Page {
        let parts = [
            ("Result", result::blocks(self)),
            ("Learning", curves::blocks(self)),
            ("What is taken for what", classes::blocks(self)),
            ("What probabilities are worth", calibration::blocks(self)),
            ("Surest mistakes", mistakes::blocks(self)),
            ("What the first layer looks for", units::blocks(self)),
            ("Once more", reproduce::blocks(self)),
            ("Settings", settings::blocks(self)),
            ("Where and with what", about::blocks(self)),
        ];
        let sections = parts.into_iter().filter(|(_, blocks)| !blocks.is_empty());
        Page {
            title: self.record.run.clone(),
            subtitle: result::subtitle(&self.record),
            sections: sections.map(section).collect(),
        }
    }
}

fn section((heading, blocks): (&str, Vec<Block>)) -> Section {
    Section {
        heading: heading.to_owned(),
        blocks,
    }
}
