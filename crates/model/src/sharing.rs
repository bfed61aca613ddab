//! How the work of many images comes to all cores of a processor.

use burn::tensor::{Device, Tensor};
use rayon::prelude::*;

use crate::classifier::Classifier;
use crate::ink::Ink;
use crate::input::{self, CLASSES, Image, PIXELS};
use crate::logits::{DeviceError, map_rows};

/// Who shares a batch of images out to the cores when logits are asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sharing {
    /// The backend, each product by itself: right wherever it has threads or hardware of its own.
    #[default]
    Products,
    /// The classifier: pieces of the batch to the threads of rayon's pool, for a backend that computes a
    /// small product on the thread that asks. Of each piece, pixels that are black in all its images are
    /// left out of the first product: of handwritten digits, some two in five.
    Images,
}

/// Images of a piece at most: of more, fewer pixels are black in all and fewer cores have a piece; of
/// fewer, more of the time goes to choosing rows of the weight. A multiple of the 4 and the 6 rows that
/// kernels of products take at a time.
pub(crate) const PIECE: usize = 72;

/// What `map` makes of each image's logits, in their order, piece by piece on the threads of the pool.
pub(crate) fn in_pieces<T: Send>(
    classifier: &Classifier,
    images: &[Image],
    device: &Device,
    map: impl Fn(&[f32; CLASSES]) -> T + Sync,
) -> Result<Vec<T>, DeviceError> {
    let size = images.len().div_ceil(images.len().div_ceil(PIECE));
    let pieces: Result<Vec<_>, _> = images
        .par_chunks(size)
        .map(|images| map_rows(forward(classifier, images, device), &map))
        .collect();
    Ok(pieces?.into_iter().flatten().collect())
}

/// `[batch, 10]`: as [`Classifier::forward`], without the terms that are zero.
fn forward(classifier: &Classifier, images: &[Image], device: &Device) -> Tensor<2> {
    let ink = Ink::of(images);
    if ink.pixels() == 0 || ink.pixels() == PIXELS {
        return classifier.forward(input::to_tensor(images, device));
    }
    let weight = ink.rows(classifier.hidden.weight.val());
    let sums = ink.to_tensor(images, device).matmul(weight); // [batch, hidden]
    let sums = match &classifier.hidden.bias {
        Some(bias) => sums + bias.val().unsqueeze(),
        None => sums,
    };
    classifier.forward_from(sums, |units| units)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::classifier::ClassifierConfig;
    use crate::input::SIDE;

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
        let mut classifier = ClassifierConfig::new().init(&device);
        let expected = classifier.logits(images, &device).unwrap();
        classifier.sharing = Sharing::Images;
        let found = classifier.logits(images, &device).unwrap();
        assert_eq!(found.len(), images.len());
        for (found, expected) in found.as_flattened().iter().zip(expected.as_flattened()) {
            assert!((found - expected).abs() < 1e-5, "{found} {expected}");
        }
    }

    #[test]
    fn logits_are_those_of_the_whole_batch_in_its_order() {
        for count in [0, 1, PIECE, PIECE + 1, 3 * PIECE, 5 * PIECE - 7] {
            agree(&images(count));
        }
    }

    #[test]
    fn a_piece_without_ink_and_one_without_black_are_computed_too() {
        let piece = |image| std::iter::repeat_n(image, PIECE);
        let black = piece(Image([0; PIXELS]));
        let white = piece(Image([255; PIXELS]));
        agree(&black.chain(white).chain(images(PIECE)).collect::<Vec<_>>());
    }
}
