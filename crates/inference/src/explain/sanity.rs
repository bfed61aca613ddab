//! The parameter randomisation test: a map that stays when the network forgets explains the image alone.
//!
//! Adebayo et al. 2018, arXiv 1810.03292, section 3: the weights are randomised layer by layer, from
//! the output down, and the maps of what remains are compared with the trained network's. An edge
//! detector fails this, however convincing it looks.

use burn::tensor::Device;
use burn_mnist_model::{Classifier, Image, Weights};

use super::rank::spearman;
use super::{Explanation, Map, Method, explain};
use crate::error::InferenceError;
use crate::host;

/// A map passes if its likeness to that of a randomised network is below. Over the first 100 test images of
/// MNIST it was at most 0.16 for integrated gradients and 0.41 for occlusion, whose patches make
/// neighbours alike.
pub const THRESHOLD: f64 = 0.5;

/// Networks that each figure is the mean of. A run trained with one of these seeds would be held
/// against the weights it began with, so these are far from usual seeds.
const SEEDS: std::ops::Range<u64> = 0x5eed_0000..0x5eed_0005;

/// How a method's map changes as the layers of the network are randomised.
#[derive(Clone, Debug, PartialEq)]
pub struct Sanity {
    /// The method.
    pub method: Method,
    /// From the output layer alone to all layers.
    pub stages: Vec<Stage>,
}

/// A network with some of its layers randomised, several times.
#[derive(Clone, Debug, PartialEq)]
pub struct Stage {
    /// The randomised layers, separated by commas.
    pub layers: String,
    /// The mean absolute value of Spearman's correlation with the trained network's map. A map turned
    /// into its negative is still the same drawing, and must not make up for one that stayed.
    pub likeness: f64,
    /// The mean of Spearman's correlation between absolute values. Methods that multiply by the input
    /// keep a high one whatever the network: how much a pixel counts then follows the ink, and only
    /// the sign depends on the network.
    pub likeness_of_sizes: f64,
}

impl Sanity {
    /// Whether the map changed with the network: below [`THRESHOLD`] once all layers are randomised.
    pub fn passes(&self) -> bool {
        let all = self.stages.last();
        all.is_some_and(|stage| stage.likeness < THRESHOLD)
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
                if number == check.stages.len() {
                    check.stages.push(Stage::of(&layers));
                }
                let method = check.method;
                check.stages[number].add(explanation.map(method), other.map(method));
            }
        }
    }
    Ok(checks.into())
}

impl Stage {
    fn of(layers: &str) -> Self {
        Self {
            layers: layers.to_owned(),
            likeness: 0.0,
            likeness_of_sizes: 0.0,
        }
    }

    /// Adds one draw's part of the means.
    fn add(&mut self, trained: &Map, forgetful: &Map) {
        let draws = (SEEDS.end - SEEDS.start) as f64;
        self.likeness += spearman(trained, forgetful).abs() / draws;
        let sizes = spearman(&trained.magnitudes(), &forgetful.magnitudes());
        self.likeness_of_sizes += sizes / draws;
    }
}

/// From the output layer down to all layers: which of them are randomised, and the resulting weights.
fn cascade(trained: &Weights, seed: u64) -> Vec<(String, Weights)> {
    let mut weights = trained.clone();
    let mut names = "output".to_owned();
    let fresh = Weights::glorot(trained.widths(), seed).with_activation(trained.activation);
    weights.output = fresh.output;
    let mut stages = vec![(names.clone(), weights.clone())];
    for (at, layer) in fresh.hidden.into_iter().enumerate().rev() {
        weights.hidden[at] = layer;
        names += &match at {
            0 => ", hidden".to_owned(),
            _ => format!(", hidden {}", at + 1),
        };
        stages.push((names.clone(), weights.clone()));
    }
    stages
}

#[cfg(test)]
mod tests {
    use burn_mnist_model::Widths;

    use super::*;

    #[test]
    fn the_cascade_begins_at_the_output_and_ends_with_nothing_trained() {
        let trained = Weights::glorot(8, 1);
        let stages = cascade(&trained, 2);
        let [(first, output), (last, all)] = &stages[..] else {
            panic!("{} stages", stages.len())
        };
        assert_eq!(
            (first.as_str(), last.as_str()),
            ("output", "output, hidden")
        );
        assert_eq!(output.hidden, trained.hidden);
        assert_ne!(output.output, trained.output);
        assert_eq!(all, &Weights::glorot(8, 2));
    }

    #[test]
    fn each_further_layer_is_a_stage() {
        let trained = Weights::glorot("8,6,4".parse::<Widths>().unwrap(), 1);
        let stages = cascade(&trained, 2);
        let names: Vec<&str> = stages.iter().map(|(name, _)| name.as_str()).collect();
        let all = "output, hidden 3, hidden 2, hidden";
        let expected = [
            "output",
            "output, hidden 3",
            "output, hidden 3, hidden 2",
            all,
        ];
        assert_eq!(names, expected);
        assert_eq!(stages[1].1.hidden[1], trained.hidden[1]);
        assert_ne!(stages[1].1.hidden[2], trained.hidden[2]);
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
        assert!(gradient.stages[1].likeness < 0.1, "{gradient:?}");
        assert!(gradient.passes());
    }

    #[test]
    fn a_map_that_stays_fails_even_when_it_is_turned_into_its_negative() {
        let map = Map(std::array::from_fn(|at| (at * 37 % 256) as f32 - 128.0));
        let negative = Map(map.0.map(|value| -value));
        let mut stage = Stage::of("output, hidden");
        for forgetful in [&map, &negative, &map, &negative, &map] {
            stage.add(&map, forgetful);
        }
        assert!((stage.likeness - 1.0).abs() < 1e-9, "{stage:?}");
        assert!((stage.likeness_of_sizes - 1.0).abs() < 1e-9, "{stage:?}");
        let check = Sanity {
            method: Method::Gradient,
            stages: vec![stage],
        };
        assert!(!check.passes());
    }
}
