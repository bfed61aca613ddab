//! The pixels of a batch that are worth computing with: those that are black in all its images add nothing.

use std::ops::Range;

use burn::tensor::{Device, Int, Tensor, TensorData};

use burn_mnist_model::input::{Image, PIXELS, SIDE, scale};

/// [`scale`] of every pixel there is; a row's few pixels are too short for the division's wide vectors.
static SCALED: [f32; 256] = scaled();

/// The part of each row of pixels in which any of some images is not black.
pub(crate) struct ActivePixels {
    /// Places in an image, ascending.
    spans: Vec<Range<usize>>,
    /// Pixels in all spans.
    count: usize,
}

impl ActivePixels {
    /// The active pixels of these images.
    pub(crate) fn of(images: &[Image]) -> Self {
        let mut any = [0; PIXELS];
        for image in images {
            for (any, pixel) in any.iter_mut().zip(&image.0) {
                *any |= pixel;
            }
        }
        let rows = any.chunks(SIDE).enumerate();
        let spans = rows.filter_map(|(row, pixels)| {
            let first = pixels.iter().position(|pixel| *pixel > 0)?;
            let last = pixels.iter().rposition(|pixel| *pixel > 0)?;
            Some(row * SIDE + first..row * SIDE + last + 1)
        });
        let spans: Vec<Range<usize>> = spans.collect();
        let count = spans.iter().map(Range::len).sum();
        Self { spans, count }
    }

    /// How many of an image's pixels are active.
    pub(crate) fn count(&self) -> usize {
        self.count
    }

    /// The active pixels of these images, in [0, 1]: `[batch, count]`.
    pub(crate) fn to_tensor(&self, images: &[Image], device: &Device) -> Tensor<2> {
        let mut values = Vec::with_capacity(images.len() * self.count);
        for image in images {
            for span in &self.spans {
                let pixels = image.0[span.clone()].iter();
                values.extend(pixels.map(|pixel| SCALED[usize::from(*pixel)]));
            }
        }
        Tensor::from_data(TensorData::new(values, [images.len(), self.count]), device)
    }

    /// The rows of `weight`, `[784, units]`, that belong to the active pixels: `[count, units]`.
    pub(crate) fn rows(&self, weight: Tensor<2>) -> Tensor<2> {
        let rows = self.spans.iter().flat_map(Range::clone);
        let rows: Vec<i32> = rows.map(|row| row as i32).collect();
        let rows = TensorData::new(rows, [self.count]);
        let rows = Tensor::<1, Int>::from_data(rows, &weight.device());
        weight.select(0, rows)
    }
}

const fn scaled() -> [f32; 256] {
    let mut scaled = [0.0; 256];
    let mut pixel = 0;
    while pixel < scaled.len() {
        scaled[pixel] = scale(pixel as u8);
        pixel += 1;
    }
    scaled
}

#[cfg(test)]
mod tests {
    use super::*;

    fn image(ink: &[usize]) -> Image {
        let mut image = Image([0; PIXELS]);
        for pixel in ink {
            image.0[*pixel] = 255;
        }
        image
    }

    #[test]
    fn spans_hold_every_pixel_with_ink_and_no_row_without() {
        let images = [image(&[30, 33]), image(&[31, 783])];
        let ink = ActivePixels::of(&images);
        assert_eq!(ink.spans, [30..34, 783..784]);
        let pixels = ink.to_tensor(&images, &Device::flex());
        let pixels: Vec<f32> = pixels.try_into_vec_as().unwrap();
        assert_eq!(pixels, [1.0, 0.0, 0.0, 1.0, 0.0, 0.0, 1.0, 0.0, 0.0, 1.0]);
    }

    #[test]
    fn rows_are_those_of_the_pixels() {
        let device = Device::flex();
        let weight: Vec<f32> = (0..2 * PIXELS).map(|at| at as f32).collect();
        let weight = Tensor::from_data(TensorData::new(weight, [PIXELS, 2]), &device);
        let rows = ActivePixels::of(&[image(&[0, 5 * SIDE])]).rows(weight);
        let rows: Vec<f32> = rows.try_into_vec_as().unwrap();
        assert_eq!(rows, [0.0, 1.0, 280.0, 281.0]);
    }

    #[test]
    fn black_images_have_no_pixels() {
        assert_eq!(ActivePixels::of(&[image(&[])]).count(), 0);
    }
}
