//! Whether a picture is dark on light.

use image::GrayImage;

use super::histogram::Histogram;
use super::paper::Frame;

/// One pixel in a hundred thousand may be a glint or a speck and sets no scale.
pub(super) const SPECKS: f64 = 1e-5;

/// Ink lies inside and paper along the edges: the picture is dark on light when the middle tone of
/// its edges is nearer to its lightest tone than to its darkest.
pub(super) fn is_dark_on_light(grey: &GrayImage) -> bool {
    let tones = Histogram::of(grey.pixels().map(|pixel| pixel.0[0]));
    let edges = Frame::of(grey).tones(grey).median();
    let (darkest, lightest) = (tones.quantile(SPECKS), tones.quantile(1.0 - SPECKS));
    2 * u32::from(edges) > u32::from(darkest) + u32::from(lightest)
}
