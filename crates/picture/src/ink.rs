//! Ink lifted off its paper: stretched to full contrast and cropped to what was drawn.

use std::ops::Range;

use image::{GrayImage, ImageBuffer, Luma};

use super::histogram::Histogram;
use super::paper::{self, Paper};
use super::polarity::SPECKS;

/// How much of each place is ink, from 0 to 1.
pub(super) type Ink = ImageBuffer<Luma<f32>, Vec<f32>>;

/// A digit stands out from its paper and the paper's noise by at least this many of 255 tones.
const FAINTEST: f32 = 12.0;

/// From this share of full ink on a place belongs to the digit. MNIST's own boxes hold at it.
const EDGE: f32 = 0.125;

/// Of all ink, what may be cut off at each side as dust.
const DUST: f32 = 1e-3;

/// The ink of a light-on-dark picture, or `None` if it is blank.
pub(super) fn lift(mut grey: GrayImage) -> Option<Ink> {
    let paper = Paper::measure(&grey, peak(&grey));
    let noise = paper::noise(&grey);
    for (x, y, pixel) in grey.enumerate_pixels_mut() {
        // Paper that is brighter than measured is no negative ink.
        let above = (f32::from(pixel.0[0]) - paper.at(x, y)).clamp(0.0, 255.0);
        pixel.0[0] = above.round() as u8;
    }
    let contrast = f32::from(peak(&grey)) - noise;
    if contrast < FAINTEST {
        return None;
    }
    let strength = |tone: u8| ((f32::from(tone) - noise) / contrast).clamp(0.0, 1.0);
    let (columns, rows) = crop(&grey, strength)?;
    Some(Ink::from_fn(
        columns.len() as u32,
        rows.len() as u32,
        |x, y| {
            let tone = grey
                .get_pixel(columns.start as u32 + x, rows.start as u32 + y)
                .0[0];
            Luma([strength(tone)])
        },
    ))
}

/// The brightest tone, specks aside.
fn peak(grey: &GrayImage) -> u8 {
    Histogram::of(grey.pixels().map(|pixel| pixel.0[0])).quantile(1.0 - SPECKS)
}

/// The columns and rows that hold the ink.
fn crop(grey: &GrayImage, strength: impl Fn(u8) -> f32) -> Option<(Range<usize>, Range<usize>)> {
    let mut columns = vec![0.0; grey.width() as usize];
    let mut rows = vec![0.0; grey.height() as usize];
    for (x, y, pixel) in grey.enumerate_pixels() {
        let ink = strength(pixel.0[0]);
        if ink >= EDGE {
            columns[x as usize] += f64::from(ink);
            rows[y as usize] += f64::from(ink);
        }
    }
    Some((span(&columns)?, span(&rows)?))
}

/// The places between the first and the last that hold more than dust.
fn span(ink: &[f64]) -> Option<Range<usize>> {
    let dust = ink.iter().sum::<f64>() * f64::from(DUST);
    let rises = |so_far: &mut f64, ink: &f64| {
        *so_far += ink;
        Some(*so_far > dust)
    };
    let first = ink.iter().scan(0.0, rises).position(|over| over)?;
    let cut = ink.iter().rev().scan(0.0, rises).position(|over| over)?;
    Some(first..ink.len() - cut)
}
