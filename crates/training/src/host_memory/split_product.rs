//! The first layer's product as two, for a backend that gives a small product to one core alone.

use burn::nn::Linear;
use burn::tensor::Tensor;

/// Multiplications from which flex gives the products of a batch of matrices to a core each
/// (`BATCH_PARALLEL_THRESHOLD` in burn-flex 0.22.1, src/ops/matmul.rs, line 63).
const BATCH_PARALLEL_THRESHOLD: usize = 128 * 128 * 128;

/// Multiplications from which it spreads one product over all cores (`PARALLEL_THRESHOLD` there, line 58).
const PARALLEL_THRESHOLD: usize = 192 * 192 * 192;

/// Parts of a product that is split. On two cores four were no faster.
const PARTS: usize = 2;

/// The output of `layer` for `images`, with the matrix product split where that uses a second core.
///
/// # Shapes
///
/// - images: `[batch, inputs]`
/// - output: `[batch, outputs]`
pub(super) fn forward(layer: &Linear, images: Tensor<2>) -> Tensor<2> {
    let [inputs, outputs] = layer.weight.val().dims();
    let multiplications = images.dims()[0] * inputs * outputs;
    // Of shapes alone, never of how many cores there are: the sum's rounding is the run's.
    let pays = (BATCH_PARALLEL_THRESHOLD..PARALLEL_THRESHOLD).contains(&multiplications);
    match pays && inputs.is_multiple_of(PARTS) {
        true => in_parts(layer, images),
        false => layer.forward(images),
    }
}

/// A product over each share of the inputs, and their sum: equal to the whole but for rounding, on the way back
/// too. The parts of the weight and of its gradient lie where the whole would, so nothing is copied.
fn in_parts(layer: &Linear, images: Tensor<2>) -> Tensor<2> {
    let [batch, inputs] = images.dims();
    let weight = layer.weight.val();
    let [_, outputs] = weight.dims();
    let images = images.reshape([batch, PARTS, inputs / PARTS]);
    let weight = weight.reshape([PARTS, inputs / PARTS, outputs]);
    let products = images.swap_dims(0, 1).matmul(weight); // [parts, batch, outputs]
    let sums = products.sum_dim(0).reshape([batch, outputs]);
    match &layer.bias {
        Some(bias) => sums + bias.val().unsqueeze(),
        None => sums,
    }
}

#[cfg(test)]
mod tests {
    use burn::tensor::{Device, TensorData, Tolerance};
    use burn_mnist_model::{ClassifierConfig, PIXELS};

    use super::*;

    fn first_layer(device: &Device) -> Linear {
        ClassifierConfig::new().init(device).hidden.swap_remove(0)
    }

    fn images(count: usize, device: &Device) -> Tensor<2> {
        let pixels: Vec<f32> = (0..count * PIXELS)
            .map(|i| (i % 97) as f32 / 97.0)
            .collect();
        Tensor::from_data(TensorData::new(pixels, [count, PIXELS]), device)
    }

    #[test]
    fn parts_add_up_to_the_same_sums_and_gradients() {
        let device = Device::flex().autodiff();
        let layer = first_layer(&device);
        let near = Tolerance::<f32>::rel_abs(1e-4, 1e-4);
        let [whole, parts] = [Linear::forward, in_parts].map(|forward| {
            let sums = forward(&layer, images(32, &device));
            let gradients = sums.clone().powi_scalar(2).sum().backward();
            let bias = layer.bias.as_ref().unwrap().val().grad(&gradients).unwrap();
            let weight = layer.weight.val().grad(&gradients).unwrap();
            (sums.to_data(), weight.to_data(), bias.to_data())
        });
        whole.0.assert_approx_eq(&parts.0, near);
        whole.1.assert_approx_eq(&parts.1, near);
        whole.2.assert_approx_eq(&parts.2, near);
    }

    /// 784 x 128 inputs and outputs: below 21 images too little to share, from 71 shared by flex itself.
    #[test]
    fn only_products_that_flex_leaves_to_one_core_are_split() {
        let device = Device::flex();
        let layer = first_layer(&device);
        for (batch, split) in [(20, false), (21, true), (32, true), (70, true), (71, false)] {
            let images = images(batch, &device);
            let found = forward(&layer, images.clone()).to_data();
            let expected = match split {
                true => in_parts(&layer, images),
                false => layer.forward(images),
            };
            assert_eq!(found, expected.to_data(), "{batch}");
        }
    }
}
