//! What a record holds survives, and whatever else it is does not load.

use burn::module::Module;

use super::*;
use crate::classifier::ClassifierConfig;
use crate::widths::Widths;

fn recorded(hidden: usize) -> Vec<u8> {
    ClassifierConfig::new()
        .with_hidden(hidden.into())
        .init(&Device::flex())
        .to_bytes()
        .unwrap()
}

#[track_caller]
fn refuse(bytes: &[u8], message: &str) {
    let error = Weights::from_bytes(bytes).unwrap_err().to_string();
    assert!(error.contains(message), "{error}");
}

#[test]
fn weights_survive_the_round_trip_bit_for_bit() {
    let bytes = recorded(32);
    assert_eq!(
        Weights::from_bytes(&bytes).unwrap(),
        Weights::glorot(32, 42)
    );
    let again = Classifier::from_bytes(&bytes, &Device::flex()).unwrap();
    assert_eq!(again.to_bytes().unwrap(), bytes);
}

#[test]
fn layers_and_activation_survive_the_round_trip() {
    let device = Device::flex();
    for activation in Activation::ALL {
        let weights = Weights::glorot("12,7,5".parse::<Widths>().unwrap(), 3);
        let weights = weights.with_activation(activation);
        let bytes = Classifier::new(weights.clone(), &device)
            .to_bytes()
            .unwrap();
        assert_eq!(Weights::from_bytes(&bytes).unwrap(), weights);
        let again = Classifier::from_bytes(&bytes, &device).unwrap();
        assert_eq!(again.to_bytes().unwrap(), bytes);
    }
}

/// The classifier's module as the versions before had it, whose records are the files there are.
#[derive(Module, Debug)]
struct Earlier {
    hidden: Linear,
    deeper: Vec<Linear>,
    output: Linear,
}

#[test]
fn bytes_are_those_of_earlier_versions() {
    let device = Device::flex();
    for widths in ["6", "12,7,5"] {
        let weights = Weights::glorot(widths.parse::<Widths>().unwrap(), 3);
        let classifier = Classifier::new(weights.clone(), &device);
        let earlier = Earlier {
            hidden: classifier.hidden[0].clone(),
            deeper: classifier.hidden[1..].to_vec(),
            output: classifier.output.clone(),
        };
        let earlier = earlier.into_record().into_bytes().unwrap();
        assert!(classifier.to_bytes().unwrap() == earlier.to_vec());
        let weights = weights.with_activation(Activation::Tanh);
        let tanh = Classifier::new(weights, &device).to_bytes().unwrap();
        assert!(tanh == marked(earlier, Activation::Tanh).unwrap());
    }
}

#[test]
fn an_activation_nobody_knows_is_refused() {
    let reader = Reader::from_bytes(Bytes::from_bytes_vec(recorded(3))).unwrap();
    let writer = Writer::new(reader.into_tensors().unwrap());
    let bytes = writer.with_metadata(ACTIVATION, "swish").into_bytes();
    refuse(
        &bytes.unwrap(),
        "activation: expected one of relu, sigmoid, tanh, gelu, found swish",
    );
}

#[test]
fn a_layer_that_does_not_fit_the_one_before_is_refused() {
    let device = Device::flex();
    let mut weights = Weights::zeros("4,3".parse::<Widths>().unwrap());
    weights.hidden[1].inputs = 2;
    weights.hidden[1].weight.truncate(6);
    let bytes = Classifier::new(weights, &device).to_bytes().unwrap();
    refuse(
        &bytes,
        "deeper.0.weight: expected f32 [4, hidden], found f32 [2, 3]",
    );
}

#[test]
fn equal_weights_are_equal_bytes() {
    assert_eq!(recorded(16), recorded(16));
}

#[test]
fn another_network_is_refused_with_expected_and_found() {
    let linear = burn::nn::LinearConfig::new(PIXELS, 8).init(&Device::flex());
    let bytes = linear.into_record().into_bytes().unwrap();
    refuse(
        &bytes,
        "hidden.weight: expected f32 [784, hidden], found no such tensor",
    );
}

#[test]
fn another_dtype_is_refused() {
    let (path, bytes) = ("hidden.weight".to_owned(), vec![0; 8 * PIXELS * 2]);
    let tensor = Tensor::new(
        path,
        DType::F64,
        vec![PIXELS, 2],
        None,
        Bytes::from_bytes_vec(bytes),
    );
    let bytes = burn_pack::Writer::new(vec![tensor]).into_bytes().unwrap();
    refuse(
        &bytes,
        "hidden.weight: expected f32 [784, 2], found f64 [784, 2]",
    );
}

#[test]
fn weights_that_are_not_finite_are_refused() {
    let mut weights = Weights::zeros(4);
    weights.hidden[0].bias[2] = f32::NAN;
    let bytes = Classifier::new(weights, &Device::flex())
        .to_bytes()
        .unwrap();
    refuse(&bytes, "hidden.bias[2] is NaN");
}

#[test]
fn no_truncation_loads_or_panics() {
    let bytes = recorded(2);
    for length in (0..bytes.len()).step_by(7) {
        assert!(
            Weights::from_bytes(&bytes[..length]).is_err(),
            "{length} bytes loaded"
        );
    }
    refuse(b"not a record at all", "not a readable burnpack record");
}
