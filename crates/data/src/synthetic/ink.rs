//! Strokes become anti-aliased pixels.

use burn_mnist_model::input::{Image, PIXELS, SIDE};
use rand::rngs::ChaCha8Rng;

use super::glyph::Point;
use crate::random::between;

/// How much of each pixel is covered by ink, 0 to 1.
pub(super) struct Canvas([f32; PIXELS]);

impl Canvas {
    pub(super) fn new() -> Self {
        Self([0.0; PIXELS])
    }

    /// Draws a chain of lines with a round pen.
    pub(super) fn stroke(&mut self, points: &[Point], radius: f32) {
        for line in points.windows(2) {
            self.line(line[0], line[1], radius);
        }
    }

    fn line(&mut self, from: Point, to: Point, radius: f32) {
        let reach = radius + 1.0;
        // Casts from f32 saturate: ink beyond the edge is cut off.
        let start = |k: usize| (from[k].min(to[k]) - reach) as usize;
        let end = |k: usize| ((from[k].max(to[k]) + reach) as usize + 1).min(SIDE);
        for y in start(1)..end(1) {
            for x in start(0)..end(0) {
                let centre = [x as f32 + 0.5, y as f32 + 0.5];
                let coverage = (radius + 0.5 - distance(centre, from, to)).clamp(0.0, 1.0);
                let pixel = &mut self.0[y * SIDE + x];
                *pixel = pixel.max(coverage);
            }
        }
    }

    /// Turns ink into grey levels of a pen's `pressure`, with noise up to `grain` levels either way.
    pub(super) fn develop(&self, rng: &mut ChaCha8Rng, pressure: f32, grain: f32) -> Image {
        let mut image = Image([0; PIXELS]);
        for (pixel, coverage) in image.0.iter_mut().zip(self.0) {
            // The cast saturates: levels stay between 0 and 255.
            *pixel = (coverage * pressure + between(rng, -grain, grain) + 0.5) as u8;
        }
        image
    }
}

/// From a point to the nearest point of a line.
fn distance(point: Point, from: Point, to: Point) -> f32 {
    let (dx, dy) = (to[0] - from[0], to[1] - from[1]);
    let (px, py) = (point[0] - from[0], point[1] - from[1]);
    let length_squared = (dx * dx + dy * dy).max(f32::MIN_POSITIVE);
    let along = ((px * dx + py * dy) / length_squared).clamp(0.0, 1.0);
    let (ex, ey) = (px - along * dx, py - along * dy);
    (ex * ex + ey * ey).sqrt()
}
