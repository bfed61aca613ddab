//! Adam in one pass against Burn's own, bit for bit, and against steps that PyTorch took.

use burn::module::{Module, Param, ParamId};
use burn::optim::{AdamConfig, GradientsParams, ModuleOptimizer};
use burn::tensor::{Device, Tensor, TensorData};
use burn_mnist_training::adam;
use rand::rngs::ChaCha8Rng;
use rand::{RngExt, SeedableRng};
use serde::Deserialize;

/// Parameters of shapes that fill vectors, that leave a rest, and that are worth a second core.
#[derive(Module, Debug)]
struct Parameters {
    vector: Param<Tensor<1>>,
    odd: Param<Tensor<2>>,
    large: Param<Tensor<2>>,
    cube: Param<Tensor<3>>,
}

/// Numbers of both signs and many magnitudes, zeros among them, the same for the same seed: a device's own
/// generator is shared by all tests.
fn draw<const D: usize>(seed: u64, shape: [usize; D], device: &Device) -> Tensor<D> {
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    let magnitude = 10_f32.powi(-(seed as i32 % 9));
    let values: Vec<f32> = (0..shape.iter().product())
        .map(|_| rng.random_range(-1.0..1.0_f32))
        .map(|value| if value < -0.8 { 0.0 } else { value * magnitude })
        .collect();
    Tensor::from_data(TensorData::new(values, shape), device)
}

fn parameters(device: &Device) -> Parameters {
    Parameters {
        vector: Param::from_tensor(draw(9, [10], device)),
        odd: Param::from_tensor(draw(18, [13, 7], device)),
        large: Param::from_tensor(draw(27, [784, 128], device)),
        cube: Param::from_tensor(draw(36, [3, 4, 5], device)),
    }
}

fn gradients(step: u64, of: &Parameters, device: &Device) -> GradientsParams {
    let device = &device.clone().inner();
    let mut gradients = GradientsParams::new();
    gradients.register(of.vector.id, draw(step, of.vector.val().dims(), device));
    gradients.register(of.odd.id, draw(step, of.odd.val().dims(), device));
    gradients.register(of.large.id, draw(step, of.large.val().dims(), device));
    gradients.register(of.cube.id, draw(step, of.cube.val().dims(), device));
    gradients
}

fn train(mut optimizer: ModuleOptimizer, device: &Device) -> Vec<TensorData> {
    let mut module = parameters(device);
    for step in 1..=30 {
        let gradients = gradients(step, &module, device);
        module = optimizer.step(1e-2 / step as f64, module, gradients);
    }
    vec![
        module.vector.val().to_data(),
        module.odd.val().to_data(),
        module.large.val().to_data(),
        module.cube.val().to_data(),
    ]
}

#[test]
fn a_pass_in_place_is_burns_adam_bit_for_bit() {
    let device = Device::flex().autodiff();
    let burns = AdamConfig::new()
        .with_beta_1(0.9)
        .with_beta_2(0.999)
        .with_epsilon(1e-7)
        .init();
    assert_eq!(train(adam(&device), &device), train(burns, &device));
}

#[test]
fn a_parameter_someone_else_holds_is_not_changed_under_them() {
    let device = Device::flex().autodiff();
    let module = parameters(&device);
    let held = module.large.val();
    let before = held.to_data();
    let gradients = gradients(1, &module, &device);
    let stepped = adam(&device).step(1e-2, module, gradients);
    assert_eq!(held.to_data(), before);
    assert_ne!(stepped.large.val().to_data(), before);
}

#[derive(Deserialize)]
struct Reference {
    start: Vec<f32>,
    gradients: Vec<Vec<f32>>,
    steps: Vec<Vec<f32>>,
}

#[derive(Module, Debug)]
struct Vector {
    values: Param<Tensor<1>>,
}

#[test]
fn steps_are_pytorchs_but_for_rounding() {
    let reference: Reference = serde_json::from_str(include_str!("reference/adam.json")).unwrap();
    let device = Device::flex().autodiff();
    let tensor = |values: &[f32], device: &Device| {
        Tensor::<1>::from_data(TensorData::new(values.to_vec(), [values.len()]), device)
    };
    let mut module = Vector {
        values: Param::initialized(
            ParamId::new(),
            tensor(&reference.start, &device).require_grad(),
        ),
    };
    let mut optimizer = adam(&device);
    for (gradient, expected) in reference.gradients.iter().zip(&reference.steps) {
        let mut gradients = GradientsParams::new();
        gradients.register(module.values.id, tensor(gradient, &Device::flex()));
        module = optimizer.step(1e-2, module, gradients);
        let found: Vec<f32> = module.values.val().try_into_vec_as().unwrap();
        for (found, expected) in found.iter().zip(expected) {
            assert!((found - expected).abs() <= 4e-7, "{found} {expected}");
        }
    }
    assert_eq!(reference.steps.len(), 8);
}
