//! A saved model is what its files say: weights, calibration, and the facts about them.
#![expect(
    clippy::unwrap_used,
    reason = "a test may stop at the first surprise, its helpers too"
)]

use std::fs;
use std::path::PathBuf;

use burn_mnist_inference::model::{CLASSES, Classifier, Image, PIXELS, Weights};
use burn_mnist_inference::run::calibration::Fit;
use burn_mnist_inference::run::checkpoint::{CheckpointName, MODEL, commit};
use burn_mnist_inference::run::{
    Calibration, Pointer, RunDirectory, RunLock, RunRecord, Temperature, sha256,
};
use burn_mnist_inference::{CalibrationStatus, Device, InferenceError, SavedModel};

/// An empty directory of a test's own.
fn directory(name: &str) -> PathBuf {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&path);
    fs::create_dir_all(&path).unwrap();
    path
}

/// A network that takes every image for `label`, with a logit of 3.
fn always(label: usize) -> Vec<u8> {
    let mut weights = Weights::zeros(4);
    weights.output.bias[label] = 3.0;
    Classifier::new(weights, &Device::flex())
        .to_bytes()
        .unwrap()
}

/// A run with one checkpoint of these weights.
fn run(name: &str, weights: &[u8]) -> RunDirectory {
    let run = RunDirectory::create(&directory(name).join("run")).unwrap();
    RunRecord::new(&run).write(&run).unwrap();
    let name = CheckpointName { epoch: 1, step: 1 };
    fs::write(run.record(), "{}").unwrap();
    commit(&run.checkpoints(), name, &[(MODEL, weights)]).unwrap();
    Pointer::Latest.set(&run.checkpoints(), name).unwrap();
    run
}

fn calibrate(run: &RunDirectory, weights: &[u8]) {
    let temperature = Temperature::new(2.0).unwrap();
    let calibration = Calibration::new(temperature, sha256(weights), 10, [Fit::default(); 2]);
    let lock = RunLock::acquire(run).unwrap();
    calibration.write(run, &lock).unwrap();
}

/// The probability of the likeliest class of a black image.
fn probability(model: &SavedModel) -> f32 {
    let prediction = &model.predict(&[Image([0; PIXELS])]).unwrap()[0];
    prediction.probabilities[usize::from(prediction.label)]
}

/// exp(z) / (exp(z) + 9) for a logit z over nine of zero.
fn softmax(logit: f32) -> f32 {
    logit.exp() / (logit.exp() + (CLASSES - 1) as f32)
}

#[test]
fn a_calibration_of_these_weights_is_applied() {
    let weights = always(7);
    let run = run("applied", &weights);
    let model = SavedModel::open(run.root()).unwrap();
    assert_eq!(*model.calibration(), CalibrationStatus::Absent);
    assert!((probability(&model) - softmax(3.0)).abs() < 1e-6);

    calibrate(&run, &weights);
    let model = SavedModel::open_on(run.root(), &Device::flex()).unwrap();
    assert!(model.calibration().is_applied());
    assert!((probability(&model) - softmax(1.5)).abs() < 1e-6);
    let scored = model.evaluate(&[Image([0; PIXELS])], &[3]).unwrap();
    assert!((scored.answers[0].probability - f64::from(softmax(1.5))).abs() < 1e-6);
    let score = scored.evaluation.probabilities.unwrap();
    assert_eq!(score.temperature, model.temperature());

    let ignored = SavedModel::open_uncalibrated(run.root(), &Device::flex());
    let ignored = ignored.unwrap();
    assert_eq!(ignored.calibration().name(), "left_out");
    assert!((probability(&ignored) - softmax(3.0)).abs() < 1e-6);
}

#[test]
fn a_calibration_of_other_weights_is_not_applied() {
    let run = run("other", &always(7));
    calibrate(&run, b"other weights");
    let model = SavedModel::open(run.root()).unwrap();
    assert_eq!(model.calibration().name(), "other_weights");
    assert!((probability(&model) - softmax(3.0)).abs() < 1e-6);
}

#[test]
fn a_damaged_calibration_is_an_error_unless_it_is_ignored() {
    let run = run("damaged", &always(7));
    fs::write(run.calibration(), "{}").unwrap();
    let error = SavedModel::open(run.root()).unwrap_err();
    assert!(matches!(error, InferenceError::Run(_)), "{error}");
    let ignored = SavedModel::open_uncalibrated(run.root(), &Device::flex());
    assert!(ignored.is_ok());
}

#[test]
fn facts_are_those_of_the_files() {
    let weights = always(7);
    let run = run("facts", &weights);
    let model = SavedModel::open(run.root()).unwrap();
    assert!(model.is_verified());
    assert_eq!(model.run().unwrap().root(), run.root());
    assert_eq!(model.weights_sha256(), sha256(&weights));
    assert!(model.weights().ends_with(MODEL));

    let bare = directory("bare").join("elsewhere.bpk");
    fs::write(&bare, &weights).unwrap();
    let model = SavedModel::open(&bare).unwrap();
    assert!(!model.is_verified() && model.run().is_none());
    assert_eq!(*model.calibration(), CalibrationStatus::Absent);
}

#[test]
fn a_file_of_something_else_is_refused_by_name() {
    let path = directory("something-else").join("weights.bpk");
    fs::write(&path, "no weights").unwrap();
    let error = SavedModel::open(&path).unwrap_err();
    let message = error.to_string();
    assert!(message.contains(&path.display().to_string()), "{message}");
    assert!(matches!(error, InferenceError::Weights { .. }), "{message}");
}

#[test]
fn a_picture_is_predicted_from_its_path() {
    let examples = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("examples");
    let model = SavedModel::open(examples.join("mnist.bpk")).unwrap();
    let prediction = model.predict_picture(examples.join("seven.png")).unwrap();
    assert_eq!(prediction.label, 7);
    assert!(prediction.probabilities[7] > 0.9, "{prediction:?}");
    let error = model.predict_picture("no-such.png").unwrap_err();
    assert!(matches!(error, InferenceError::Picture(_)), "{error}");
}

#[test]
fn a_model_is_shared_between_threads() {
    let path = directory("threads").join("model.bpk");
    fs::write(&path, always(7)).unwrap();
    let model = SavedModel::open(&path).unwrap();
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| assert!((probability(&model) - softmax(3.0)).abs() < 1e-6));
        }
    });
}
