//! `model.bpk` may come from anywhere: what loads is a whole network of finite numbers.
#![no_main]

use std::sync::LazyLock;

use burn_mnist_fuzz::{burnpack, damage, genuine};
use burn_mnist_model::weights::Layer;
use burn_mnist_model::{CLASSES, PIXELS, Weights};
use libfuzzer_sys::{fuzz_mutator, fuzz_target};

static GENUINE: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let bytes = genuine::weights();
    Weights::from_bytes(&bytes).expect("its own record");
    bytes
});

fuzz_target!(|bytes: &[u8]| {
    let Ok(weights) = Weights::from_bytes(bytes) else {
        return;
    };
    let Weights { hidden, output, .. } = &weights;
    let layers: Vec<&Layer> = hidden.iter().chain([output]).collect();
    assert_eq!((layers[0].inputs, output.outputs), (PIXELS, CLASSES));
    assert!(layers.windows(2).all(|pair| pair[0].outputs == pair[1].inputs));
    for layer in layers {
        let Layer { weight, bias, .. } = layer;
        assert_eq!(weight.len(), layer.inputs * layer.outputs);
        assert_eq!(bias.len(), layer.outputs);
        assert!(weight.iter().chain(bias).all(|value| value.is_finite()));
    }
});

fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    damage::mutate(&GENUINE, data, size, max_size, seed, |rng, bytes| {
        burnpack::strike(rng, bytes, &GENUINE);
    })
});
