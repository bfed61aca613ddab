//! How much memory a training needs: an estimate, made before anything is allocated.

use burn_mnist_model::{CLASSES, PIXELS};

use crate::optimizer::Algorithm;
use crate::recipe::Recipe;

/// The program, its threads and Burn, without a network. Measured: 85 MiB resident.
const PROGRAM: u64 = 64 << 20;

/// Copies of all weights that exist at once, whatever the optimizer: the weights, their gradients, and what writing
/// a checkpoint adds. Measured with stochastic gradient descent: 8.9 on flex, 9.1 on ndarray.
const COPIES: u64 = 8;

/// Copies that each moment of the optimizer adds: itself and its part of a checkpoint. Measured with Adam: 1.9.
const COPIES_PER_MOMENT: u64 = 2;

/// Copies that a moving average of the weights adds. Measured: 3.4 on flex, 4.1 on ndarray.
const COPIES_OF_AVERAGE: u64 = 3;

/// Copies of a batch and of its activations in a step: forward, backward, and between them. Measured: 3.3.
const COPIES_OF_BATCH: u64 = 3;

const BYTES_PER_NUMBER: u64 = 4;

/// What a training needs, in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MemoryEstimate {
    /// The weights, their gradients, the optimizer's state, and a checkpoint of them.
    pub weights: u64,
    /// A batch of images on its way through the network and back.
    pub batch: u64,
    /// All images.
    pub images: u64,
}

impl MemoryEstimate {
    /// The estimate for a run over `images` images. It leans to the low side: a run that it refuses would not fit.
    pub fn of(recipe: &Recipe, images: usize) -> Self {
        let moments = match recipe.optimizer.algorithm {
            Algorithm::Adam | Algorithm::AdamW => 2,
            Algorithm::RmsProp => 1,
            Algorithm::Sgd => 0,
        };
        let average = if recipe.average.is_some() {
            COPIES_OF_AVERAGE
        } else {
            0
        };
        let copies = COPIES + COPIES_PER_MOMENT * moments + average;
        let units: u64 = recipe
            .hidden
            .as_slice()
            .iter()
            .map(|width| *width as u64)
            .sum();
        let numbers_per_image = units.saturating_add((PIXELS + CLASSES) as u64);
        let batch = recipe.batch_size.min(images) as u64;
        Self {
            weights: bytes(recipe.hidden.parameters(), copies),
            batch: bytes(batch.saturating_mul(numbers_per_image), COPIES_OF_BATCH),
            images: (images as u64).saturating_mul(PIXELS as u64),
        }
    }

    /// All of it, with the program itself.
    pub fn total(&self) -> u64 {
        [self.weights, self.batch, self.images]
            .into_iter()
            .fold(PROGRAM, u64::saturating_add)
    }
}

fn bytes(numbers: u64, copies: u64) -> u64 {
    numbers.saturating_mul(BYTES_PER_NUMBER * copies)
}

#[cfg(test)]
mod tests {
    use burn_mnist_model::Widths;

    use super::*;
    use crate::optimizer::OptimizerConfig;

    const MIB: u64 = 1 << 20;

    fn recipe(hidden: &str, batch_size: usize) -> Recipe {
        let hidden: Widths = hidden.parse().unwrap();
        Recipe {
            hidden,
            batch_size,
            ..Recipe::default()
        }
    }

    #[test]
    fn estimate_is_near_the_measured_peak() {
        for (hidden, algorithm, measured) in [
            ("4096,4096", Algorithm::Adam, 1_072),
            ("4096,4096", Algorithm::Sgd, 779),
            ("2048,2048", Algorithm::Adam, 382),
        ] {
            let recipe = Recipe {
                optimizer: OptimizerConfig {
                    algorithm,
                    ..OptimizerConfig::default()
                },
                ..recipe(hidden, 32)
            };
            let estimate = MemoryEstimate::of(&recipe, 2_000).total() / MIB;
            let range = measured * 7 / 10..=measured * 11 / 10;
            assert!(
                range.contains(&estimate),
                "{hidden} {algorithm}: {estimate} MiB of {measured}"
            );
        }
    }

    #[test]
    fn a_larger_batch_average_or_network_needs_more() {
        let needs = |recipe: &Recipe| MemoryEstimate::of(recipe, 60_000).total();
        let base = recipe("128", 32);
        assert!(needs(&recipe("128", 4096)) > needs(&base));
        assert!(needs(&recipe("128,128", 32)) > needs(&base));
        assert!(
            needs(&Recipe {
                average: Some(0.99),
                ..base.clone()
            }) > needs(&base)
        );
    }

    #[test]
    fn a_batch_is_no_larger_than_the_images() {
        let estimate = |batch| MemoryEstimate::of(&recipe("128", batch), 100);
        assert_eq!(estimate(100), estimate(usize::MAX));
    }

    #[test]
    fn absurd_widths_do_not_overflow() {
        let widest = format!("{0},{0},{0}", usize::MAX);
        assert_eq!(
            MemoryEstimate::of(&recipe(&widest, 32), 60_000).total(),
            u64::MAX
        );
    }
}
