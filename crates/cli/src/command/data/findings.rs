//! The findings of a check for people: a heading for each kind, a line for each image.

use std::fmt::Write;

use burn_mnist_data::check::{Finding, Kind, Place, Report, SetReport, Severity, Thresholds};

use crate::style::{BAD, HINT, paint};

/// Findings of a kind that are listed unless all are asked for.
const LISTED: usize = 10;

/// The counts, then the findings kind by kind.
pub fn render(report: &Report, all: bool) -> String {
    let mut text = format!("{}\n", report.source);
    for set in &report.splits {
        text += &counts(set);
    }
    for findings in report.findings.chunk_by(|a, b| a.kind == b.kind) {
        text += &heading(&findings[0], findings.len(), &report.thresholds);
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
            format!("; the largest class is {ratio:.2} times as large as the smallest")
        }
        None => String::new(),
    };
    let counts = format!("{:?}", set.class_counts);
    let name = set.split.name();
    format!("{name}: {} images; by class: {counts}{ratio}\n", set.count)
}

fn heading(first: &Finding, count: usize, bounds: &Thresholds) -> String {
    let severity = match first.severity {
        Severity::Wrong => paint(BAD, "error"),
        Severity::Note => paint(HINT, "note"),
    };
    let reason = first.kind.reason();
    format!(
        "{severity}: {reason}{}: {count}\n",
        bound(first.kind, bounds)
    )
}

/// What the kind was judged by, where that is a figure.
fn bound(kind: Kind, bounds: &Thresholds) -> String {
    match kind {
        Kind::Blank => format!(
            " (as much as fewer than {} white pixels, or tones less than {} apart)",
            bounds.least_ink, bounds.least_contrast
        ),
        Kind::Saturated => format!(
            " (more than {:.0} % of tones {} or more)",
            100.0 * bounds.most_white,
            bounds.white
        ),
        Kind::Inverted => format!(
            " (more than {:.0} % ink, and light edges)",
            100.0 * bounds.most_ink
        ),
        Kind::Imbalance => format!(" (more than {} times the smallest)", bounds.most_ratio),
        Kind::Outlier => format!(
            " (more than {} robust standard deviations from the median, in classes of {} images or more)",
            bounds.most_z, bounds.least_images
        ),
        _ => String::new(),
    }
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
