//! Images whose tones cannot be a white digit on black: blank, all ink, or the other way round.

use burn_mnist_model::input::{Image, PIXELS, SIDE};

use super::{Finding, Kind, Subject, THRESHOLDS, Thresholds};
use crate::files::Part;

/// Every image of `parts` that cannot be a digit.
pub(super) fn find(subject: &Subject, parts: &[Part]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for &part in parts {
        for (position, image) in subject.digits(part).images().iter().enumerate() {
            if let Some((kind, detail)) = judge(image) {
                let place = subject.place(part, position);
                findings.push(Finding::of_images(kind, vec![place], detail));
            }
        }
    }
    findings
}

fn judge(image: &Image) -> Option<(Kind, String)> {
    let Thresholds {
        least_ink,
        least_contrast,
        white,
        most_white,
        most_ink,
        ..
    } = THRESHOLDS;
    let ink = ink(image);
    let white = image.0.iter().filter(|pixel| **pixel >= white).count();
    if white as f64 > most_white * PIXELS as f64 {
        let detail = format!("{white} of {PIXELS} pixels are white");
        return Some((Kind::Saturated, detail));
    }
    let (darkest, brightest) = (image.0.iter().min()?, image.0.iter().max()?);
    if ink < least_ink || brightest - darkest < least_contrast {
        let detail = format!("ink of {ink:.1} white pixels, tones {darkest} to {brightest}");
        return Some((Kind::Blank, detail));
    }
    // A dress or a shoe may fill more than half of its image; then the edges are still paper.
    let edge = edge_median(image);
    (ink > most_ink * PIXELS as f64 && edge > u8::MAX / 2).then(|| {
        let detail =
            format!("ink of {ink:.0} of {PIXELS} pixels, and the edges are light ({edge})");
        (Kind::Inverted, detail)
    })
}

/// How many white pixels an image's light adds up to.
pub(super) fn ink(image: &Image) -> f64 {
    let sum: u32 = image.0.iter().map(|pixel| u32::from(*pixel)).sum();
    f64::from(sum) / f64::from(u8::MAX)
}

fn edge_median(image: &Image) -> u8 {
    let is_edge = |at: usize| {
        [at / SIDE, at % SIDE]
            .iter()
            .any(|&line| line == 0 || line == SIDE - 1)
    };
    let mut tones: Vec<u8> = (0..PIXELS)
        .filter(|&at| is_edge(at))
        .map(|at| image.0[at])
        .collect();
    tones.sort_unstable();
    tones[tones.len() / 2]
}
