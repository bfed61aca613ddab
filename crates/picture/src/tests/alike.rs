//! One digit is the same image however large, wherever and in whatever tones it was drawn.

use burn_mnist_model::input::{Image, SIDE};
use image::{GrayImage, imageops};

use super::drawings::{DARK_ON_LIGHT, LIGHT_ON_DARK, png, seven, seven_at};
use super::{assert_like_mnist, difference, placement, prepared};

fn reference() -> Image {
    prepared(&png(seven(200, LIGHT_ON_DARK))).image
}

#[test]
fn a_light_digit_on_dark_is_prepared_as_mnist_was() {
    let seven = prepared(&png(seven(200, LIGHT_ON_DARK)));
    assert!(!seven.inverted);
    assert_like_mnist(&seven.image);
}

#[test]
fn a_dark_digit_on_light_is_inverted_and_says_so() {
    let seven = prepared(&png(seven(200, DARK_ON_LIGHT)));
    assert!(seven.inverted);
    assert!(seven.image == reference());
}

#[test]
fn faint_ink_on_grey_paper_is_stretched_to_full_contrast() {
    for tones in [[200, 140], [90, 150], [255, 237], [0, 18]] {
        let seven = prepared(&png(seven(200, tones)));
        assert_eq!(seven.inverted, tones[0] > tones[1], "{tones:?}");
        assert!(difference(&seven.image, &reference()) < 0.5, "{tones:?}");
    }
}

#[test]
fn a_digit_in_a_corner_is_the_same_digit() {
    for place in [[0, 0], [5, 290], [360, 3], [300, 260]] {
        let seven = prepared(&png(seven_at([500, 500], place, 200, DARK_ON_LIGHT)));
        assert!(difference(&seven.image, &reference()) < 0.5, "{place:?}");
    }
}

#[test]
fn wide_and_tall_pictures_keep_the_digits_aspect() {
    for sides in [[900, 210], [140, 800]] {
        let seven = prepared(&png(seven_at(sides, [3, 4], 200, DARK_ON_LIGHT)));
        assert!(difference(&seven.image, &reference()) < 0.5, "{sides:?}");
    }
    let ([left, right, top, bottom], _) = placement(&reference());
    assert_eq!(bottom - top + 1, 20);
    assert!((12..=14).contains(&(right - left + 1)));
}

#[test]
fn a_digit_cropped_to_its_ink_is_still_dark_on_light() {
    let seven = prepared(&png(seven_at([134, 200], [0, 0], 200, DARK_ON_LIGHT)));
    assert!(seven.inverted);
    assert!(difference(&seven.image, &reference()) < 1.0);
}

#[test]
fn a_tiny_picture_is_scaled_up() {
    let seven = prepared(&png(seven_at([8, 8], [1, 1], 6, DARK_ON_LIGHT)));
    assert!(seven.inverted);
    assert_like_mnist(&seven.image);
    assert!(difference(&seven.image, &reference()) < 20.0);
}

#[test]
fn the_largest_legal_picture_is_prepared() {
    let seven = prepared(&png(seven_at(
        [4096, 4096],
        [900, 600],
        2400,
        DARK_ON_LIGHT,
    )));
    assert!(difference(&seven.image, &reference()) < 0.5);
}

#[test]
fn a_hairline_is_as_bright_as_a_thick_stroke() {
    let line = GrayImage::from_fn(1000, 1000, |x, y| {
        image::Luma([if x == 400 && (200..800).contains(&y) {
            0
        } else {
            255
        }])
    });
    let image = prepared(&png(line)).image;
    assert_like_mnist(&image);
}

#[test]
fn an_image_that_is_as_mnists_are_goes_through_unchanged() {
    let exported = reference();
    let picture = GrayImage::from_raw(SIDE as u32, SIDE as u32, exported.0.to_vec()).unwrap();
    let again = prepared(&png(picture.clone()));
    assert!(!again.inverted);
    assert!(again.image == exported);

    let mut negative = picture;
    imageops::invert(&mut negative);
    let again = prepared(&png(negative));
    assert!(again.inverted);
    assert!(again.image == exported);
}

#[test]
fn a_28x28_picture_whose_digit_is_misplaced_is_moved() {
    let centred = reference();
    let mut pixels = centred.0;
    // The digit leaves four rows free above and below.
    pixels.rotate_left(4 * SIDE);
    let moved = GrayImage::from_raw(SIDE as u32, SIDE as u32, pixels.to_vec()).unwrap();
    assert!(difference(&prepared(&png(moved)).image, &centred) < 1.0);
}
