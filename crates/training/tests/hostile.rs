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
use burn_mnist_training::optimizer::{OptimizerRecordError, check, restore};
use burn_mnist_training::{Algorithm, OptimizerConfig, optimizer};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::Index;

struct Genuine {
    config: OptimizerConfig,
    model: Vec<u8>,
    optimizer: Vec<u8>,
    weights: Weights,
}

impl Genuine {
    /// One step of the smallest network there is.
    fn of(algorithm: Algorithm, momentum: f64) -> Self {
        let config = OptimizerConfig {
            algorithm,
            momentum,
            weight_decay: 0.0,
        };
        let device = Device::flex().autodiff();
        let classifier = ClassifierConfig::new().with_hidden(1.into()).init(&device);
        let model = classifier.valid().to_bytes().unwrap();
        let image = Tensor::<2>::ones([1, PIXELS], &device);
        let loss = classifier.forward(image).sum();
        let gradients = GradientsParams::from_grads(loss.backward(), &classifier);
        let mut optimizer = optimizer(&config, &device);
        optimizer.step(0.001, classifier, gradients);
        Self {
            config,
            weights: Weights::from_bytes(&model).unwrap(),
            optimizer: optimizer.into_bytes().unwrap().to_vec(),
            model,
        }
    }

    fn check(&self, record: &[u8]) -> Result<(), OptimizerRecordError> {
        check(&self.config, record, &self.weights)
    }
}

static GENUINE: LazyLock<[Genuine; 6]> = LazyLock::new(|| {
    [
        Genuine::of(Algorithm::Adam, 0.0),
        Genuine::of(Algorithm::AdamW, 0.0),
        Genuine::of(Algorithm::Sgd, 0.0),
        Genuine::of(Algorithm::Sgd, 0.9),
        Genuine::of(Algorithm::RmsProp, 0.0),
        Genuine::of(Algorithm::RmsProp, 0.9),
    ]
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
fn what_is_genuine_is_read_and_only_as_what_it_is() {
    for (at, genuine) in GENUINE.iter().enumerate() {
        genuine.check(&genuine.optimizer).unwrap();
        let other = Weights::zeros(2);
        let refused = check(&genuine.config, &genuine.optimizer, &other);
        // Of SGD without momentum nothing is kept, and so nothing is of a shape.
        assert_eq!(refused.is_err(), at != 2, "{at}");
        for (other, foreign) in GENUINE.iter().enumerate() {
            // Adam and AdamW keep the same.
            let alike = at == other || at.max(other) == 1;
            assert_eq!(
                genuine.check(&foreign.optimizer).is_ok(),
                alike,
                "{at} {other}"
            );
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3_000))]

    #[test]
    fn damaged_weights_are_refused_or_finite(bytes in damaged(&GENUINE[0].model)) {
        if let Ok(weights) = Weights::from_bytes(&bytes) {
            prop_assert!(weights.check_finite().is_ok());
        }
    }

    #[test]
    fn damaged_moments_are_refused_or_restored(
        (at, bytes) in (0..6_usize).prop_flat_map(|at| (Just(at), damaged(&GENUINE[at].optimizer)))
    ) {
        let genuine = &GENUINE[at];
        // What passes the check must not make Burn panic.
        let restored = restore(&genuine.config, &Device::flex(), &bytes, &genuine.weights);
        prop_assert!(restored.is_err() || genuine.check(&bytes).is_ok());
    }

    #[test]
    fn bytes_of_nothing_are_refused(bytes in vec(any::<u8>(), 0..2_000)) {
        prop_assert!(Weights::from_bytes(&bytes).is_err());
        for genuine in &*GENUINE {
            prop_assert!(genuine.check(&bytes).is_err());
        }
    }
}
