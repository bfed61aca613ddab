//! What a classifier computes, and that it is rebuilt as it was.

use super::*;
use crate::input::{CLASSES, PIXELS};

#[test]
fn the_default_network_has_101_770_parameters() {
    let classifier = ClassifierConfig::new().init(&Device::flex());
    assert_eq!(classifier.num_params(), 101_770);
}

#[test]
fn forward_computes_two_dense_layers_with_relu_between() {
    let device = Device::flex();
    let mut weights = Weights::zeros(2);
    weights.hidden[0].weight[0] = 2.0; // pixel 0 -> unit 0
    weights.hidden[0].weight[1] = -3.0; // pixel 0 -> unit 1, which ReLU silences
    weights.hidden[0].bias[0] = 0.5;
    weights.output.weight[3] = 10.0; // unit 0 -> class 3
    weights.output.weight[CLASSES + 4] = 100.0; // unit 1 -> class 4
    weights.output.bias[4] = 1.0;
    let mut pixels = vec![0.0_f32; PIXELS];
    pixels[0] = 1.0;

    let images = Tensor::from_data(TensorData::new(pixels, [1, PIXELS]), &device);
    let logits: Vec<f32> = Classifier::new(weights, &device)
        .forward(images)
        .try_into_vec_as()
        .unwrap();

    let mut expected = vec![0.0; CLASSES];
    expected[3] = 25.0;
    expected[4] = 1.0;
    assert_eq!(logits, expected);
}

#[test]
fn further_layers_have_the_activation_between_them() {
    let device = Device::flex();
    let mut weights = Weights::zeros("1,1".parse::<Widths>().unwrap());
    weights = weights.with_activation(Activation::Tanh);
    weights.hidden[0].bias[0] = 2.0;
    weights.hidden[1].weight[0] = 3.0;
    weights.hidden[1].bias[0] = -1.0;
    weights.output.weight[7] = 1.0;
    let classifier = Classifier::new(weights, &device);
    let images = Tensor::zeros([1, PIXELS], &device);
    let logits: Vec<f32> = classifier.forward(images).try_into_vec_as().unwrap();
    let expected = (3.0 * 2.0_f32.tanh() - 1.0).tanh();
    assert!((logits[7] - expected).abs() < 1e-6, "{logits:?}");
}

#[test]
fn what_changes_the_units_sees_every_hidden_layer() {
    let device = Device::flex();
    let classifier = ClassifierConfig::new()
        .with_hidden("6,5,4".parse().unwrap())
        .init(&device);
    let sums = classifier.hidden[0].forward(Tensor::zeros([3, PIXELS], &device));
    let mut seen = Vec::new();
    classifier.forward_from(sums, |units| {
        seen.push(units.dims());
        units
    });
    assert_eq!(seen, [[3, 6], [3, 5], [3, 4]]);
}

#[test]
fn parameter_ids_follow_from_paths() {
    let device = Device::flex();
    let [a, b] = [1, 2].map(|seed| ClassifierConfig::new().with_seed(seed).init(&device));
    assert_eq!(a.hidden[0].weight.id, b.hidden[0].weight.id);
    assert_ne!(a.hidden[0].weight.id, a.output.weight.id);
}

#[test]
fn the_config_rebuilds_the_same_network() {
    let device = Device::flex();
    let config = ClassifierConfig::new()
        .with_hidden("16,8".parse().unwrap())
        .with_activation(Activation::Gelu)
        .with_seed(7);
    let recorded: ClassifierConfig =
        serde_json::from_str(&serde_json::to_string(&config).unwrap()).unwrap();
    assert_eq!(
        config.init(&device).to_bytes().unwrap(),
        recorded.init(&device).to_bytes().unwrap()
    );
}
