//! A batch of images computed in chunks, each without the pixels that are black in all its images.

use burn::tensor::{Device, Tensor};
use burn_mnist_model::input::{self, CLASSES, Image, PIXELS};
use burn_mnist_model::{Classifier, DeviceError};

use crate::active_pixels::ActivePixels;
use crate::rows::map_rows;
use crate::threads;

/// Images of a chunk at most: of more, fewer pixels are black in all and fewer cores have a chunk; of
/// fewer, more of the time goes to choosing rows of the weight. A multiple of the 4 and the 6 rows that
/// kernels of products take at a time.
pub(crate) const CHUNK: usize = 72;

/// The result of `map` for each image's logits, in the images' order.
pub(crate) fn map_logits<T: Send, E: From<DeviceError> + Send>(
    classifier: &Classifier,
    images: &[Image],
    device: &Device,
    map: impl Fn(&[f32; CLASSES]) -> Result<T, E> + Sync,
) -> Result<Vec<T>, E> {
    let size = images.len().div_ceil(images.len().div_ceil(CHUNK));
    let chunks = threads::try_map_chunks(images, size, |images| {
        map_rows(forward(classifier, images, device), &map)
    });
    Ok(chunks?.into_iter().flatten().collect())
}

/// `[batch, 10]`: as [`Classifier::forward`], without the terms that are zero.
fn forward(classifier: &Classifier, images: &[Image], device: &Device) -> Tensor<2> {
    let active = ActivePixels::of(images);
    let first = match classifier.hidden.first() {
        Some(first) if active.count() > 0 && active.count() < PIXELS => first,
        _ => return classifier.forward(input::to_tensor(images, device)),
    };
    let weight = active.rows(first.weight.val());
    let sums = active.to_tensor(images, device).matmul(weight); // [batch, units]
    let sums = match &first.bias {
        Some(bias) => sums + bias.val().unsqueeze(),
        None => sums,
    };
    classifier.forward_from(sums, |units| units)
}

#[cfg(test)]
mod tests {
    use burn_mnist_model::ClassifierConfig;
    use burn_mnist_model::input::SIDE;

    use super::*;
    use crate::logits::logits;
    use crate::parallelism::BatchParallelism;

    /// Digits for this purpose: ink in the middle, its place and strength another one each time.
    fn images(count: usize) -> Vec<Image> {
        let image = |seed: usize| {
            let mut image = Image([0; PIXELS]);
            for row in 6..22 {
                image.0[row * SIDE + 8 + (seed * 5 + row) % 12] = (seed * 37 + row) as u8;
            }
            image
        };
        (0..count).map(image).collect()
    }

    fn agree(images: &[Image]) {
        let device = Device::flex();
        let classifier = ClassifierConfig::new().init(&device);
        let [expected, found] = [BatchParallelism::Backend, BatchParallelism::Chunks]
            .map(|parallelism| logits(&classifier, images, &device, parallelism).unwrap());
        assert_eq!(found.len(), images.len());
        for (found, expected) in found.as_flattened().iter().zip(expected.as_flattened()) {
            assert!((found - expected).abs() < 1e-5, "{found} {expected}");
        }
    }

    #[test]
    fn logits_are_those_of_the_whole_batch_in_its_order() {
        for count in [0, 1, CHUNK, CHUNK + 1, 3 * CHUNK, 5 * CHUNK - 7] {
            agree(&images(count));
        }
    }

    #[test]
    fn a_chunk_of_black_images_and_one_of_white_ones_are_computed_too() {
        let chunk = |image| std::iter::repeat_n(image, CHUNK);
        let black = chunk(Image([0; PIXELS]));
        let white = chunk(Image([255; PIXELS]));
        agree(&black.chain(white).chain(images(CHUNK)).collect::<Vec<_>>());
    }
}
