//! Initial weights as Keras draws them, from a named generator so that every backend starts alike.

use rand::rngs::ChaCha8Rng;
use rand::{Rng, SeedableRng};

use super::{Layer, Weights};
use crate::widths::Widths;

impl Weights {
    /// Keras's default initialisation: Glorot uniform weights and zero biases.
    ///
    /// Weights are uniform in ±sqrt(6 / (inputs + outputs)) (Glorot and Bengio 2010, equation 16),
    /// drawn by ChaCha8 on the host: a device's own generator would give each backend other weights.
    pub fn glorot(hidden: impl Into<Widths>, seed: u64) -> Self {
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        let mut weights = Self::zeros(hidden);
        for layer in &mut weights.hidden {
            fill(layer, &mut rng);
        }
        fill(&mut weights.output, &mut rng);
        weights
    }
}

fn fill(layer: &mut Layer, rng: &mut ChaCha8Rng) {
    let limit = (6.0 / (layer.inputs + layer.outputs) as f64).sqrt();
    for weight in &mut layer.weight {
        *weight = ((2.0 * unit(rng) - 1.0) * limit) as f32;
    }
}

/// Uniform in [0, 1) from the 53 high bits, spelled out so that it never changes with a library's version.
fn unit(rng: &mut ChaCha8Rng) -> f64 {
    (rng.next_u64() >> 11) as f64 / (1_u64 << 53) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_are_glorot_uniform_and_biases_zero() {
        let weights = Weights::glorot("128,64".parse::<Widths>().unwrap(), 3);
        for layer in [&weights.hidden[0], &weights.hidden[1], &weights.output] {
            let limit = (6.0 / (layer.inputs + layer.outputs) as f32).sqrt();
            let largest = layer
                .weight
                .iter()
                .fold(0.0_f32, |max, weight| max.max(weight.abs()));
            assert!(
                largest <= limit && largest > 0.98 * limit,
                "{largest} of {limit}"
            );
            let mean = layer.weight.iter().sum::<f32>() / layer.weight.len() as f32;
            assert!(mean.abs() < 0.05 * limit, "mean {mean} of {limit}");
            assert!(layer.bias.iter().all(|bias| *bias == 0.0));
        }
    }

    #[test]
    fn a_seed_gives_its_weights_for_all_time() {
        let weights = Weights::glorot(128, 42);
        assert_eq!(weights, Weights::glorot(128, 42));
        assert_ne!(weights, Weights::glorot(128, 43));
        let first: Vec<String> = weights.hidden[0].weight[..3]
            .iter()
            .map(|weight| format!("{weight:.7}"))
            .collect();
        assert_eq!(first, RECORDED);
    }

    /// What this code drew when it was written; another value would make old seeds mean other runs.
    const RECORDED: [&str; 3] = ["0.0295075", "0.0730443", "-0.0117584"];
}
