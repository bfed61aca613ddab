//! Displacement of every pixel by smoothed noise, as a hand's strokes waver.
//!
//! Simard, Steinkraus and Platt, "Best Practices for Convolutional Neural Networks Applied to Visual Document
//! Analysis" (2003): uniform noise in [-1, 1], smoothed by a Gaussian whose weights sum to 1, times alpha.

use burn_mnist_model::input::{PIXELS, SIDE};
use rand::Rng;
use rand::rngs::ChaCha8Rng;

use super::Augmentation;
use super::series::exp_minus;

/// How far each pixel is displaced, in pixels.
pub(super) struct Field {
    pub(super) x: [f32; PIXELS],
    pub(super) y: [f32; PIXELS],
}

/// A row of both components, side by side.
const PAIR: usize = 2 * SIDE;

/// The Gaussian from `-(SIDE - 1)` to `SIDE - 1`: row `i` of the matrix that smooths is a window of it.
type Kernel = [f32; 2 * SIDE - 1];

/// Draws how one image is bent.
#[inline(always)]
pub(super) fn draw(strengths: &Augmentation, rng: &mut ChaCha8Rng) -> Field {
    let noise = noise(strengths.elastic, rng);
    smooth(&noise, &kernel(strengths.sigma))
}

/// Uniform noise of 256 levels within `strength` either way.
#[inline(always)]
fn noise(strength: f32, rng: &mut ChaCha8Rng) -> [[f32; PAIR]; SIDE] {
    let mut bytes = [0; PAIR * SIDE];
    rng.fill_bytes(&mut bytes);
    let mut noise = [[0.0; PAIR]; SIDE];
    let scale = strength / 127.5;
    for (value, byte) in noise.as_flattened_mut().iter_mut().zip(bytes) {
        *value = (f32::from(byte) - 127.5) * scale;
    }
    noise
}

/// Weights `exp(-k^2 / 2 sigma^2)`, with a sum of 1.
fn kernel(sigma: f32) -> Kernel {
    let sigma = f64::from(sigma);
    let mut weights = [0.0; 2 * SIDE - 1];
    let first = exp_minus(0.5 / (sigma * sigma));
    // The exponents are squares, and these differ by the odd numbers.
    let (mut weight, mut ratio) = (1.0, first);
    let mut sum = -1.0;
    for distance in 0..SIDE {
        weights[SIDE - 1 + distance] = weight;
        weights[SIDE - 1 - distance] = weight;
        sum += 2.0 * weight;
        weight *= ratio;
        ratio *= first * first;
    }
    weights.map(|weight| (weight / sum) as f32)
}

/// Both components smoothed down the columns, then along the rows: two small dense products. Nothing lies beyond the
/// border, so that pixels there move less.
#[inline(always)]
fn smooth(noise: &[[f32; PAIR]; SIDE], kernel: &Kernel) -> Field {
    let mut field = Field {
        x: [0.0; PIXELS],
        y: [0.0; PIXELS],
    };
    for row in 0..SIDE {
        let mut down = [0.0; PAIR];
        for (other, values) in noise.iter().enumerate() {
            add_scaled(&mut down, kernel[SIDE - 1 + row - other], values);
        }
        let (mut x, mut y) = ([0.0; SIDE], [0.0; SIDE]);
        for column in 0..SIDE {
            let mut window = [0.0; SIDE];
            window.copy_from_slice(&kernel[SIDE - 1 - column..][..SIDE]);
            add_scaled(&mut x, down[column], &window);
            add_scaled(&mut y, down[SIDE + column], &window);
        }
        field.x[row * SIDE..][..SIDE].copy_from_slice(&x);
        field.y[row * SIDE..][..SIDE].copy_from_slice(&y);
    }
    field
}

#[inline(always)]
fn add_scaled<const N: usize>(sum: &mut [f32; N], factor: f32, values: &[f32; N]) {
    for (sum, value) in sum.iter_mut().zip(values) {
        *sum += factor * value;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::stream;

    #[test]
    fn smoothing_a_single_point_gives_the_gaussian() {
        let mut noise = [[0.0; PAIR]; SIDE];
        noise[10][12] = 1.0;
        noise[3][SIDE + 20] = 1.0;
        let field = smooth(&noise, &kernel(2.0));
        let gaussian = |distance: f64| {
            (-distance * distance / 8.0).exp() / (2.0 * (2.0 * std::f64::consts::PI).sqrt())
        };
        for (component, top, left) in [(&field.x, 10.0, 12.0), (&field.y, 3.0, 20.0)] {
            for (pixel, value) in component.iter().enumerate() {
                let (row, column) = ((pixel / SIDE) as f64, (pixel % SIDE) as f64);
                let expected = gaussian(row - top) * gaussian(column - left);
                assert!((f64::from(*value) - expected).abs() < 1e-6, "{pixel}");
            }
        }
    }

    #[test]
    fn the_pixels_move_as_far_as_the_formula_says() {
        let strengths = Augmentation {
            elastic: 34.0,
            ..Augmentation::NONE
        };
        let middle = SIDE * SIDE / 2 + SIDE / 2;
        let squares = (0..400).map(|index| {
            let field = draw(&strengths, &mut stream(*b"testing.", 1, 2, index));
            field.x[middle].powi(2) + field.y[middle].powi(2)
        });
        let root_mean_square = (squares.sum::<f32>() / 800.0).sqrt();
        // Of uniform noise 1/sqrt(3); of the smoothing 1 / (2 sigma sqrt(pi)).
        let expected = 34.0 / 3.0_f32.sqrt() / (8.0 * std::f32::consts::PI.sqrt());
        assert!(
            (root_mean_square / expected - 1.0).abs() < 0.1,
            "{root_mean_square} {expected}"
        );
    }
}
