//! Pictures that already are what MNIST's own images are.
//!
//! Preparing such a picture again would soften it by a resampling that changes nothing else, and an
//! image exported from the data set would no longer be predicted as the data set's own is. So its
//! pixels are kept. The bounds hold, with room to spare, for all 70,000 images of MNIST: black along
//! the edges, ink in a box of at most 20x20 whose longer side is at least 14, full contrast, and a
//! centre of mass within half a pixel of pixel (14, 14).

use burn_mnist_model::input::{Image, PIXELS, SIDE};
use image::GrayImage;

use super::fit::{BOX, CENTRE};
use super::paper::Frame;

/// Tones below are paper; a JPEG's ringing stays under it.
const INK: u8 = 32;

/// The edges are darker than this.
const BLACK: u8 = 8;

/// The brightest ink is at least this bright.
const FULL: u8 = 224;

/// The shortest longer side of the ink.
const SHORTEST: usize = 14;

/// How far from the middle the centre of mass may lie, in pixels.
const OFF_CENTRE: f32 = 1.0;

/// The picture's own pixels, light on dark, when they are MNIST-like already.
pub(super) fn as_is(grey: &GrayImage) -> Option<Image> {
    if grey.dimensions() != (SIDE as u32, SIDE as u32) {
        return None;
    }
    let pixels: [u8; PIXELS] = grey.as_raw().as_slice().try_into().ok()?;
    let inked = || (0..PIXELS).filter(|&at| pixels[at] >= INK);

    let longer = extent(inked().map(|at| at % SIDE))?.max(extent(inked().map(|at| at / SIDE))?);
    let brightest = pixels.iter().max()?;
    let full = Frame::of(grey).tones(grey).median() < BLACK && *brightest >= FULL;
    let fits = (SHORTEST..=BOX as usize).contains(&longer);

    let weigh = |place: fn(usize) -> usize| -> f32 {
        let mass: f32 = inked().map(|at| f32::from(pixels[at])).sum();
        inked()
            .map(|at| place(at) as f32 * f32::from(pixels[at]))
            .sum::<f32>()
            / mass
    };
    let centred = (weigh(|at| at % SIDE) - CENTRE).abs() <= OFF_CENTRE
        && (weigh(|at| at / SIDE) - CENTRE).abs() <= OFF_CENTRE;

    (full && fits && centred).then_some(Image(pixels))
}

/// How many places lie from the least to the greatest, both included.
fn extent(places: impl Iterator<Item = usize> + Clone) -> Option<usize> {
    Some(places.clone().max()? - places.min()? + 1)
}
