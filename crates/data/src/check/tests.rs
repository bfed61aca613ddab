//! Each kind of fault is put into digits that have none, and found where it was put.

use burn_mnist_model::input::{Image, PIXELS, SIDE};

use super::*;
use crate::{DigitSet, Digits, synthetic};

const BOTH: [Part; 2] = [Part::Train, Part::Test];

/// 300 training and 60 test digits, each class equally often.
fn sound() -> Digits {
    synthetic::generate(300, 60, 5)
}

/// Changes images and labels of the training set.
fn spoiled(change: impl FnOnce(&mut Vec<Image>, &mut Vec<u8>)) -> Digits {
    let digits = sound();
    let mut images = digits.train.images().to_vec();
    let mut labels = digits.train.labels().to_vec();
    change(&mut images, &mut labels);
    Digits {
        train: DigitSet::new(images, labels).unwrap(),
        ..digits
    }
}

/// The findings of a kind, as the splits and indices of their images.
fn found(digits: Digits, kind: Kind) -> (Report, Vec<Vec<(Part, usize)>>) {
    let report = check(&digits.into(), &BOTH);
    let findings = report
        .findings
        .iter()
        .filter(|finding| finding.kind == kind);
    let places = findings.map(|finding| {
        let images = finding.images.iter();
        images.map(|place| (place.split, place.index)).collect()
    });
    let places = places.collect();
    (report, places)
}

fn excluded(report: &Report) -> Vec<usize> {
    let exclusions = report.exclusions().unwrap();
    exclusions.images.iter().map(|image| image.index).collect()
}

#[test]
fn digits_without_a_fault_are_sound() {
    let report = check(&sound().into(), &BOTH);
    assert!(report.is_sound(), "{:?}", report.findings);
    assert_eq!(report.splits[0].class_counts, [30; 10]);
    assert_eq!(report.splits[1].largest_ratio, Some(1.0));
    assert!(excluded(&report).is_empty());
}

#[test]
fn the_same_image_with_two_labels_comes_first_and_both_are_better_left_out() {
    let digits = spoiled(|images, labels| {
        images[40] = images[3];
        labels[40] = (labels[3] + 1) % 10;
        images[50] = images[7];
        labels[50] = labels[7];
    });
    let (report, places) = found(digits, Kind::ConflictingLabels);
    assert_eq!(places, [[(Part::Train, 3), (Part::Train, 40)]]);
    assert_eq!(report.findings[0].kind, Kind::ConflictingLabels);
    assert!(!report.is_sound());
    assert_eq!(excluded(&report), [3, 40, 50]);
}

#[test]
fn an_image_in_both_splits_is_a_leak_and_within_one_a_note() {
    let leak = spoiled(|images, labels| {
        let test = sound().test;
        images[9] = test.images()[4];
        labels[9] = test.labels()[4];
    });
    let (report, places) = found(leak, Kind::Leak);
    assert_eq!(places, [[(Part::Train, 9), (Part::Test, 4)]]);
    assert_eq!(excluded(&report), [9]);
    assert!(!report.is_sound());

    let repeated = spoiled(|images, labels| {
        for copy in [20, 30] {
            images[copy] = images[10];
            labels[copy] = labels[10];
        }
    });
    let (report, places) = found(repeated, Kind::Duplicate);
    assert_eq!(places[0].len(), 3);
    assert_eq!(excluded(&report), [20, 30], "the first stays");
    assert!(report.is_sound());
}

#[test]
fn images_that_show_no_white_digit_on_black_are_told_apart() {
    let digits = spoiled(|images, _| {
        images[1] = Image([0; PIXELS]);
        images[2] = Image([128; PIXELS]);
        images[3] = Image([255; PIXELS]);
        images[4]
            .0
            .iter_mut()
            .for_each(|pixel| *pixel = 255 - *pixel);
        // Much ink, but on paper: a coat.
        images[5] = Image([0; PIXELS]);
        for row in 1..SIDE - 1 {
            images[5].0[row * SIDE + 2..(row + 1) * SIDE - 2].fill(220);
        }
    });
    let (_, blank) = found(digits.clone(), Kind::Blank);
    assert_eq!(blank, [[(Part::Train, 1)], [(Part::Train, 2)]]);
    let (_, saturated) = found(digits.clone(), Kind::Saturated);
    assert_eq!(saturated, [[(Part::Train, 3)]]);
    let (report, inverted) = found(digits, Kind::Inverted);
    assert_eq!(inverted, [[(Part::Train, 4)]]);
    assert_eq!(excluded(&report), [1, 2, 3, 4]);
}

#[test]
fn a_digit_that_was_moved_or_blotted_is_an_outlier_and_stays() {
    let digits = spoiled(|images, labels| {
        labels[6] = 1;
        images[6] = Image([0; PIXELS]);
        images[6].0[16 * SIDE..].fill(255);
    });
    let (report, outliers) = found(digits, Kind::Outlier);
    assert!(outliers.contains(&vec![(Part::Train, 6)]), "{outliers:?}");
    let finding = report.findings.iter().find(|f| f.images[0].index == 6);
    let detail = &finding.unwrap().detail;
    assert!(
        detail.contains("ink in white pixels") && detail.contains("row of the centre of mass"),
        "{detail}"
    );
    assert!(excluded(&report).is_empty());
}

#[test]
fn classes_that_are_missing_or_rare_are_named() {
    let digits = sound();
    let keep = |set: &DigitSet, keep: fn(u8, u32) -> bool| {
        let indices = (0..set.len() as u32).filter(|&at| keep(set.labels()[at as usize], at));
        set.select(&indices.collect::<Vec<_>>())
    };
    let subject = Subject::from(Digits {
        train: keep(&digits.train, |label, at| {
            label != 2 && (label != 7 || at < 100)
        }),
        test: keep(&digits.test, |label, _| label != 5),
        source: String::new(),
        classes: vec!["none".to_owned(); 3],
    });
    let report = check(&subject, &BOTH);
    let details: Vec<_> = report
        .findings
        .iter()
        .filter(|finding| finding.images.is_empty())
        .map(|finding| (finding.kind, finding.detail.as_str()))
        .collect();
    assert_eq!(
        details,
        [
            (
                Kind::UntrainedClass,
                "class 2 (none) has no training image and 6 test images"
            ),
            (
                Kind::UntestedClass,
                "class 5 has 30 training images and no test image"
            ),
            (
                Kind::Imbalance,
                "class 9 has 30 train images, 3.0 times the 10 of class 7"
            ),
        ]
    );
}

#[test]
fn only_the_splits_asked_for_are_looked_at() {
    let digits = spoiled(|images, _| images[1] = Image([0; PIXELS]));
    let report = check(&digits.into(), &[Part::Test]);
    assert!(report.is_sound());
    assert_eq!(report.splits.len(), 1);
    assert_eq!(report.exclusions(), None);
}
