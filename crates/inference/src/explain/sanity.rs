//! The parameter randomisation test: a map that stays when the network forgets explains the image alone.
//!
//! Adebayo et al. 2018, arXiv 1810.03292, section 3: the weights are drawn anew layer by layer, from
//! the output down, and the maps of what remains are compared with the trained network's. An edge
//! detector fails this, however convincing it looks.

use burn::tensor::Device;
use burn_mnist_model::{Classifier, Image, Weights};

use super::rank::spearman;
use super::{Explanation, Method, explain};
use crate::error::InferenceError;
use crate::host;

/// A map passes if its correlation with that of a network drawn anew is below.
pub const THRESHOLD: f64 = 0.5;

/// Networks that each correlation is the mean of. A run trained with one of these seeds would be held
/// against the weights it began with, so they are none that people choose.
const SEEDS: std::ops::Range<u64> = 0x5eed_0000..0x5eed_0005;

/// How a method's map fares as the network forgets.
#[derive(Clone, Debug, PartialEq)]
pub struct Sanity {
    /// The method.
    pub method: Method,
    /// From the output layer alone to all layers.
    pub stages: Vec<Stage>,
}

/// A network part of which is drawn anew.
#[derive(Clone, Debug, PartialEq)]
pub struct Stage {
    /// The layers drawn anew, with commas between.
    pub layers: String,
    /// Spearman's correlation of the map's absolute values with the trained network's, the mean of
    /// several draws.
    pub correlation: f64,
}

impl Sanity {
    /// Whether the map changed with the network: below [`THRESHOLD`] once all layers are drawn anew.
    pub fn passes(&self) -> bool {
        let all = self.stages.last();
        all.is_some_and(|stage| stage.correlation.abs() < THRESHOLD)
    }
}

/// Puts `explanation`, of `image` by `classifier`, to the test, each method in turn.
///
/// # Errors
///
/// As [`explain`].
pub fn sanity(
    classifier: &Classifier,
    image: &Image,
    explanation: &Explanation,
    device: &Device,
) -> Result<Vec<Sanity>, InferenceError> {
    let trained = host::weights(classifier)?;
    let mut checks = Method::ALL.map(|method| Sanity {
        method,
        stages: Vec::new(),
    });
    for seed in SEEDS {
        for (number, (layers, weights)) in cascade(&trained, seed).into_iter().enumerate() {
            let forgetful = Classifier::new(weights, device);
            let other = explain(&forgetful, image, explanation.class, device)?;
            for check in &mut checks {
                let correlation = spearman(explanation.map(check.method), other.map(check.method));
                check.add(number, &layers, correlation);
            }
        }
    }
    Ok(checks.into())
}

impl Sanity {
    /// Adds one draw's part of the mean.
    fn add(&mut self, number: usize, layers: &str, correlation: f64) {
        if number == self.stages.len() {
            self.stages.push(Stage {
                layers: layers.to_owned(),
                correlation: 0.0,
            });
        }
        self.stages[number].correlation += correlation / (SEEDS.end - SEEDS.start) as f64;
    }
}

/// From the output layer down to all layers: which of them are drawn anew, and the weights then.
fn cascade(trained: &Weights, seed: u64) -> [(String, Weights); 2] {
    let fresh = Weights::glorot(trained.hidden.outputs, seed);
    let output = Weights {
        hidden: trained.hidden.clone(),
        output: fresh.output.clone(),
    };
    [
        ("output".to_owned(), output),
        ("output, hidden".to_owned(), fresh),
    ]
}

#[cfg(test)]
mod tests {
    use burn_mnist_model::PIXELS;

    use super::*;

    #[test]
    fn the_cascade_begins_at_the_output_and_ends_with_nothing_trained() {
        let trained = Weights::glorot(8, 1);
        let [(first, output), (last, all)] = cascade(&trained, 2);
        assert_eq!(
            (first.as_str(), last.as_str()),
            ("output", "output, hidden")
        );
        assert_eq!(output.hidden, trained.hidden);
        assert_ne!(output.output, trained.output);
        assert_eq!(all, Weights::glorot(8, 2));
    }

    #[test]
    fn a_network_that_is_itself_one_draw_of_many_passes_with_its_gradient() {
        let device = Device::flex();
        let classifier = Classifier::new(Weights::glorot(64, 1), &device);
        let image = Image(std::array::from_fn(|at| (at * 37 % 256) as u8));
        let explanation = explain(&classifier, &image, 3, &device).unwrap();
        let checks = sanity(&classifier, &image, &explanation, &device).unwrap();
        assert_eq!(checks.len(), Method::ALL.len());
        assert!(checks.iter().all(|check| check.stages.len() == 2));
        let gradient = &checks[0];
        assert_eq!(gradient.method, Method::Gradient);
        assert!(gradient.stages[1].correlation.abs() < 0.1, "{gradient:?}");
        assert!(gradient.passes());
    }

    #[test]
    fn a_map_that_shows_the_image_whatever_the_network_fails() {
        let device = Device::flex();
        let classifier = Classifier::new(Weights::glorot(64, 1), &device);
        // So few pixels, so unlike each other, that a gradient hardly matters to the product.
        let mut image = Image([0; PIXELS]);
        for (power, at) in (0..8).zip(400..) {
            image.0[at] = 1 << power;
        }
        let mut explanation = explain(&classifier, &image, 3, &device).unwrap();
        explanation.integrated_gradients.0 = image.0.map(f32::from);
        let checks = sanity(&classifier, &image, &explanation, &device).unwrap();
        assert!(!checks[2].passes(), "{checks:?}");
    }
}
