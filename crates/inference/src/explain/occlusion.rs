//! Occlusion: what a class loses when part of the image is blackened.

use burn::tensor::Device;
use burn_mnist_model::output::softmax;
use burn_mnist_model::{Classifier, Image, SIDE};

use super::Map;
use crate::error::InferenceError;
use crate::host::logits;

/// Width and height of the black patch, in pixels; it moves by one.
pub const PATCH: usize = 4;

/// Images a device is handed at once.
const CHUNK: usize = 128;

/// A patch's top left pixel: (row, column).
type Place = (usize, usize);

/// The mean loss of probability under the patches that cover each pixel; negative where the class
/// gains. Patches of nothing but black change nothing, and are not asked of the device.
pub(super) fn occlusion(
    classifier: &Classifier,
    image: &Image,
    class: u8,
    device: &Device,
) -> Result<Map, InferenceError> {
    let places: Vec<Place> = places().filter(|place| has_ink(image, *place)).collect();
    let probability = |logits: &_| f64::from(softmax(logits)[usize::from(class)]);
    let whole = probability(&logits(classifier, &[*image], device)?[0]);

    let mut losses = [0.0; SIDE * SIDE];
    for chunk in places.chunks(CHUNK) {
        let occluded: Vec<Image> = chunk.iter().map(|place| blacken(image, *place)).collect();
        let logits = logits(classifier, &occluded, device)?;
        for (place, logits) in chunk.iter().zip(&logits) {
            let loss = whole - probability(logits);
            pixels(*place).for_each(|at| losses[at] += loss);
        }
    }
    let covers = covers();
    Ok(Map(std::array::from_fn(|at| {
        (losses[at] / f64::from(covers[at])) as f32
    })))
}

fn places() -> impl Iterator<Item = Place> {
    let last = SIDE - PATCH;
    (0..=last).flat_map(move |row| (0..=last).map(move |column| (row, column)))
}

fn pixels((top, left): Place) -> impl Iterator<Item = usize> {
    let rows = top..top + PATCH;
    rows.flat_map(move |row| (left..left + PATCH).map(move |column| row * SIDE + column))
}

fn has_ink(image: &Image, place: Place) -> bool {
    pixels(place).any(|at| image.0[at] > 0)
}

fn blacken(image: &Image, place: Place) -> Image {
    let mut occluded = *image;
    pixels(place).for_each(|at| occluded.0[at] = 0);
    occluded
}

/// How many patches cover each pixel: 16 in the middle, 1 in a corner.
fn covers() -> [u32; SIDE * SIDE] {
    let mut covers = [0; SIDE * SIDE];
    places().flat_map(pixels).for_each(|at| covers[at] += 1);
    covers
}

#[cfg(test)]
mod tests {
    use burn_mnist_model::{PIXELS, Weights};

    use super::*;

    /// Sees a 7 in pixel `seen` alone, and is nearly sure of it when it is white.
    fn looks_at(seen: usize, device: &Device) -> Classifier {
        let mut weights = Weights::zeros(1);
        weights.hidden[0].weight[seen] = 1.0;
        weights.output.weight[7] = 8.0;
        Classifier::new(weights, device)
    }

    #[test]
    fn only_patches_over_what_the_network_looks_at_cost_probability() {
        let device = Device::flex();
        let (row, column) = (10, 12);
        let seen = row * SIDE + column;
        let image = Image([255; PIXELS]);
        let classifier = looks_at(seen, &device);
        let map = occlusion(&classifier, &image, 7, &device).unwrap();

        let sure = 8.0_f32.exp() / (8.0_f32.exp() + 9.0);
        let loss = sure - 0.1;
        let near = |at: usize, expected: f32| {
            assert!((map.0[at] - expected).abs() < 1e-6, "{at}: {}", map.0[at]);
        };
        near(seen, loss); // every patch over it
        near(seen + 1, loss * 12.0 / 16.0); // three of four columns of patches
        near(seen + 3 * SIDE + 3, loss / 16.0); // one patch alone covers both
        near(seen + 4, 0.0);
        assert_eq!(map.largest(), map.0[seen]);
    }

    #[test]
    fn what_the_classes_opponents_live_on_is_negative() {
        let device = Device::flex();
        let mut image = Image([0; PIXELS]);
        image.0[400] = 255;
        let map = occlusion(&looks_at(400, &device), &image, 3, &device).unwrap();
        assert!(map.0[400] < -0.09, "{}", map.0[400]);
        assert!(map.0.iter().all(|loss| *loss <= 0.0));
        assert_eq!(map.0[0], 0.0);
    }

    #[test]
    fn the_middle_is_covered_by_sixteen_patches_and_a_corner_by_one() {
        let covers = covers();
        assert_eq!(
            (covers[0], covers[14 * SIDE + 14], covers[PIXELS - 1]),
            (1, 16, 1)
        );
        assert_eq!(covers.iter().sum::<u32>(), 25 * 25 * 16);
    }
}
