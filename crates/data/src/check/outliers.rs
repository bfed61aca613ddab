//! Images whose ink or place is far from what is usual in their class.
//!
//! The distance is the modified z-score of Iglewicz and Hoaglin, "How to Detect and Handle Outliers" (1993): the
//! distance from the median in units of the median absolute deviation, scaled to agree with standard deviations where
//! values are normal. Unlike a mean, neither moves for the outliers themselves.

use burn_mnist_model::input::{CLASSES, Image, SIDE};

use super::{Finding, Kind, Subject, THRESHOLDS, tone};
use crate::files::Part;

/// The median absolute deviation of a normal distribution, in standard deviations.
const NORMAL_DEVIATION: f64 = 0.6745;

/// What is measured of an image, and the least deviation that counts: classes may be all alike.
struct Measure {
    name: &'static str,
    of: fn(&Image) -> f64,
    least_deviation: f64,
}

const MEASURES: [Measure; 3] = [
    Measure {
        name: "ink in white pixels",
        of: tone::ink,
        least_deviation: 2.0,
    },
    Measure {
        name: "column of the centre of mass",
        of: |image| centre(image, |at| at % SIDE),
        least_deviation: 0.25,
    },
    Measure {
        name: "row of the centre of mass",
        of: |image| centre(image, |at| at / SIDE),
        least_deviation: 0.25,
    },
];

/// Every outlier of `parts`, each split and class for itself.
pub(super) fn find(subject: &Subject, parts: &[Part]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for &part in parts {
        let digits = subject.digits(part);
        let mut details = vec![Vec::new(); digits.len()];
        for class in 0..CLASSES as u8 {
            let positions: Vec<usize> = (0..digits.len())
                .filter(|&position| digits.labels()[position] == class)
                .collect();
            if positions.len() < THRESHOLDS.least_images {
                continue;
            }
            for measure in &MEASURES {
                for (position, detail) in far(measure, digits.images(), &positions) {
                    details[position].push(detail);
                }
            }
        }
        let told = details.into_iter().enumerate();
        let told = told.filter(|(_, details)| !details.is_empty());
        findings.extend(told.map(|(position, details)| {
            let place = subject.place(part, position);
            Finding::of_images(Kind::Outlier, vec![place], details.join("; "))
        }));
    }
    findings
}

/// The images at `positions` that are far from the others, with how far.
fn far(measure: &Measure, images: &[Image], positions: &[usize]) -> Vec<(usize, String)> {
    let values: Vec<f64> = positions
        .iter()
        .map(|&position| (measure.of)(&images[position]))
        .collect();
    let middle = median(values.clone());
    let deviation = median(values.iter().map(|value| (value - middle).abs()).collect());
    let deviation = deviation.max(measure.least_deviation);
    let scores = values
        .iter()
        .map(|value| NORMAL_DEVIATION * (value - middle) / deviation);
    let scored = positions.iter().zip(&values).zip(scores);
    scored
        .filter(|(_, score)| score.abs() > THRESHOLDS.most_z)
        .map(|((&position, value), score)| {
            let name = measure.name;
            let detail =
                format!("{name} {value:.1}, median of its class {middle:.1}, z {score:.1}");
            (position, detail)
        })
        .collect()
}

/// The middle value; of an even count, the upper of the two.
fn median(mut values: Vec<f64>) -> f64 {
    let middle = values.len() / 2;
    *values.select_nth_unstable_by(middle, f64::total_cmp).1
}

/// Along one axis, in pixels from 0; the middle where there is no ink.
fn centre(image: &Image, place: fn(usize) -> usize) -> f64 {
    let (mut mass, mut moment) = (0, 0);
    for (at, &pixel) in image.0.iter().enumerate() {
        mass += u64::from(pixel);
        moment += u64::from(pixel) * place(at) as u64;
    }
    match mass {
        0 => SIDE as f64 / 2.0,
        mass => moment as f64 / mass as f64,
    }
}
