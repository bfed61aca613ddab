//! The first layer's units: what each looks for in an image, and how much is made of it.

use burn_mnist_model::{Classifier, Weights};

use super::Map;
use crate::error::InferenceError;
use crate::host;

/// A unit of the first layer.
#[derive(Clone, Debug, PartialEq)]
pub struct Unit {
    /// Its number within the layer, from 0.
    pub number: usize,
    /// Its weight at each pixel: positive where ink excites it.
    pub weights: Map,
    /// Euclidean norm of its weights in the layer above: how much its activation can move.
    pub outgoing_norm: f64,
}

/// The first layer's units, those of the largest outgoing norm first.
///
/// # Errors
///
/// [`InferenceError::Device`] if the weights cannot be read back.
pub fn units(classifier: &Classifier) -> Result<Vec<Unit>, InferenceError> {
    Ok(ordered(&host::weights(classifier)?))
}

fn ordered(weights: &Weights) -> Vec<Unit> {
    let first = &weights.hidden[0];
    let above = weights.hidden.get(1).unwrap_or(&weights.output);
    let outgoing = above.weight.chunks(above.outputs);
    let units = outgoing.enumerate().map(|(number, outgoing)| Unit {
        number,
        weights: Map(std::array::from_fn(|at| {
            first.weight[at * first.outputs + number]
        })),
        outgoing_norm: norm(outgoing),
    });
    let mut units: Vec<Unit> = units.collect();
    units.sort_by(|a, b| b.outgoing_norm.total_cmp(&a.outgoing_norm));
    units
}

fn norm(values: &[f32]) -> f64 {
    let squares = values.iter().map(|value| f64::from(*value).powi(2));
    squares.sum::<f64>().sqrt()
}

#[cfg(test)]
mod tests {
    use burn_mnist_model::{CLASSES, PIXELS};

    use super::*;

    #[test]
    fn units_come_by_outgoing_norm_with_the_weights_of_their_column() {
        let mut weights = Weights::zeros(3);
        for at in 0..PIXELS {
            weights.hidden[0].weight[at * 3 + 1] = at as f32;
        }
        weights.output.weight[CLASSES] = 3.0; // of unit 1
        weights.output.weight[CLASSES + 9] = -4.0;
        weights.output.weight[2 * CLASSES] = 6.0; // of unit 2

        let units = ordered(&weights);

        let found: Vec<_> = units
            .iter()
            .map(|unit| (unit.number, unit.outgoing_norm))
            .collect();
        assert_eq!(found, [(2, 6.0), (1, 5.0), (0, 0.0)]);
        assert_eq!(units[1].weights.0[5], 5.0);
        assert_eq!(units[0].weights.largest(), 0.0);
    }
}
