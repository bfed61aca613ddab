//! Digits moved, turned and made noisy: pure functions from image to image, for measuring what a network withstands.

use std::f64::consts::TAU;

use burn_mnist_model::input::{Image, PIXELS, SIDE, scale};
use rand::rngs::ChaCha8Rng;
use rand::{Rng, SeedableRng};

/// One way and extent of making an image harder to read.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Distortion {
    /// Moved by pixels to the right and down; what leaves the image is lost.
    Shift {
        /// Pixels to the right.
        right: f64,
        /// Pixels down.
        down: f64,
    },
    /// Turned counter-clockwise around the centre.
    Rotation {
        /// By how many degrees.
        degrees: f64,
    },
    /// Gaussian noise added to each pixel.
    Noise {
        /// Standard deviation, where 1 is the difference of black and white.
        std: f64,
    },
}

impl Distortion {
    /// The image distorted. Noise is drawn for the image's `index` alone: for one image its pattern is the
    /// same at every strength.
    pub fn apply(self, image: &Image, index: usize) -> Image {
        match self {
            Self::Shift { right, down } => resample(image, |x, y| (x - right, y - down)),
            Self::Rotation { degrees } => rotate(image, degrees),
            Self::Noise { std } => add_noise(image, std, index),
        }
    }
}

fn rotate(image: &Image, degrees: f64) -> Image {
    let (sin, cos) = degrees.to_radians().sin_cos();
    let centre = (SIDE - 1) as f64 / 2.0;
    resample(image, |x, y| {
        let (x, y) = (x - centre, y - centre);
        // Rows count downwards, so that this turns the output clockwise back onto the source.
        (centre + cos * x - sin * y, centre + sin * x + cos * y)
    })
}

/// Looks each output pixel up where `source` says it comes from, between the four pixels around that place;
/// beyond the edge is black.
fn resample(image: &Image, source: impl Fn(f64, f64) -> (f64, f64)) -> Image {
    let pixel = |x: i32, y: i32| -> f64 {
        let inside = |place: i32| (0..SIDE as i32).contains(&place);
        match inside(x) && inside(y) {
            true => image.0[y as usize * SIDE + x as usize].into(),
            false => 0.0,
        }
    };
    Image(std::array::from_fn(|position| {
        let (x, y) = source((position % SIDE) as f64, (position / SIDE) as f64);
        let (left, top) = (x.floor(), y.floor());
        let (right_share, lower_share) = (x - left, y - top);
        let (left, top) = (left as i32, top as i32);
        let row = |y: i32| {
            (1.0 - right_share) * pixel(left, y) + right_share * pixel(left.saturating_add(1), y)
        };
        let value = (1.0 - lower_share) * row(top) + lower_share * row(top.saturating_add(1));
        // Rounds, since nothing is below 0.
        (value + 0.5) as u8
    }))
}

/// Two independent normal numbers from two uniform ones: Box and Muller, "A Note on the Generation of Random
/// Normal Deviates" (1958).
fn add_noise(image: &Image, std: f64, index: usize) -> Image {
    let mut rng = stream(index);
    let mut noisy = [0; PIXELS];
    for (pair, noisy) in image.0.chunks(2).zip(noisy.chunks_mut(2)) {
        // From 1 down to, but not including, 0: its logarithm is a number.
        let radius = (-2.0 * f64::from(1.0 - unit(&mut rng)).ln()).sqrt();
        let (sin, cos) = (TAU * f64::from(unit(&mut rng))).sin_cos();
        for ((pixel, noisy), part) in pair.iter().zip(noisy).zip([cos, sin]) {
            let value = f64::from(scale(*pixel)) + std * radius * part;
            *noisy = (255.0 * value.clamp(0.0, 1.0)).round() as u8;
        }
    }
    Image(noisy)
}

/// The generator of one image's noise.
fn stream(index: usize) -> ChaCha8Rng {
    let mut key = [0; 32];
    key[..8].copy_from_slice(b"distort.");
    key[16..24].copy_from_slice(&(index as u64).to_le_bytes());
    ChaCha8Rng::from_seed(key)
}

/// Uniform in [0, 1), from the 24 high bits: as many as an f32 holds exactly.
fn unit(rng: &mut ChaCha8Rng) -> f32 {
    (rng.next_u32() >> 8) as f32 / (1 << 24) as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dot(x: usize, y: usize) -> Image {
        let mut image = Image([0; PIXELS]);
        image.0[y * SIDE + x] = 200;
        image
    }

    #[test]
    fn nothing_done_is_nothing_changed() {
        let still = [
            Distortion::Shift {
                right: 0.0,
                down: 0.0,
            },
            Distortion::Rotation { degrees: 0.0 },
            Distortion::Noise { std: 0.0 },
        ];
        for index in 0..20 {
            let image = Image(std::array::from_fn(|at| (at * (7 + index)) as u8));
            for distortion in still {
                assert_eq!(distortion.apply(&image, index), image, "{distortion:?}");
            }
        }
    }

    #[test]
    fn a_shift_moves_right_and_down_and_loses_what_leaves() {
        let shift = |right, down| Distortion::Shift { right, down };
        assert_eq!(shift(3.0, -2.0).apply(&dot(10, 10), 0), dot(13, 8));
        assert_eq!(shift(0.0, 4.0).apply(&dot(5, 25), 0), Image([0; PIXELS]));
        let halved = shift(0.5, 0.0).apply(&dot(10, 10), 0);
        let row = 10 * SIDE;
        assert_eq!(halved.0[row + 9..row + 13], [0, 100, 100, 0]);
    }

    #[test]
    fn a_quarter_turn_is_counter_clockwise() {
        let turn = |degrees| Distortion::Rotation { degrees };
        let right = dot(20, 13);
        assert_eq!(turn(90.0).apply(&right, 0), dot(13, 7));
        assert_eq!(turn(-90.0).apply(&right, 0), dot(14, 20));
    }

    #[test]
    fn noise_is_the_same_in_every_version() {
        let noisy = Distortion::Noise { std: 0.25 }.apply(&Image([128; PIXELS]), 3);
        assert_eq!(noisy.0[..6], RECORDED);
    }

    /// What this code drew when it was written; other values would make robustness curves of another time differ.
    const RECORDED: [u8; 6] = [154, 248, 95, 160, 86, 88];

    #[test]
    fn noise_has_the_spread_asked_for_and_depends_on_the_index_alone() {
        let grey = Image([128; PIXELS]);
        let noise = Distortion::Noise { std: 0.1 };
        assert_eq!(noise.apply(&grey, 7), noise.apply(&grey, 7));
        assert_ne!(noise.apply(&grey, 7), noise.apply(&grey, 8));
        let values: Vec<f64> = (0..50)
            .flat_map(|index| noise.apply(&grey, index).0)
            .map(|pixel| f64::from(scale(pixel)))
            .collect();
        let mean = values.iter().sum::<f64>() / values.len() as f64;
        let squares = values.iter().map(|value| (value - mean).powi(2));
        let std = (squares.sum::<f64>() / values.len() as f64).sqrt();
        assert!((mean - 128.0 / 255.0).abs() < 0.003, "{mean}");
        assert!((std - 0.1).abs() < 0.003, "{std}");
    }
}
