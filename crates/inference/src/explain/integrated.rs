//! Integrated gradients: each pixel's share of what an image's logit has over a black one's.

use burn::tensor::Device;
use burn_mnist_model::input::scale;
use burn_mnist_model::{Classifier, Image, PIXELS};

use super::{Input, Map, gradient};
use crate::error::InferenceError;
use crate::host::logits;

/// Gradients on the way from black to the image.
pub const STEPS: usize = 64;

/// Whether integrated gradients add up to what they share out (Sundararajan et al. 2017,
/// proposition 1): the sum of a map is the image's logit less the black one's, but for the error of
/// the [`STEPS`] and of rounding.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Completeness {
    /// The class's logit for the image.
    pub logit: f32,
    /// The class's logit for a black image.
    pub black: f32,
    /// The sum of the map.
    pub attributed: f64,
}

impl Completeness {
    /// The difference between the logits of the image and of a black one, which the map distributes over the pixels.
    pub fn rise(&self) -> f64 {
        f64::from(self.logit) - f64::from(self.black)
    }

    /// How far the sum misses the rise, as a part of it; the miss itself where there is no rise.
    pub fn relative_gap(&self) -> f64 {
        let miss = (self.attributed - self.rise()).abs();
        match self.rise().abs() {
            0.0 => miss,
            rise => miss / rise,
        }
    }
}

/// xᵢ ∫₀¹ ∂z(αx)/∂xᵢ dα by the midpoint rule, whose [`STEPS`] gradients are one batch.
pub(super) fn along_the_path(
    classifier: &Classifier,
    image: &Image,
    class: u8,
    device: &Device,
) -> Result<(Map, Completeness), InferenceError> {
    let input: Input = image.0.map(scale);
    let path: Vec<Input> = (0..STEPS)
        .map(|step| (step as f32 + 0.5) / STEPS as f32)
        .map(|alpha| input.map(|pixel| alpha * pixel))
        .collect();
    let gradients = gradient::at_each(classifier, &path, class, device)?;
    let mean = |at: usize| {
        let sum: f64 = gradients
            .iter()
            .map(|gradient| f64::from(gradient[at]))
            .sum();
        sum / STEPS as f64
    };
    let map = Map(std::array::from_fn(|at| {
        (f64::from(input[at]) * mean(at)) as f32
    }));

    let ends = logits(classifier, &[*image, Image([0; PIXELS])], device)?;
    let completeness = Completeness {
        logit: ends[0][usize::from(class)],
        black: ends[1][usize::from(class)],
        attributed: map.sum(),
    };
    Ok((map, completeness))
}

#[cfg(test)]
mod tests {
    use burn_mnist_model::{ClassifierConfig, Weights};

    use super::*;

    #[test]
    fn a_unit_that_wakes_half_way_gives_half_its_gradient() {
        let device = Device::flex();
        let mut weights = Weights::zeros(1);
        weights.hidden[0].weight[5] = 2.0;
        weights.hidden[0].bias[0] = -1.0;
        weights.output.weight[3] = 4.0;
        weights.output.bias[3] = 0.25;
        let classifier = Classifier::new(weights, &device);
        let mut image = Image([0; PIXELS]);
        (image.0[5], image.0[9]) = (255, 255);

        let (map, completeness) = along_the_path(&classifier, &image, 3, &device).unwrap();

        // relu(2 * 1 - 1) * 4; awake from alpha one half on, where the slope is 8.
        let mut expected = [0.0; PIXELS];
        expected[5] = 4.0;
        assert_eq!(map.0, expected);
        assert_eq!((completeness.logit, completeness.black), (4.25, 0.25));
        assert_eq!(completeness.relative_gap(), 0.0);
    }

    #[test]
    fn the_shares_add_up_to_the_rise_over_black() {
        let device = Device::flex();
        let mut weights = Weights::glorot(64, 5);
        // Biases, so that units wake and fall asleep along the path.
        for (unit, bias) in weights.hidden[0].bias.iter_mut().enumerate() {
            *bias = (unit as f32 - 32.0) / 64.0;
        }
        let classifier = Classifier::new(weights, &device);
        let image = Image(std::array::from_fn(|at| (at % 251) as u8));
        for class in 0..10 {
            let (map, completeness) = along_the_path(&classifier, &image, class, &device).unwrap();
            assert!((map.sum() - completeness.attributed).abs() < 1e-9);
            let miss = (completeness.attributed - completeness.rise()).abs();
            let shared_out: f32 = map.0.iter().map(|share| share.abs()).sum();
            assert!(miss < 0.005 * f64::from(shared_out), "{class}: {miss}");
        }
    }

    #[test]
    fn a_black_image_has_nothing_to_share_out() {
        let device = Device::flex();
        let classifier = ClassifierConfig::new().init(&device);
        let black = Image([0; PIXELS]);
        let (map, completeness) = along_the_path(&classifier, &black, 3, &device).unwrap();
        assert_eq!((map.largest(), completeness.relative_gap()), (0.0, 0.0));
    }
}
