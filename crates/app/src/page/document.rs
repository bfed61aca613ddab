//! The page itself, section by section.

use burn_mnist_report::{Block, Page, Section};

use super::subject::Subject;
use super::{about, calibration, epochs, mistakes, overview, reproduce, result, settings, units};

/// The page of a run.
pub fn page(subject: &Subject) -> Page {
    let parts = [
        ("", overview::blocks(subject)),
        ("Epochs and classes", epochs::blocks(subject)),
        ("Calibration", calibration::blocks(subject)),
        ("Most confident errors", mistakes::blocks(subject)),
        ("First-layer weights", units::blocks(subject)),
        ("Reproduce", reproduce::blocks(subject)),
        ("Settings", settings::blocks(subject)),
        ("Environment", about::blocks(subject)),
    ];
    let sections = parts.into_iter().filter(|(_, blocks)| !blocks.is_empty());
    Page {
        title: result::title(&subject.record),
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
