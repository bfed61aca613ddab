//! Gaussian noise on every pixel.

use burn_mnist_model::input::{Image, PIXELS};
use rand::Rng;
use rand::rngs::ChaCha8Rng;

/// Bytes whose sum stands for a Gaussian draw: of four, the tails end at 3.45 standard deviations.
const BYTES: usize = 4;

/// What such a sum is on average, and its standard deviation: the root of `4 (256^2 - 1) / 12`.
const MEAN: f32 = 510.0;
const DEVIATION: f32 = 147.8;

/// Adds noise of this standard deviation, where white is 1.
#[inline(always)]
pub(super) fn add(image: &mut Image, deviation: f32, rng: &mut ChaCha8Rng) {
    let mut bytes = [[0; BYTES]; PIXELS];
    rng.fill_bytes(bytes.as_flattened_mut());
    let scale = deviation * 255.0 / DEVIATION;
    for (grey, bytes) in image.0.iter_mut().zip(bytes) {
        let sum: u16 = bytes.iter().map(|byte| u16::from(*byte)).sum();
        let noisy = f32::from(*grey) + (f32::from(sum) - MEAN) * scale;
        *grey = (noisy + 0.5) as u8;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::stream;

    #[test]
    fn noise_has_its_standard_deviation_and_stays_within_black_and_white() {
        let mut grey = Image([128; PIXELS]);
        add(&mut grey, 0.1, &mut stream(*b"testing.", 1, 2, 3));
        let squares = grey
            .0
            .iter()
            .map(|grey| ((f32::from(*grey) - 128.0) / 255.0).powi(2));
        let deviation = (squares.sum::<f32>() / PIXELS as f32).sqrt();
        assert!((deviation - 0.1).abs() < 0.01, "{deviation}");

        let mut black = Image([0; PIXELS]);
        add(&mut black, 1.0, &mut stream(*b"testing.", 1, 2, 3));
        assert!(black.0.contains(&0) && black.0.contains(&255));
    }
}
