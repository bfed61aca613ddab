//! The input contract: the one place that says what an image is and how it becomes the network's input.

use std::fmt;

use burn::tensor::{Device, Tensor, TensorData};
use pulp::Arch;

/// Width and height of an image, in pixels.
pub const SIDE: usize = 28;

/// Pixels of an image, and so inputs of the network.
pub const PIXELS: usize = SIDE * SIDE;

/// Number of classes: the digits 0 to 9.
pub const CLASSES: usize = 10;

/// A 28x28 8-bit grey image, white digit on black, row-major from the top left.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Image(pub [u8; PIXELS]);

impl fmt::Debug for Image {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ink = self.0.iter().filter(|pixel| **pixel > 0).count();
        write!(f, "Image({SIDE}x{SIDE}, {ink} pixels of ink)")
    }
}

/// A pixel as the network sees it: 0 (black) to 1 (white).
#[inline(always)]
pub const fn scale(pixel: u8) -> f32 {
    pixel as f32 / 255.0
}

/// The network's input for a batch of images.
///
/// # Shapes
///
/// - output: `[batch, 784]`, in [0, 1]
pub fn to_tensor<'a>(images: impl IntoIterator<Item = &'a Image>, device: &Device) -> Tensor<2> {
    let images = images.into_iter();
    let mut pixels = Vec::with_capacity(images.size_hint().0 * PIXELS);
    // A division a pixel is worth this processor's widest: three times as fast as the least common one.
    Arch::new().dispatch(|| {
        for image in images {
            pixels.extend(image.0.iter().map(|pixel| scale(*pixel)));
        }
    });
    let batch = pixels.len() / PIXELS;
    Tensor::from_data(TensorData::new(pixels, [batch, PIXELS]), device)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pixels_are_scaled_to_the_unit_interval_in_row_major_order() {
        let mut image = Image([0; PIXELS]);
        image.0[1] = 255;
        image.0[SIDE] = 51;

        let input = to_tensor([&image, &Image([255; PIXELS])], &Device::flex());

        assert_eq!(input.dims(), [2, PIXELS]);
        let values: Vec<f32> = input.try_into_vec_as().unwrap();
        assert_eq!((values[0], values[1], values[SIDE]), (0.0, 1.0, 0.2));
        assert!(values[PIXELS..].iter().all(|value| *value == 1.0));
    }
}
