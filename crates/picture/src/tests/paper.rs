//! Uneven light and noisy paper are no ink.

use image::GrayImage;

use super::drawings::{DARK_ON_LIGHT, jpeg, png, seven};
use super::{assert_like_mnist, difference, prepared, refused};
use crate::PictureError;

/// A grain of about `strength` tones, the same on every run.
fn grain(strength: f32) -> impl FnMut() -> f32 {
    let mut state = 0x9e37_79b9_u32;
    let mut uniform = move || {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        (state >> 8) as f32 / (1 << 24) as f32 - 0.5
    };
    // Four uniform values add up to a nearly normal one whose deviation is the root of 1/3.
    move || (0..4).map(|_| uniform()).sum::<f32>() * 3_f32.sqrt() * strength
}

/// The picture under light that falls off by `slope` tones, through a sensor with `noise`.
fn photograph(mut picture: GrayImage, slope: [f32; 2], noise: f32) -> GrayImage {
    let mut grain = grain(noise);
    let (width, height) = (picture.width() as f32, picture.height() as f32);
    for (x, y, pixel) in picture.enumerate_pixels_mut() {
        let shade = slope[0] * x as f32 / width + slope[1] * y as f32 / height;
        pixel.0[0] = (f32::from(pixel.0[0]) - shade + grain()).round() as u8;
    }
    picture
}

#[test]
fn a_photographed_digit_is_the_digit() {
    let drawn = prepared(&png(seven(200, DARK_ON_LIGHT))).image;
    for (slope, noise) in [([0.0, 0.0], 8.0), ([60.0, 0.0], 0.0), ([-25.0, 40.0], 5.0)] {
        let photo = photograph(seven(200, [200, 80]), slope, noise);
        for bytes in [png(photo.clone()), jpeg(photo)] {
            let seen = prepared(&bytes);
            assert!(seen.inverted);
            assert_like_mnist(&seen.image);
            let apart = difference(&seen.image, &drawn);
            assert!(apart < 6.0, "slope {slope:?}, noise {noise}: {apart} apart");
        }
    }
}

#[test]
fn empty_paper_is_blank_however_noisy_or_unevenly_lit() {
    for (slope, noise) in [([0.0, 0.0], 10.0), ([60.0, 30.0], 0.0), ([60.0, 30.0], 4.0)] {
        let paper = GrayImage::from_pixel(300, 200, image::Luma([200]));
        let error = refused(&png(photograph(paper, slope, noise)));
        assert!(
            matches!(error, PictureError::Blank { .. }),
            "{slope:?}, {noise}: {error}"
        );
    }
}

#[test]
fn a_few_specks_do_not_move_the_digit() {
    let clean = seven(200, DARK_ON_LIGHT);
    let mut dusty = clean.clone();
    for place in [[2, 3], [270, 5], [277, 270], [8, 250]] {
        dusty.put_pixel(place[0], place[1], image::Luma([60]));
    }
    let (clean, dusty) = (prepared(&png(clean)).image, prepared(&png(dusty)).image);
    assert!(difference(&clean, &dusty) < 1.0);
}
