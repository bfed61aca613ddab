//! The quality of digits: what in them hurts training or makes a test set lie, and what is only worth a look.
//!
//! A check looks at one thing and returns what it found; [`check`] runs those that need only the digits, and
//! [`Report::add`] takes the findings of others. Nothing here decides what is done about them, and no file is trusted by its
//! digest.

mod balance;
mod duplicates;
mod finding;
pub mod labels;
mod outliers;
mod report;
mod subject;
mod thresholds;
mod tone;

pub use finding::{Finding, Kind, Place, Severity};
pub use report::{Report, SetReport};
pub use subject::Subject;
pub use thresholds::{THRESHOLDS, Thresholds};

use crate::files::Part;

/// Looks at the parts of `subject` that are named.
pub fn check(subject: &Subject, parts: &[Part]) -> Report {
    let mut report = Report::of(subject, parts);
    report.add(subject.faults(parts));
    report.add(duplicates::find(subject, parts));
    report.add(tone::find(subject, parts));
    report.add(balance::find(subject, parts));
    report.add(outliers::find(subject, parts));
    report
}

#[cfg(test)]
mod tests;
