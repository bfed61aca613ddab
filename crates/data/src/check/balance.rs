//! Classes that have few images or none.

use burn_mnist_model::input::CLASSES;

use super::{Finding, Kind, Subject, THRESHOLDS};
use crate::files::Part;

/// Classes that one split lacks, and splits whose classes differ much.
pub(super) fn find(subject: &Subject, parts: &[Part]) -> Vec<Finding> {
    let mut findings = Vec::new();
    if parts.contains(&Part::Train) && parts.contains(&Part::Test) {
        findings.extend(missing(subject));
    }
    findings.extend(parts.iter().filter_map(|&part| imbalance(subject, part)));
    findings
}

fn missing(subject: &Subject) -> impl Iterator<Item = Finding> {
    let train = subject.digits(Part::Train).class_counts();
    let test = subject.digits(Part::Test).class_counts();
    (0..CLASSES).filter_map(move |class| {
        let name = name(subject, class);
        let is_named = class < subject.classes().len();
        match (train[class], test[class]) {
            (0, 0) if !is_named => None,
            (0, tested) => {
                let detail = format!("{name} has no training image and {tested} test images");
                Some(Finding::of_set(Kind::UntrainedClass, None, detail))
            }
            (trained, 0) => {
                let detail = format!("{name} has {trained} training images and no test image");
                Some(Finding::of_set(Kind::UntestedClass, None, detail))
            }
            _ => None,
        }
    })
}

fn imbalance(subject: &Subject, part: Part) -> Option<Finding> {
    let counts = subject.digits(part).class_counts();
    let there = || (0..CLASSES).filter(|&class| counts[class] > 0);
    let largest = there().max_by_key(|&class| counts[class])?;
    let smallest = there().min_by_key(|&class| counts[class])?;
    let ratio = counts[largest] as f64 / counts[smallest] as f64;
    (ratio > THRESHOLDS.most_ratio).then(|| {
        let detail = format!(
            "{} has {} {} images, {ratio:.1} times the {} of {}",
            name(subject, largest),
            counts[largest],
            part.name(),
            counts[smallest],
            name(subject, smallest)
        );
        Finding::of_set(Kind::Imbalance, None, detail)
    })
}

fn name(subject: &Subject, class: usize) -> String {
    match subject.classes().get(class) {
        Some(name) => format!("class {class} ({name})"),
        None => format!("class {class}"),
    }
}
