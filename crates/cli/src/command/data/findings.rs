//! The findings of a check as text that a person can act on: a heading a kind, a line an image.

use std::fmt::Write;

use burn_mnist_data::check::{Finding, Place, Report, SetReport, Severity};

/// Findings of a kind that are listed unless all are asked for.
const LISTED: usize = 10;

/// The counts, then the findings kind by kind.
pub fn render(report: &Report, all: bool) -> String {
    let mut text = format!("{}\n", report.source);
    for set in &report.splits {
        text += &counts(set);
    }
    for findings in report.findings.chunk_by(|a, b| a.kind == b.kind) {
        text += &heading(&findings[0], findings.len());
        let listed = if all { findings.len() } else { LISTED };
        for finding in findings.iter().take(listed) {
            let _ = writeln!(text, "  {}", line(finding));
        }
        if findings.len() > listed {
            let more = findings.len() - listed;
            let _ = writeln!(text, "  and {more} more: --all lists them");
        }
    }
    text
}

fn counts(set: &SetReport) -> String {
    let ratio = match set.largest_ratio {
        Some(ratio) => {
            format!("; the largest class has {ratio:.2} times the images of the smallest")
        }
        None => String::new(),
    };
    let counts = format!("{:?}", set.class_counts);
    let name = set.split.name();
    format!("{name}: {} images; by class: {counts}{ratio}\n", set.count)
}

fn heading(first: &Finding, count: usize) -> String {
    let severity = match first.severity {
        Severity::Wrong => "wrong",
        Severity::Note => "note",
    };
    format!("{severity}: {}: {count}\n", first.kind.reason())
}

fn line(finding: &Finding) -> String {
    let images: Vec<String> = finding.images.iter().map(place).collect();
    let parts = [images.join(" = "), finding.detail.clone()];
    let said: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    said.join(": ")
}

/// `train 17 (label 3)`, and the picture's file where there is one.
fn place(place: &Place) -> String {
    let Place {
        split,
        index,
        path,
        label,
    } = place;
    let name = split.name();
    match path {
        Some(path) => format!("{name} {index} (label {label}) {}", path.display()),
        None => format!("{name} {index} (label {label})"),
    }
}
