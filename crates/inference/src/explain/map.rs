//! A number for each pixel of an image.

use burn_mnist_model::{PIXELS, SIDE};

/// 28x28 numbers, row-major from the top left: positive where a pixel speaks for what is explained,
/// negative where it speaks against it.
#[derive(Clone, Debug, PartialEq)]
pub struct Map(pub [f32; PIXELS]);

impl Map {
    /// The largest absolute value.
    pub fn largest(&self) -> f32 {
        self.0
            .iter()
            .fold(0.0, |largest, value| value.abs().max(largest))
    }

    /// The map of absolute values.
    pub fn magnitudes(&self) -> Self {
        Self(self.0.map(f32::abs))
    }

    /// The sum of all values.
    pub fn sum(&self) -> f64 {
        self.0.iter().copied().map(f64::from).sum()
    }

    /// Its 28 rows, from the top.
    pub fn rows(&self) -> &[[f32; SIDE]] {
        self.0.as_chunks().0
    }
}
