//! One page with charts, the tables beneath, and the machine they were measured on.

mod about;
mod charts;

use burn_mnist_report::{Block, Page, Section};

pub use about::about;

use super::conclusions::conclusions;
use super::quantity::listed;
use super::tables::{agreement, failures, figures, peak_rates, summary_table};
use crate::results::Results;

/// A self-contained page.
pub fn html(results: &Results) -> String {
    page(results).to_html()
}

fn page(results: &Results) -> Page {
    let cut = results
        .origins
        .iter()
        .filter(|origin| origin.is_cut_short());
    let cut = cut.map(|origin| {
        format!(
            "{} did not come to its end: this is what was measured",
            origin.name()
        )
    });
    let mut top = vec![Block::Warnings(cut.collect())];
    top.extend(summary_table(results).map(Block::Table));
    top.extend(failures(results).map(Block::Table));
    let sentences = conclusions(results);
    top.extend(
        sentences
            .iter()
            .map(|found| Block::Paragraph(found.sentence())),
    );
    top.extend(charts::all(results).into_iter().map(Block::Chart));
    let section = |heading: &str, blocks: Vec<Block>| Section {
        heading: heading.to_owned(),
        blocks,
    };
    let all = std::iter::once(Block::Paragraph(METHOD.to_owned()))
        .chain(figures(results).into_iter().map(Block::Table))
        .chain(peak_rates(results).map(Block::Table));
    let environment = std::iter::once(Block::Warnings(warnings(results))).chain(
        results
            .origins
            .iter()
            .map(|origin| Block::Facts(about(origin))),
    );
    Page {
        title: title(results),
        subtitle: subtitle(results),
        sections: vec![
            section("Results", top),
            section("Agreement", vec![Block::Table(agreement(results))]),
            section("All figures", all.collect()),
            section("Environment", environment.collect()),
        ],
    }
}

/// What every figure has in common.
const METHOD: &str = "Each figure is the median of the repeats. Each repeat runs in a process of its own; the repeats \
of all backends alternate; the device is synchronised before and after; the warm-up is not counted. The interval is a \
95 % bootstrap interval of the median; outliers are counted and kept. If the intervals of two backends overlap, their \
difference may be noise, and they share a rank; more repeats narrow the intervals. MAD: median absolute deviation, as a \
share of the median. First: the first iteration, which may compile kernels. Of roofline: share of the speed that the \
measured peak rates of the device allow. Cores: processor time divided by wall time.";

fn warnings(results: &Results) -> Vec<String> {
    let warnings = results.origins.iter().flat_map(|origin| {
        let prefix = match results.origins.len() {
            1 => String::new(),
            _ => format!("{}: ", results.name_of(&origin.comparison)),
        };
        let warnings = origin.warnings.iter();
        warnings.map(move |warning| format!("{prefix}{warning}"))
    });
    warnings.collect()
}

/// The subjects and the machines.
fn title(results: &Results) -> String {
    let distinct = |names: Vec<String>| {
        names
            .into_iter()
            .fold(Vec::new(), |mut list: Vec<String>, name| {
                if !list.contains(&name) {
                    list.push(name);
                }
                list
            })
    };
    let names = results
        .participants
        .iter()
        .map(|participant| participant.subject.name.clone());
    let places = results
        .origins
        .iter()
        .map(|origin| origin.label.clone().unwrap_or_else(|| origin.place()));
    let (names, places) = (distinct(names.collect()), distinct(places.collect()));
    match (names.as_slice(), places.as_slice()) {
        ([], _) | (_, []) => "Comparison of backends".to_owned(),
        _ => format!("{} on {}", listed(&names), listed(&places)),
    }
}

fn subtitle(results: &Results) -> String {
    let origins = results.origins.iter().map(|origin| {
        let mut words = vec![origin.comparison.clone()];
        if origin.label.is_some() {
            words.push(origin.place());
        }
        words.extend(results.threads_of(origin));
        words.extend(
            origin
                .dataset
                .as_ref()
                .map(|name| format!("dataset {name}")),
        );
        words.extend(origin.commit().map(|commit| format!("commit {commit}")));
        words.push(origin.day());
        words.join(", ")
    });
    let origins: Vec<String> = origins.collect();
    format!(
        "Speed of training and inference, burn-mnist compare: {}",
        origins.join("; ")
    )
}
