//! Units left out of a step, drawn on the host so that every backend leaves out the same.

use burn::tensor::{Tensor, TensorData};
use rand::rngs::ChaCha8Rng;
use rand::{Rng, SeedableRng};

/// Dropout (Srivastava et al. 2014) of hidden units: each is left out of a step with this probability,
/// and those that stay are worth 1 / (1 - probability) times as much, so that nothing is to be done
/// when the network is used.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Dropout {
    /// Below 1; 0 leaves out none.
    pub(crate) probability: f64,
    /// The run's seed.
    pub(crate) seed: u64,
    /// Steps the run has done.
    pub(crate) step: u64,
}

impl Dropout {
    /// The units of hidden layer number `layer` that stay, `[batch, hidden]` in and out. A function of
    /// seed, step and layer alone.
    pub(crate) fn apply(self, units: Tensor<2>, layer: u64) -> Tensor<2> {
        if self.probability == 0.0 {
            return units;
        }
        let shape = units.dims();
        let count = shape[0] * shape[1];
        let mask = TensorData::new(self.mask(layer, count), shape);
        let device = units.device().inner();
        units * Tensor::from_inner(Tensor::from_data(mask, &device))
    }

    fn mask(self, layer: u64, count: usize) -> Vec<f32> {
        let mut key = *b"dropout.--------++++++++~~~~~~~~";
        key[8..16].copy_from_slice(&self.seed.to_le_bytes());
        key[16..24].copy_from_slice(&self.step.to_le_bytes());
        key[24..].copy_from_slice(&layer.to_le_bytes());
        let mut rng = ChaCha8Rng::from_seed(key);
        let mut words = vec![0; 4 * count];
        rng.fill_bytes(&mut words);
        // Of 2^32 equally likely words, those below it leave the unit out.
        let bound = (self.probability * 2_f64.powi(32)) as u32;
        let kept = (1.0 / (1.0 - self.probability)) as f32;
        let (words, _) = words.as_chunks();
        let words = words.iter().map(|word| u32::from_le_bytes(*word));
        words
            .map(|word| if word < bound { 0.0 } else { kept })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use burn::tensor::Device;

    use super::*;

    const DROPOUT: Dropout = Dropout {
        probability: 0.3,
        seed: 7,
        step: 11,
    };

    #[test]
    fn a_share_is_left_out_and_the_sum_is_kept() {
        let mask = DROPOUT.mask(0, 100_000);
        let left_out = mask.iter().filter(|value| **value == 0.0).count();
        assert!((29_500..30_500).contains(&left_out), "{left_out}");
        let mean = mask.iter().sum::<f32>() / mask.len() as f32;
        assert!((mean - 1.0).abs() < 0.01, "{mean}");
    }

    #[test]
    fn seed_step_and_layer_each_draw_anew() {
        let base = DROPOUT.mask(0, 64);
        assert_eq!(base, DROPOUT.mask(0, 64));
        assert_ne!(base, DROPOUT.mask(1, 64));
        assert_ne!(
            base,
            Dropout {
                step: 12,
                ..DROPOUT
            }
            .mask(0, 64)
        );
        assert_ne!(base, Dropout { seed: 8, ..DROPOUT }.mask(0, 64));
    }

    #[test]
    fn gradients_flow_through_the_units_that_stay() {
        let device = Device::flex().autodiff();
        let units = Tensor::<2>::ones([4, 8], &device).require_grad();
        let after = DROPOUT.apply(units.clone(), 0);
        let gradients = after.clone().sum().backward();
        let gradient = units.grad(&gradients).unwrap();
        assert_eq!(gradient.to_data(), after.inner().to_data());
    }
}
