//! All that was found, and the counts beside it.

use burn_mnist_model::input::CLASSES;
use serde::Serialize;

use super::{Finding, Severity, Subject, THRESHOLDS, Thresholds};
use crate::files::Part;
use crate::{Excluded, Exclusions};

/// The result of a check of images.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Report {
    /// Where the digits came from, for people.
    pub source: String,
    /// The names of the classes by label; none where they are the digits themselves.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub classes: Vec<String>,
    /// The bounds that were judged by.
    pub thresholds: Thresholds,
    /// What was looked at.
    pub splits: Vec<SetReport>,
    /// What was found, the gravest first.
    pub findings: Vec<Finding>,
}

/// The counts of one split.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SetReport {
    /// Which split.
    pub split: Part,
    /// How many images could be read.
    pub count: usize,
    /// How many of each class.
    pub class_counts: [usize; CLASSES],
    /// How many times as many images the largest class has as the smallest that has any.
    pub largest_ratio: Option<f64>,
    /// [`DigitSet::sha256`](crate::DigitSet::sha256).
    pub sha256: String,
}

impl Report {
    /// A report that finds nothing yet.
    pub(super) fn of(subject: &Subject, parts: &[Part]) -> Self {
        Self {
            source: subject.source().to_owned(),
            classes: subject.classes().to_vec(),
            thresholds: THRESHOLDS,
            splits: parts.iter().map(|&part| summary(subject, part)).collect(),
            findings: Vec::new(),
        }
    }

    /// Adds what another check found, in its place.
    pub fn add(&mut self, findings: impl IntoIterator<Item = Finding>) {
        self.findings.extend(findings);
        self.findings.sort_by_key(|finding| finding.kind);
    }

    /// Whether there is nothing but notes.
    pub fn is_sound(&self) -> bool {
        let mut severities = self.findings.iter().map(|finding| finding.severity);
        severities.all(|severity| severity == Severity::Note)
    }

    /// The training images that training is better off without; none where the training set was not looked at.
    ///
    /// Of images that are there more than once the first stays, unless they contradict each other or the test set has
    /// them too. Outliers stay: they are rare, which is no fault.
    pub fn exclusions(&self) -> Option<Exclusions> {
        let train = self.splits.iter().find(|set| set.split == Part::Train)?;
        let spoiling = self
            .findings
            .iter()
            .filter(|finding| finding.kind.spoils_training());
        let excluded = spoiling.flat_map(|finding| {
            let kept = usize::from(finding.kind == super::Kind::Duplicate);
            let images = finding.images.iter().skip(kept);
            let images = images.filter(|place| place.split == Part::Train);
            images.map(|place| Excluded::new(place, finding.kind))
        });
        Some(Exclusions::new(
            &self.source,
            &train.sha256,
            excluded.collect(),
        ))
    }
}

fn summary(subject: &Subject, part: Part) -> SetReport {
    let digits = subject.digits(part);
    let class_counts = digits.class_counts();
    let there = || class_counts.iter().filter(|count| **count > 0);
    let ratio = |(largest, smallest): (&usize, &usize)| *largest as f64 / *smallest as f64;
    SetReport {
        split: part,
        count: digits.len(),
        class_counts,
        largest_ratio: there().max().zip(there().min()).map(ratio),
        sha256: digits.sha256(),
    }
}
