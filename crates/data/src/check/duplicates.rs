//! Images that are there more than once, pixel by pixel: contradictions, leaks, and plain repetition.

use std::collections::HashMap;

use burn_mnist_model::input::PIXELS;

use super::{Finding, Kind, Place, Subject};
use crate::files::Part;

/// Every image that occurs several times, in the order of its first occurrence.
pub(super) fn find(subject: &Subject, parts: &[Part]) -> Vec<Finding> {
    let groups = equal_images(subject, parts);
    let repeated = groups.iter().filter(|group| group.len() > 1);
    repeated
        .map(|group| {
            let place = |&(part, position): &(Part, usize)| subject.place(part, position);
            let images: Vec<Place> = group.iter().map(place).collect();
            Finding::of_images(kind(&images), images, "")
        })
        .collect()
}

fn equal_images(subject: &Subject, parts: &[Part]) -> Vec<Vec<(Part, usize)>> {
    let mut groups: Vec<Vec<(Part, usize)>> = Vec::new();
    let mut known: HashMap<&[u8; PIXELS], usize> = HashMap::new();
    for &part in parts {
        for (position, image) in subject.digits(part).images().iter().enumerate() {
            let group = *known.entry(&image.0).or_insert(groups.len());
            if group == groups.len() {
                groups.push(Vec::new());
            }
            groups[group].push((part, position));
        }
    }
    groups
}

fn kind(images: &[Place]) -> Kind {
    let differ = |of: fn(&Place, &Place) -> bool| images.windows(2).any(|two| of(&two[0], &two[1]));
    if differ(|a, b| a.label != b.label) {
        Kind::ConflictingLabels
    } else if differ(|a, b| a.split != b.split) {
        Kind::Leak
    } else {
        Kind::Duplicate
    }
}
