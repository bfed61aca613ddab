//! Records of weights and moments that are not as they were written: Burn panics at some of them,
//! so none may reach it.
#![expect(
    clippy::unwrap_used,
    reason = "a test may stop at the first surprise, its helpers too"
)]

use std::sync::LazyLock;

use burn::module::Module;
use burn::optim::GradientsParams;
use burn::tensor::{Device, Tensor};
use burn_mnist_model::{ClassifierConfig, PIXELS, Weights};
use burn_mnist_training::adam;
use burn_mnist_training::optimizer::{check, restore};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::Index;

struct Genuine {
    model: Vec<u8>,
    optimizer: Vec<u8>,
    weights: Weights,
}

/// One step of the smallest network there is.
static GENUINE: LazyLock<Genuine> = LazyLock::new(|| {
    let device = Device::flex().autodiff();
    let classifier = ClassifierConfig::new().with_hidden(1).init(&device);
    let model = classifier.valid().to_bytes().unwrap();
    let image = Tensor::<2>::ones([1, PIXELS], &device);
    let loss = classifier.forward(image).sum();
    let gradients = GradientsParams::from_grads(loss.backward(), &classifier);
    let mut optimizer = adam(&device);
    optimizer.step(0.001, classifier, gradients);
    Genuine {
        weights: Weights::from_bytes(&model).unwrap(),
        optimizer: optimizer.into_bytes().unwrap().to_vec(),
        model,
    }
});

/// Bytes overwritten here and there, then cut: the head, where a record describes itself, most.
fn damaged(genuine: &'static [u8]) -> impl Strategy<Value = Vec<u8>> {
    let place = prop_oneof![
        any::<Index>().prop_map(|index| index.index(1_400)),
        any::<Index>().prop_map(|index| index.index(usize::MAX)),
    ];
    let strikes = vec((place, any::<u8>()), 1..6);
    (strikes, any::<Index>(), any::<bool>()).prop_map(move |(strikes, cut, whole)| {
        let mut bytes = genuine.to_vec();
        for (place, byte) in strikes {
            let place = place % bytes.len();
            bytes[place] = byte;
        }
        bytes.truncate(if whole {
            bytes.len()
        } else {
            cut.index(bytes.len())
        });
        bytes
    })
}

#[test]
fn what_is_genuine_is_read() {
    check(&GENUINE.optimizer, &GENUINE.weights).unwrap();
    let other = Weights::zeros(2);
    let refused = check(&GENUINE.optimizer, &other).unwrap_err();
    assert!(refused.contains("expected f32 "), "{refused}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3_000))]

    #[test]
    fn damaged_weights_are_refused_or_finite(bytes in damaged(&GENUINE.model)) {
        if let Ok(weights) = Weights::from_bytes(&bytes) {
            prop_assert!(weights.check_finite().is_ok());
        }
    }

    #[test]
    fn damaged_moments_are_refused_or_restored(bytes in damaged(&GENUINE.optimizer)) {
        let weights = &GENUINE.weights;
        // What passes the check must not make Burn panic.
        let restored = restore(adam(&Device::flex()), &bytes, weights);
        prop_assert!(restored.is_err() || check(&bytes, weights).is_ok());
    }

    #[test]
    fn bytes_of_nothing_are_refused(bytes in vec(any::<u8>(), 0..2_000)) {
        prop_assert!(Weights::from_bytes(&bytes).is_err());
        prop_assert!(check(&bytes, &GENUINE.weights).is_err());
    }
}
