//! Checkpoints that must not load: missing, damaged, another network's, or no numbers.

use std::fs;

use burn::module::Module;
use burn::nn::LinearConfig;
use burn::tensor::Device;
use burn_mnist_model::{Classifier, Weights};

use crate::fixture::{newest_checkpoint, quick_run};
use crate::sandbox::Sandbox;

#[test]
fn a_run_that_is_not_there_is_named_with_where_to_look() {
    let sandbox = Sandbox::new();
    for command in ["evaluate", "predict --index 0", "runs show"] {
        sandbox
            .run(&format!("{command} nowhere"))
            .failed(4)
            .says("at nowhere\n  hint: `burn-mnist runs list` shows the runs there are");
    }
    sandbox
        .run("evaluate latest")
        .failed(4)
        .says("error: no run in /")
        .says("/artifacts/runs\n  hint: `burn-mnist train` makes one");
}

#[test]
fn a_flipped_bit_is_found_before_anything_loads() {
    let sandbox = Sandbox::new();
    quick_run(&sandbox);
    let checkpoint = newest_checkpoint(&sandbox, "run");
    let model = format!("{checkpoint}/model.bpk");
    let mut bytes = sandbox.bytes(&model);
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    sandbox.write(&model, bytes);
    for typed in [&checkpoint, &model] {
        let failed = sandbox
            .run(&format!("evaluate {typed} --format json"))
            .failed(4);
        let error = failed.error();
        assert_eq!(
            (&error["kind"], &error["path"]),
            (&"checkpoint".into(), &model.as_str().into())
        );
        let digest = |key| {
            error[key]
                .as_str()
                .unwrap()
                .strip_prefix("SHA-256 ")
                .unwrap()
        };
        assert_eq!(digest("expected").len(), 64);
        assert_ne!(digest("expected"), digest("found"));
        assert!(
            error["hint"]
                .as_str()
                .unwrap()
                .contains("another checkpoint")
        );
    }
}

#[test]
fn a_missing_or_shortened_file_of_a_checkpoint_is_named() {
    let sandbox = Sandbox::new();
    quick_run(&sandbox);
    let checkpoint = newest_checkpoint(&sandbox, "run");
    let optimizer = format!("{checkpoint}/optimizer.bpk");
    let bytes = sandbox.bytes(&optimizer);
    sandbox.write(&optimizer, &bytes[..bytes.len() - 1]);
    let words = format!(
        "{optimizer} is damaged: expected {} bytes, found {} bytes",
        bytes.len(),
        bytes.len() - 1
    );
    sandbox
        .run(&format!("evaluate {checkpoint}"))
        .failed(4)
        .says(&words);
    fs::remove_file(sandbox.path(&optimizer)).unwrap();
    sandbox
        .run(&format!("evaluate {checkpoint}"))
        .failed(4)
        .says("found no file");
}

#[test]
fn weights_of_another_network_are_refused_with_expected_and_found() {
    let sandbox = Sandbox::new();
    let other = LinearConfig::new(784, 10).init(&Device::flex());
    sandbox.write("other.bpk", &*other.into_record().into_bytes().unwrap());
    sandbox
        .run("predict other.bpk --index 0 --dataset synthetic")
        .failed(4)
        .says("other.bpk: the record is not of this network")
        .says("expected f32 [784, hidden], found no such tensor")
        .says("hint: name a run or checkpoint that burn-mnist trained");
}

#[test]
fn weights_that_are_no_numbers_are_refused() {
    let sandbox = Sandbox::new();
    let mut weights = Weights::zeros(8);
    weights.output.bias[4] = f32::NAN;
    let classifier = Classifier::new(weights, &Device::flex());
    sandbox.write("nan.bpk", classifier.to_bytes().unwrap());
    sandbox
        .run("evaluate nan.bpk --dataset synthetic")
        .failed(4)
        .says("nan.bpk: output.bias[4] is NaN");
}

#[test]
fn a_file_of_something_else_is_refused() {
    let sandbox = Sandbox::new();
    sandbox.write("text.bpk", "not weights");
    sandbox
        .run("evaluate text.bpk --dataset synthetic")
        .failed(4)
        .says("text.bpk: not a readable burnpack record");
}

#[test]
fn weights_of_another_program_are_called_by_their_format() {
    let sandbox = Sandbox::new();
    let files: [(&str, &[u8], &str); 7] = [
        ("model.onnx", b"\x08\x08\x12\x07pytorch", "an ONNX model"),
        ("a.pt", b"PK\x03\x04model/data.pkl", "a PyTorch checkpoint"),
        ("a.pth", b"", "a PyTorch checkpoint"),
        (
            "renamed.bpk",
            b"\x02\0\0\0\0\0\0\0{\"",
            "a safetensors file",
        ),
        ("a.h5", b"\x89HDF\r\n\x1a\n", "an HDF5 file"),
        ("a.keras", b"PK\x03\x04model.weights.h5", "a Keras model"),
        ("a.npz", b"PK\x03\x04w.npy", "a NumPy file"),
    ];
    for (name, content, format) in files {
        sandbox.write(name, content);
        sandbox
            .run(&format!("evaluate {name} --dataset synthetic"))
            .failed(4)
            .says(&format!("error: {name} looks like {format}"))
            .says("weights that burn-mnist wrote, such as model.bpk")
            .says("it cannot import weights of other programs");
    }
    let compared = "compare --checkpoint model.onnx --backends flex --dataset synthetic";
    sandbox
        .run(compared)
        .failed(4)
        .says("error: model.onnx looks like an ONNX model");
}

#[test]
fn a_bare_weights_file_loads_with_a_warning_that_it_is_not_verified() {
    let sandbox = Sandbox::new();
    quick_run(&sandbox);
    let model = format!("{}/model.bpk", newest_checkpoint(&sandbox, "run"));
    fs::copy(sandbox.path(&model), sandbox.path("bare.bpk")).unwrap();
    let words = "--dataset synthetic --limit 300 --format json";
    let bare = sandbox
        .run(&format!("evaluate bare.bpk {words}"))
        .succeeded();
    assert_eq!(
        bare.stderr,
        "warning: bare.bpk has no manifest, so its content cannot be verified\n"
    );
    let kept = sandbox
        .run(&format!("evaluate {model} {words}"))
        .succeeded();
    assert_eq!(kept.stderr, "");
    assert_eq!(bare.json()["loss"], kept.json()["loss"]);
}
