//! Augmentation gives the same image on every platform, within its strengths, and changes nothing without any.

use burn_mnist_model::input::PIXELS;

use super::*;
use crate::{DigitSet, synthetic};

const ALL: Augmentation = Augmentation {
    shift: 2.0,
    rotate: 10.0,
    scale: 0.1,
    shear: 10.0,
    crop: 2.0,
    elastic: 30.0,
    sigma: 4.0,
    noise: 0.05,
    erase: 8.0,
};

/// Each part alone.
fn parts() -> Vec<Augmentation> {
    let parts = "shift=3 rotate=20 scale=0.2 shear=20 crop=3 elastic=40 noise=0.2 erase=14";
    parts.split(' ').map(|part| part.parse().unwrap()).collect()
}

fn images(count: usize) -> Vec<Image> {
    synthetic::generate(count, 0, 1).train.images().to_vec()
}

/// Names the pixels of the first twenty synthetic digits as an epoch sees them.
fn digest(augmentation: Augmentation) -> String {
    let digits = synthetic::generate(20, 0, 1).train;
    let images = digits.images().iter().enumerate();
    let changed = images.map(|(index, image)| augmentation.apply(image, 42, 3, index));
    DigitSet::paired(changed.collect(), digits.labels().to_vec()).sha256()
}

#[test]
fn none_changes_nothing() {
    for image in images(10) {
        assert_eq!(Augmentation::NONE.apply(&image, 1, 2, 3), image);
    }
    assert!(Augmentation::NONE.is_none());
}

#[test]
fn each_part_alone_changes_an_image() {
    let image = images(1)[0];
    for part in parts() {
        assert!(!part.is_none(), "{part}");
        assert_ne!(part.apply(&image, 42, 1, 0), image, "{part}");
    }
}

#[test]
fn seed_epoch_and_index_each_make_another_image_and_nothing_else_does() {
    let image = images(1)[0];
    let base = ALL.apply(&image, 42, 1, 7);
    assert_eq!(ALL.apply(&image, 42, 1, 7), base);
    assert_ne!(ALL.apply(&image, 43, 1, 7), base);
    assert_ne!(ALL.apply(&image, 42, 2, 7), base);
    assert_ne!(ALL.apply(&image, 42, 1, 8), base);
}

#[test]
fn a_part_does_the_same_whatever_else_is_done() {
    let white = Image([255; PIXELS]);
    let erased = |augmentation: Augmentation| {
        let image = augmentation.apply(&white, 42, 1, 7);
        let black = |pixel: usize| image.0[pixel] == 0;
        (0..PIXELS)
            .filter(|pixel| black(*pixel))
            .collect::<Vec<_>>()
    };
    let erase = Augmentation {
        erase: 8.0,
        ..Augmentation::NONE
    };
    let noisy = Augmentation {
        noise: 0.05,
        ..erase
    };
    assert_eq!(erased(noisy), erased(erase));
}

#[test]
fn a_digit_stays_on_the_image() {
    for (index, image) in images(50).iter().enumerate() {
        let gentle = Augmentation {
            noise: 0.0,
            erase: 0.0,
            ..ALL
        };
        let ink = |image: &Image| image.0.iter().map(|grey| u32::from(*grey)).sum::<u32>() as f32;
        let kept = ink(&gentle.apply(image, 1, 1, index)) / ink(image);
        assert!((0.5..2.0).contains(&kept), "{index}: {kept}");
    }
}

/// A run resumed on another machine, or by a build with other libraries, must see the same images.
#[test]
fn the_images_are_the_recorded_ones() {
    let affine = Augmentation {
        elastic: 0.0,
        noise: 0.0,
        erase: 0.0,
        ..ALL
    };
    let elastic = "elastic=34".parse().unwrap();
    assert_eq!(
        [affine, elastic, ALL].map(digest),
        [
            "f6b36a3f2ebed013ccc720f61da928141ccc283389310c6a771719b5b7d645d7",
            "1bfc6456456113a373741d192f0b5106a5899235d95f286bfdde9f68b4242d35",
            "0ab053df7d6f6d4c60246c593b5020b6b08930ae5da8591373939de3f6d5fa61",
        ]
    );
}

/// Pixels do not depend on the width of the vectors they are computed in.
#[test]
fn an_image_is_resampled_alike_without_this_processors_own_instructions() {
    for (index, image) in images(10).iter().enumerate() {
        let mut rng = stream(*b"aug-move", 42, 1, index as u64);
        let affine = Affine::draw(&ALL, &mut rng);
        let field = elastic::draw(&ALL, &mut stream(*b"aug-bend", 42, 1, index as u64));
        let geometric = Augmentation {
            noise: 0.0,
            erase: 0.0,
            ..ALL
        };
        let plain = resample::bent(image, &affine, &field);
        assert_eq!(geometric.apply(image, 42, 1, index), plain);
    }
}
