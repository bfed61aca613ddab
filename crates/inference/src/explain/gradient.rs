//! The gradient of a logit with respect to the pixels, by Burn's autodiff.

use burn::module::Module;
use burn::tensor::{Device, Tensor, TensorData};
use burn_mnist_model::{Classifier, DeviceError, PIXELS};

use super::{Input, Map};
use crate::error::InferenceError;
use crate::host::check_finite;

/// The gradient of the logit of `class` at one input.
pub(super) fn at(
    classifier: &Classifier,
    input: &Input,
    class: u8,
    device: &Device,
) -> Result<Map, InferenceError> {
    let gradients = at_each(classifier, &[*input], class, device)?;
    Ok(Map(gradients[0]))
}

/// The gradient of the logit of `class` at each of `inputs`, in one pass forth and back.
///
/// The batch's logits are added up before the way back: no image has a part in another's logit, so a
/// row of the sum's gradient is the gradient of that row's logit.
pub(super) fn at_each(
    classifier: &Classifier,
    inputs: &[Input],
    class: u8,
    device: &Device,
) -> Result<Vec<Input>, InferenceError> {
    let data = TensorData::new(inputs.as_flattened().to_vec(), [inputs.len(), PIXELS]);
    // The parameters are constants here: of a plain device, they are no part of the graph.
    let x = Tensor::<2>::from_data(data, device)
        .autodiff()
        .require_grad();
    let logits = classifier.valid().forward(x.clone()); // [batch, 10]
    let mut gradients = logits.narrow(1, usize::from(class), 1).sum().backward();
    let gradient = x.grad_remove(&mut gradients); // [batch, 784]
    let gradient = gradient.ok_or_else(|| DeviceError::new("it computed no gradient"))?;
    let values: Vec<f32> = gradient.try_into_vec_as().map_err(DeviceError::new)?;
    check_finite(&values)?;
    Ok(values.as_chunks().0.to_vec())
}

#[cfg(test)]
mod tests {
    use burn_mnist_model::{CLASSES, Weights};

    use super::*;

    /// Unit 0 is alive for every image, unit 1 from pixel 5 upwards of one half, unit 2 for none.
    fn network() -> Weights {
        let mut weights = Weights::zeros(3);
        weights.hidden[0].bias = vec![1.0, -0.5, -1.0];
        for at in 0..PIXELS {
            weights.hidden[0].weight[3 * at] = at as f32 / PIXELS as f32;
        }
        weights.hidden[0].weight[3 * 5 + 1] = 1.0;
        weights.output.weight[4] = 2.0; // unit 0 -> class 4
        weights.output.weight[CLASSES + 4] = 10.0; // unit 1 -> class 4
        weights.output.weight[2 * CLASSES + 4] = 100.0; // unit 2 -> class 4
        weights.output.weight[7] = -3.0; // unit 0 -> class 7
        weights
    }

    #[test]
    fn the_gradient_is_that_of_the_units_that_are_alive() {
        let device = Device::flex();
        let classifier = Classifier::new(network(), &device);
        let (dark, mut bright) = ([0.0; PIXELS], [0.0; PIXELS]);
        bright[5] = 1.0;
        for (class, factor, jump) in [(4, 2.0, 10.0), (7, -3.0, 0.0), (0, 0.0, 0.0)] {
            // Together, so that one row's gradient cannot leak into the other's.
            let gradients = at_each(&classifier, &[dark, bright], class, &device).unwrap();
            let mut slopes: Input = std::array::from_fn(|at| factor * at as f32 / PIXELS as f32);
            assert_near(&gradients[0], &slopes);
            slopes[5] += jump;
            assert_near(&gradients[1], &slopes);
        }
    }

    #[track_caller]
    fn assert_near(found: &Input, expected: &Input) {
        for (at, (found, expected)) in found.iter().zip(expected).enumerate() {
            assert!(
                (found - expected).abs() < 1e-5,
                "pixel {at}: {found}, not {expected}"
            );
        }
    }
}
