//! Colours to grey, and see-through parts to paper.
//!
//! A drawing program that saves with transparency leaves the paper out, so the colour stored under
//! see-through pixels means nothing. The rule:
//!
//! - where most of the picture is see-through, or what is opaque has a single tone, the opaque part
//!   is the ink; it is laid on white when it is dark and on black when it is light;
//! - otherwise the opaque part holds ink and paper both, and holes (a card's round corners, say)
//!   get its median tone, which is paper.

use image::{DynamicImage, GrayAlphaImage, GrayImage, Luma};

use super::histogram::Histogram;

/// Tones closer than this are one ink, shaded by its own edges.
const SINGLE_TONE: u8 = 64;

/// From this alpha on a pixel's colour counts.
const OPAQUE: u8 = 128;

/// The picture in grey (Rec. 709 luma), without transparency.
pub(super) fn flatten(picture: DynamicImage) -> GrayImage {
    if !picture.color().has_alpha() {
        return picture.into_luma8();
    }
    let pixels = picture.into_luma_alpha8();
    let paper = u32::from(paper(&pixels));
    GrayImage::from_fn(pixels.width(), pixels.height(), |x, y| {
        let [tone, alpha] = pixels.get_pixel(x, y).0.map(u32::from);
        let blended = (tone * alpha + paper * (255 - alpha) + 127) / 255;
        // A weighted mean of two bytes is a byte.
        Luma([blended as u8])
    })
}

/// The tone to lay the picture on.
fn paper(pixels: &GrayAlphaImage) -> u8 {
    let opaque = pixels.pixels().filter(|pixel| pixel.0[1] >= OPAQUE);
    let tones = Histogram::of(opaque.map(|pixel| pixel.0[0]));
    let (width, height) = pixels.dimensions();
    let mostly_clear = tones.count() * 2 < u64::from(width) * u64::from(height);
    // A thousandth at each end, so that stray pixels make no second tone.
    let spread = tones.quantile(0.999) - tones.quantile(0.001);
    if mostly_clear || spread < SINGLE_TONE {
        if tones.mean() < 127.5 { 255 } else { 0 }
    } else {
        tones.median()
    }
}
