//! Ink scaled into 20x20 with its aspect kept, then centred by mass in 28x28.

use burn_mnist_model::input::{Image, PIXELS, SIDE};
use image::imageops::{FilterType, resize};

use super::ink::Ink;

/// The box a digit is scaled into.
pub(super) const BOX: u32 = 20;

/// The pixel that MNIST moves the centre of mass to, in columns and rows counted from 0.
pub(super) const CENTRE: f32 = (SIDE / 2) as f32;

/// Places the ink as MNIST places its digits.
pub(super) fn fit(ink: &Ink) -> Image {
    let scaled = scale(ink);
    let brightest = scaled
        .pixels()
        .map(|pixel| pixel.0[0])
        .fold(f32::MIN_POSITIVE, f32::max);
    let (left, top) = offset(&scaled);

    let mut pixels = [0; PIXELS];
    for (x, y, pixel) in scaled.enumerate_pixels() {
        let at = (top + y as usize) * SIDE + left + x as usize;
        // A thin line fades when it is scaled down: ink is at full strength again here.
        pixels[at] = (pixel.0[0] / brightest * 255.0).round() as u8;
    }
    Image(pixels)
}

fn scale(ink: &Ink) -> Ink {
    let (width, height) = ink.dimensions();
    let longer = width.max(height) as f32;
    let side = |length: u32| ((length as f32 * BOX as f32 / longer).round() as u32).clamp(1, BOX);
    resize(ink, side(width), side(height), FilterType::Triangle)
}

/// The column and row of the ink's first pixel, within the image even for a lopsided digit.
fn offset(ink: &Ink) -> (usize, usize) {
    let (mut mass, mut across, mut down) = (f32::MIN_POSITIVE, 0.0, 0.0);
    for (x, y, pixel) in ink.enumerate_pixels() {
        mass += pixel.0[0];
        across += pixel.0[0] * x as f32;
        down += pixel.0[0] * y as f32;
    }
    let start = |centre: f32, length: u32| {
        ((CENTRE - centre).round().max(0.0) as usize).min(SIDE - length as usize)
    };
    (
        start(across / mass, ink.width()),
        start(down / mass, ink.height()),
    )
}
