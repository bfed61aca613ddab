//! The page itself, section by section.

use burn_mnist_report::{Block, Page, Section};

use super::subject::Subject;
use super::{about, calibration, classes, curves, mistakes, reproduce, result, settings, units};

/// The page of a run.
pub fn page(subject: &Subject) -> Page {
    let parts = [
        ("Result", result::blocks(subject)),
        ("Learning curves", curves::blocks(subject)),
        ("Confusion matrix", classes::blocks(subject)),
        ("Calibration", calibration::blocks(subject)),
        ("Most confident errors", mistakes::blocks(subject)),
        ("First-layer weights", units::blocks(subject)),
        ("Reproduce", reproduce::blocks(subject)),
        ("Settings", settings::blocks(subject)),
        ("Environment", about::blocks(subject)),
    ];
    let sections = parts.into_iter().filter(|(_, blocks)| !blocks.is_empty());
    Page {
        title: subject.record.run.clone(),
        subtitle: result::subtitle(&subject.record),
        sections: sections.map(section).collect(),
    }
}

fn section((heading, blocks): (&str, Vec<Block>)) -> Section {
    Section {
        heading: heading.to_owned(),
        blocks,
    }
}
