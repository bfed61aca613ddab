//! One page with charts, the tables beneath, and the machine they were measured on.

mod about;
mod charts;

use burn_mnist_report::{Block, Page, Section};

pub use about::about;

use super::tables::{agreement, failures, figures, summary_table};
use crate::results::Results;

/// A self-contained page.
pub fn html(results: &Results) -> String {
    page(results).to_html()
}

fn page(results: &Results) -> Page {
    let warnings = results.origins.iter().flat_map(|origin| {
        let prefix = match results.origins.len() {
            1 => String::new(),
            _ => format!("{}: ", origin.comparison),
        };
        let cut = origin
            .is_cut_short()
            .then(|| "it did not come to its end; this is what was measured".to_owned());
        let warnings = cut.into_iter().chain(origin.warnings.clone());
        warnings.map(move |warning| format!("{prefix}{warning}"))
    });
    let mut sections = vec![
        Section {
            heading: "Before the figures".to_owned(),
            blocks: std::iter::once(Block::Warnings(warnings.collect()))
                .chain(failures(results).map(Block::Table))
                .chain([Block::Table(agreement(results))])
                .collect(),
        },
        Section {
            heading: "At a glance".to_owned(),
            blocks: summary_table(results)
                .into_iter()
                .map(Block::Table)
                .chain(charts::all(results).into_iter().map(Block::Chart))
                .collect(),
        },
    ];
    sections.push(Section {
        heading: "All figures".to_owned(),
        blocks: std::iter::once(Block::Paragraph(CONTRACT.to_owned()))
            .chain(figures(results).into_iter().map(Block::Table))
            .collect(),
    });
    sections.push(Section {
        heading: "Measured on".to_owned(),
        blocks: results
            .origins
            .iter()
            .map(|origin| Block::Facts(about(origin)))
            .collect(),
    });
    Page {
        title: "burn-mnist compare".to_owned(),
        subtitle: subtitle(results),
        sections,
    }
}

/// What every figure has in common.
const CONTRACT: &str = "Each figure is the median of repeats that were taken in turn across all \
subjects, each in a process of its own, the device synchronised around it, after a warm-up that is not \
counted. The interval is a \
bootstrap's, 95 %; outliers are counted and kept; two whose intervals touch are not told apart, and \
share a rank. MAD is the median absolute deviation, as a share of the median; first is the first \
iteration, with all that is compiled or tuned in it; the roofline is the time that the device's \
measured peak rates would allow.";

fn subtitle(results: &Results) -> String {
    let words = results.origins.iter().map(|origin| {
        let cpu = origin
            .environment
            .as_ref()
            .and_then(|machine| machine.cpu.model.clone());
        let cpu = cpu.unwrap_or_else(|| origin.machine.clone());
        let day: String = origin.time.chars().take("2026-11-24".len()).collect();
        format!("{} on {cpu}, {day}", origin.comparison)
    });
    words.collect::<Vec<_>>().join("; ")
}
