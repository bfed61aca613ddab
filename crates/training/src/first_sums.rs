//! The first hidden layer's product in parts, each of which a backend gives to a core.

use burn::nn::Linear;
use burn::tensor::Tensor;

/// The sums of the first hidden layer, the product behind them made of `parts` smaller ones, each over its
/// share of the pixels: the same but for rounding. A backend that gives a small product to one core
/// alone gives these to one each, on the way back too.
///
/// # Shapes
///
/// - images: `[batch, 784]`, in [0, 1]
/// - output: `[batch, units]`
///
/// # Panics
///
/// When `parts` does not divide 784.
pub(crate) fn first_sums(layer: &Linear, images: Tensor<2>, parts: usize) -> Tensor<2> {
    if parts == 1 {
        return layer.forward(images);
    }
    let [batch, pixels] = images.dims();
    let weight = layer.weight.val();
    let [_, units] = weight.dims();
    let images = images.reshape([batch, parts, pixels / parts]);
    let weight = weight.reshape([parts, pixels / parts, units]);
    let products = images.swap_dims(0, 1).matmul(weight); // [parts, batch, units]
    let sums = products.sum_dim(0).reshape([batch, units]);
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

    #[test]
    fn parts_add_up_to_the_same_logits_and_gradients() {
        let device = Device::flex().autodiff();
        let classifier = ClassifierConfig::new().init(&device);
        let pixels: Vec<f32> = (0..32 * PIXELS).map(|i| (i % 97) as f32 / 97.0).collect();
        let images = Tensor::from_data(TensorData::new(pixels, [32, PIXELS]), &device);
        let whole = classifier.forward(images.clone());
        for parts in [1, 2, 7, 16] {
            let sums = first_sums(&classifier.hidden[0], images.clone(), parts);
            let logits = classifier.forward_from(sums, |units| units);
            let gradients = logits.clone().powi_scalar(2).sum().backward();
            let expected = classifier.forward(images.clone()).powi_scalar(2).sum();
            let expected = expected.backward();
            let near = Tolerance::<f32>::rel_abs(1e-4, 1e-4);
            whole.to_data().assert_approx_eq(&logits.to_data(), near);
            for parameter in [&classifier.hidden[0], &classifier.output] {
                let gradient = |of| parameter.weight.val().grad(of).unwrap().to_data();
                gradient(&expected).assert_approx_eq(&gradient(&gradients), near);
                let bias = parameter.bias.as_ref().unwrap().val();
                let gradient = |of| bias.grad(of).unwrap().to_data();
                gradient(&expected).assert_approx_eq(&gradient(&gradients), near);
            }
        }
    }
}
