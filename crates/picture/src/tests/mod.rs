//! Drawings made here, and the images they must become.

mod alike;
mod drawings;
mod formats;
mod hostile;
mod paper;

use burn_mnist_model::input::{Image, SIDE};

use super::{PictureError, Prepared, decode};

/// What `bytes` are prepared into; fails the test if they are refused.
fn prepared(bytes: &[u8]) -> Prepared {
    decode(bytes, "drawing").unwrap()
}

/// Why `bytes` are refused; fails the test if they are not.
fn refused(bytes: &[u8]) -> PictureError {
    decode(bytes, "drawing").expect_err("the picture should be refused")
}

/// The first and last column and row with ink, and the centre of mass.
fn placement(image: &Image) -> ([usize; 4], [f32; 2]) {
    let inked: Vec<usize> = (0..image.0.len()).filter(|&at| image.0[at] >= 32).collect();
    let bounds = |place: fn(usize) -> usize| {
        let places = || inked.iter().map(|&at| place(at));
        (places().min().unwrap(), places().max().unwrap())
    };
    let ((left, right), (top, bottom)) = (bounds(|at| at % SIDE), bounds(|at| at / SIDE));
    let mass: f32 = image.0.iter().map(|&ink| f32::from(ink)).sum();
    let centre = |place: fn(usize) -> usize| {
        let moment = |(at, &ink): (usize, &u8)| place(at) as f32 * f32::from(ink);
        image.0.iter().enumerate().map(moment).sum::<f32>() / mass
    };
    (
        [left, right, top, bottom],
        [centre(|at| at % SIDE), centre(|at| at / SIDE)],
    )
}

/// Holds of every prepared image: full contrast, a 20x20 fit, the mass in the middle.
fn assert_like_mnist(image: &Image) {
    let ([left, right, top, bottom], centre) = placement(image);
    let (width, height) = (right - left + 1, bottom - top + 1);
    assert!(
        (18..=20).contains(&width.max(height)),
        "the ink is {width}x{height}"
    );
    assert!(
        centre.iter().all(|at| (at - 14.0).abs() <= 0.75),
        "the centre is {centre:?}"
    );
    assert_eq!(image.0.iter().max(), Some(&255));
    assert_eq!(image.0[0], 0);
}

/// The mean absolute difference of two images, in tones.
fn difference(one: &Image, other: &Image) -> f32 {
    let apart = |(one, other): (&u8, &u8)| f32::from(one.abs_diff(*other));
    one.0.iter().zip(&other.0).map(apart).sum::<f32>() / one.0.len() as f32
}
