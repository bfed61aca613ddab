//! A network small enough to be worked by hand: three inputs, two sigmoid units, one sigmoid output,
//! binary cross-entropy, target 0 and prediction 0.8. Its gradients by the chain rule, by finite
//! differences and by autodiff on every backend compiled in are the same.
//!
//! Texts print the gradient of an output weight as the unit's activation alone. That leaves out the
//! error: it is (prediction - target) times the activation, here 0.8 times it.

use burn::tensor::{Device, Tensor};
use burn_mnist_model::Activation;

use super::{BackendKind, Selection, open};

const INPUT: [f64; 3] = [0.5, -1.0, 2.0];
const TARGET: f64 = 0.0;
const PREDICTION: f64 = 0.8;

/// Hidden weights `[3, 2]` row by row, hidden biases, output weights, output bias: eleven numbers.
type Parameters = [f64; 11];

/// The output bias is what makes the prediction 0.8.
fn parameters() -> Parameters {
    let mut all = [0.1, -0.3, 0.4, 0.2, -0.2, 0.5, 0.05, -0.1, 0.7, -1.1, 0.0];
    let [.., logit] = forward(&all);
    all[10] = (PREDICTION / (1.0 - PREDICTION)).ln() - logit;
    all
}

fn sigmoid(sum: f64) -> f64 {
    1.0 / (1.0 + (-sum).exp())
}

/// Both hidden units, and the logit.
fn forward(all: &Parameters) -> [f64; 3] {
    let unit = |j: usize| {
        let sum: f64 = (0..3).map(|i| INPUT[i] * all[2 * i + j]).sum();
        sigmoid(sum + all[6 + j])
    };
    let (first, second) = (unit(0), unit(1));
    [first, second, first * all[8] + second * all[9] + all[10]]
}

fn loss(all: &Parameters) -> f64 {
    let [.., logit] = forward(all);
    let prediction = sigmoid(logit);
    -(TARGET * prediction.ln() + (1.0 - TARGET) * (1.0 - prediction).ln())
}

/// By the chain rule, from the output back.
fn by_hand(all: &Parameters) -> Parameters {
    let [first, second, logit] = forward(all);
    let error = sigmoid(logit) - TARGET;
    let units = [first, second];
    let mut gradient = [0.0; 11];
    gradient[10] = error;
    for j in 0..2 {
        gradient[8 + j] = error * units[j];
        let sum = error * all[8 + j] * units[j] * (1.0 - units[j]);
        gradient[6 + j] = sum;
        for i in 0..3 {
            gradient[2 * i + j] = sum * INPUT[i];
        }
    }
    gradient
}

fn by_differences(all: &Parameters) -> Parameters {
    const STEP: f64 = 1e-5;
    std::array::from_fn(|at| {
        let moved = |by: f64| {
            let mut moved = *all;
            moved[at] += by;
            loss(&moved)
        };
        (moved(STEP) - moved(-STEP)) / (2.0 * STEP)
    })
}

fn by_autodiff(all: &Parameters, device: &Device) -> Vec<f64> {
    let device = &device.clone().autodiff();
    let floats = |from: usize, to: usize| -> Vec<f32> {
        all[from..to].iter().map(|value| *value as f32).collect()
    };
    let vector = |from, to| Tensor::<1>::from_floats(floats(from, to).as_slice(), device);
    let hidden = vector(0, 6).reshape([3, 2]).require_grad();
    let hidden_bias = vector(6, 8).reshape([1, 2]).require_grad();
    let output = vector(8, 10).reshape([2, 1]).require_grad();
    let output_bias = vector(10, 11).reshape([1, 1]).require_grad();

    let input = Tensor::<2>::from_floats([INPUT.map(|value| value as f32)], device);
    let units = Activation::Sigmoid.apply(input.matmul(hidden.clone()) + hidden_bias.clone());
    let logit = units.matmul(output.clone()) + output_bias.clone();
    let prediction = Activation::Sigmoid.apply(logit);
    let value: f32 = prediction.clone().inner().into_scalar();
    assert!((f64::from(value) - PREDICTION).abs() < 1e-6, "{value}");
    // The target is 0, so this is all of the binary cross-entropy.
    let loss = -((-prediction + 1.0).log());

    let gradients = loss.backward();
    [hidden, hidden_bias, output, output_bias]
        .into_iter()
        .flat_map(|parameter| {
            let gradient = parameter.grad(&gradients).unwrap();
            gradient.try_into_vec_as::<f32>().unwrap()
        })
        .map(f64::from)
        .collect()
}

#[track_caller]
fn assert_near(found: &[f64], expected: &Parameters, tolerance: f64, of: &str) {
    assert_eq!(found.len(), expected.len());
    for (at, (found, expected)) in found.iter().zip(expected).enumerate() {
        let gap = (found - expected).abs();
        assert!(gap < tolerance, "{of}, {at}: {found}, not {expected}");
    }
}

#[test]
fn an_output_weights_gradient_is_the_error_times_the_activation() {
    let all = parameters();
    let [first, second, logit] = forward(&all);
    assert!((sigmoid(logit) - PREDICTION).abs() < 1e-12);
    let gradient = by_hand(&all);
    assert!((gradient[8] - 0.8 * first).abs() < 1e-12);
    assert!((gradient[9] - 0.8 * second).abs() < 1e-12);
}

#[test]
fn chain_rule_finite_differences_and_every_backends_autodiff_agree() {
    let all = parameters();
    let expected = by_hand(&all);
    assert_near(&by_differences(&all), &expected, 1e-9, "differences");
    let required = std::env::var("BURN_MNIST_TEST_REQUIRE").unwrap_or_default();
    for backend in BackendKind::ALL.into_iter().filter(|b| b.is_compiled()) {
        let name = backend.name();
        match open(&Selection::parse(name).unwrap()) {
            Ok(opened) => assert_near(&by_autodiff(&all, &opened.device), &expected, 1e-6, name),
            // Compiled in is not yet plugged in.
            Err(error) => assert!(!required.contains(name), "{error}"),
        }
    }
}
