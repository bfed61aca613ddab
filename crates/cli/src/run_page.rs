//! `report.html`: a run on one page, made of its record, its metrics and a look at what its network does.

mod about;
mod calibration;
mod classes;
mod curves;
mod epochs;
mod look;
mod mistakes;
mod recipe;
mod reproduce;
mod result;
mod settings;
mod units;
mod words;

pub use look::Look;

use burn_mnist_report::{Block, Page, Section};
use burn_mnist_run::record::SettingsRecord;
use burn_mnist_run::{Calibration, EpochMetrics, RunDirectory, RunRecord};
use burn_mnist_settings::{PartialSettings, Settings};

use crate::failure::Failure;

/// All that is told of a run.
pub struct Subject {
    /// Where it is kept, as commands name it.
    place: String,
    record: RunRecord,
    epochs: Vec<EpochMetrics>,
    calibration: Option<Calibration>,
    /// What settings are of which nothing is said.
    defaults: SettingsRecord,
    /// What its network does, or why that cannot be told.
    look: Result<Look, String>,
}

impl Subject {
    /// Gathers what is on the disk; `look` is what the network was seen to do.
    ///
    /// # Errors
    ///
    /// A failure if the metrics are damaged. A damaged calibration is no reason to show no page.
    pub fn new(
        run: &RunDirectory,
        record: RunRecord,
        look: Result<Look, String>,
    ) -> Result<Self, Failure> {
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
    fn class(&self, label: u8) -> String {
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
