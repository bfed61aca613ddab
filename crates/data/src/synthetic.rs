//! Digits drawn from a seed, for tests, for work without a network and for measuring speed. No substitute for MNIST.
//!
//! Only additions, multiplications, divisions and square roots are used, which IEEE 754 rounds alike everywhere: the
//! same seed gives the same bytes on every platform.

mod glyph;
mod ink;

use burn_mnist_model::input::CLASSES;
use rand::rngs::ChaCha8Rng;

use crate::random::{between, shuffle, stream};
use crate::{Digit, DigitSet, Digits};

use glyph::{Point, Stroke};
use ink::Canvas;

/// Default number of training images: enough to learn from, generated in about a second.
pub const DEFAULT_TRAIN: usize = 10_000;
/// Default number of test images.
pub const DEFAULT_TEST: usize = 2_000;

const TRAIN: u64 = 0;
const TEST: u64 = 1;

/// Draws a training and a test set. Sets of one seed share their first digits, whatever their sizes; each ten in a
/// row show every digit once.
pub fn generate(train: usize, test: usize, seed: u64) -> Digits {
    Digits {
        train: draw_set(train, seed, TRAIN),
        test: draw_set(test, seed, TEST),
        source: format!("synthetic digits, seed {seed}"),
        classes: Vec::new(),
    }
}

fn draw_set(count: usize, seed: u64, part: u64) -> DigitSet {
    let digits = (0..count.div_ceil(CLASSES)).flat_map(|block| {
        let mut labels: Vec<u32> = (0..CLASSES as u32).collect();
        shuffle(
            &mut stream(*b"synlabel", seed, part, block as u64),
            &mut labels,
        );
        labels
    });
    let digits = digits.take(count).enumerate().map(|(index, label)| {
        let mut rng = stream(*b"syndigit", seed, part, index as u64);
        draw(&mut rng, label as u8)
    });
    let (images, labels) = digits.map(|Digit { image, label }| (image, label)).unzip();
    DigitSet::paired(images, labels)
}

fn draw(rng: &mut ChaCha8Rng, label: u8) -> Digit {
    let hand = Hand::pick(rng);
    let mut canvas = Canvas::new();
    for stroke in glyph::strokes(rng, label) {
        let wobbly: Stroke = stroke
            .into_iter()
            .map(|point| hand.place(wobble(rng, point)))
            .collect();
        canvas.stroke(&glyph::smooth(&wobbly), hand.radius);
    }
    Digit {
        image: canvas.develop(rng, hand.pressure, hand.grain),
        label,
    }
}

/// How one writer holds the pen: what a glyph's unit square becomes in pixels.
struct Hand {
    centre: Point,
    width: f32,
    height: f32,
    slant: f32,
    tilt: f32,
    radius: f32,
    pressure: f32,
    grain: f32,
}

impl Hand {
    fn pick(rng: &mut ChaCha8Rng) -> Self {
        Self {
            centre: [between(rng, 11.5, 16.5), between(rng, 12.0, 16.0)],
            width: between(rng, 8.0, 15.0),
            height: between(rng, 15.0, 21.0),
            slant: between(rng, -0.2, 0.4),
            tilt: between(rng, -0.15, 0.15),
            radius: between(rng, 0.7, 1.8),
            pressure: between(rng, 170.0, 255.0),
            grain: between(rng, 0.0, 40.0),
        }
    }

    fn place(&self, [x, y]: Point) -> Point {
        let (x, y) = ((x - 0.5) * self.width, (y - 0.5) * self.height);
        [
            self.centre[0] + x - self.slant * y,
            self.centre[1] + y + self.tilt * x,
        ]
    }
}

fn wobble(rng: &mut ChaCha8Rng, [x, y]: Point) -> Point {
    [x + between(rng, -0.07, 0.07), y + between(rng, -0.05, 0.05)]
}

#[cfg(test)]
mod tests;
