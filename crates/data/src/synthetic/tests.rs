//! What a synthetic set promises: the same bytes for a seed, balance, and something to learn.

use burn_mnist_model::input::PIXELS;

use super::*;

#[test]
fn a_seed_gives_the_same_digits_on_every_platform() {
    assert_eq!(
        generate(100, 20, 42).train.sha256(),
        "53985bf3fda57cf0f2f8f8ed1b45f475b9a271ec1aeb98d409de9d08aecd43ed"
    );
}

#[test]
fn sets_share_their_beginning_and_parts_differ() {
    let small = generate(25, 13, 7);
    let large = generate(40, 30, 7);
    assert_eq!(large.train.first(25), small.train);
    assert_eq!(large.test.first(13), small.test);
    assert!(
        !large
            .test
            .images()
            .iter()
            .any(|image| large.train.images().contains(image))
    );
    assert_ne!(large.train, generate(40, 30, 8).train);
    assert_eq!(large.source, "synthetic digits, seed 7");
    assert!(generate(0, 0, 1).train.is_empty());
}

#[test]
fn classes_are_balanced_and_every_picture_has_ink() {
    let train = generate(1_000, 0, 1).train;
    assert_eq!(train.class_counts(), [100; CLASSES]);
    for image in train.images() {
        let bright = image.0.iter().filter(|&&pixel| pixel > 127).count();
        assert!((15..350).contains(&bright), "{bright} bright pixels");
    }
}

/// A nearest-centroid classifier gets most digits, and by far not all: there is something to learn and it is not trivial.
#[test]
fn digits_are_learnable_but_not_trivial() {
    let digits = generate(2_000, 1_000, 3);
    let mut centroids = [[0.0_f32; PIXELS]; CLASSES];
    let counts = digits.train.class_counts();
    for (image, &label) in digits.train.images().iter().zip(digits.train.labels()) {
        for (sum, &pixel) in centroids[usize::from(label)].iter_mut().zip(&image.0) {
            *sum += f32::from(pixel) / counts[usize::from(label)] as f32;
        }
    }
    let distance = |pixels: &[u8; PIXELS], class: usize| -> f32 {
        pixels
            .iter()
            .zip(&centroids[class])
            .map(|(&pixel, mean)| (f32::from(pixel) - mean).powi(2))
            .sum()
    };
    let nearest = |pixels: &[u8; PIXELS]| {
        (0..CLASSES).min_by(|&a, &b| distance(pixels, a).total_cmp(&distance(pixels, b)))
    };
    let test = digits.test.images().iter().zip(digits.test.labels());
    let correct = test
        .filter(|(image, label)| nearest(&image.0) == Some(usize::from(**label)))
        .count();
    assert!((600..950).contains(&correct), "{correct} of 1,000");
}
