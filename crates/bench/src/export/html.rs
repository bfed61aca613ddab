//! One page with charts, the tables beneath, and the machine they were measured on.

mod about;
mod charts;

use burn_mnist_report::{Block, Page, Section};

pub use about::about;

use super::conclusions::conclusions;
use super::quantity::listed;
use super::tables::{agreement, failures, figures, peak_rates, summary_table};
use crate::record::Workload;
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
    let mut top = vec![Block::Warnings(cut.chain(notices(results)).collect())];
    top.extend(summary_table(results).map(Block::Table));
    top.extend(failures(results).map(Block::Table));
    let sentences = conclusions(results);
    top.extend(
        sentences
            .iter()
            .map(|found| Block::Paragraph(found.sentence())),
    );
    if !sentences.is_empty() {
        let note = "In parentheses: 95 % intervals of the ratios.";
        top.push(Block::Paragraph(note.to_owned()));
    }
    top.extend(charts::all(results).into_iter().map(Block::Chart));
    let section = |heading: &str, blocks: Vec<Block>| Section {
        heading: heading.to_owned(),
        blocks,
    };
    let mut all = vec![Block::Paragraph(method(results))];
    for (table, footnote) in figures(results) {
        all.push(Block::Table(table));
        all.extend(footnote.map(Block::Paragraph));
    }
    all.extend(peak_rates(results).map(Block::Table));
    let origins = results.origins.iter();
    let environment = origins.map(|origin| Block::Facts(about(origin)));
    Page {
        title: title(results),
        subtitle: subtitle(results),
        sections: vec![
            section("Results", top),
            section("Agreement", vec![Block::Table(agreement(results))]),
            section("All figures", all),
            section("Environment", environment.collect()),
        ],
    }
}

/// What every figure has in common, and how to read the columns.
pub fn method(results: &Results) -> String {
    let baseline = results.baseline.as_deref().unwrap_or("the baseline");
    let repeats = |is_timed: fn(Workload) -> bool| {
        let rows = results.rows.iter();
        let rows = rows.filter(move |row| is_timed(row.case.workload));
        rows.map(|row| row.summary.n).max()
    };
    let counts = [
        repeats(|workload| workload != Workload::TimeToAccuracy)
            .map(|count| format!("up to {count} repeats of each case")),
        repeats(|workload| workload == Workload::TimeToAccuracy)
            .map(|count| format!("up to {count} seeds for the time to accuracy")),
    ];
    let counts: Vec<String> = counts.into_iter().flatten().collect();
    let counts = match counts.is_empty() {
        true => String::new(),
        false => format!(" There are {}.", listed(&counts)),
    };
    format!(
        "{METHOD}{counts} \"times {baseline}\" above 1 is faster than {baseline}; its 95 % interval is in parentheses. \
         The verdict compares the intervals of the two medians: \"overlap\" means that they overlap, so the difference \
         may be noise, even if the interval of the ratio excludes 1. This is stricter, because a table has many \
         comparisons and few of them may be wrong. {LEGEND}"
    )
}

const METHOD: &str = "Each figure is the median of the repeats. Each repeat runs in a process of its own; the repeats \
of all backends alternate; the device is synchronised before and after; the warm-up is not counted. The interval is a \
95 % bootstrap interval of the median; outliers are counted and kept.";

/// What the columns mean.
const LEGEND: &str = "More repeats narrow the intervals. Rank: one more than the number of backends that are faster \
beyond overlap. Ranks can therefore be shared or skipped, and a row with a wide interval can have a better rank than the \
row above it. MAD: median absolute deviation, as a share of the median. First: the first iteration, which may compile kernels. Of roofline: share of the speed that the \
measured peak rates of the device allow. Cores: processor time divided by wall time.";

/// The warnings of all comparisons, a line each, without the remedies.
pub fn notices(results: &Results) -> Vec<String> {
    let warnings = results.origins.iter().flat_map(|origin| {
        let prefix = match results.origins.len() {
            1 => String::new(),
            _ => format!("{}: ", results.name_of(&origin.comparison)),
        };
        let warnings = origin.notices();
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
        if !origin.comparison.contains(&origin.day()) {
            words.push(origin.day());
        }
        words.join(", ")
    });
    let origins: Vec<String> = origins.collect();
    format!(
        "Speed of training and inference, burn-mnist compare: {}",
        origins.join("; ")
    )
}
