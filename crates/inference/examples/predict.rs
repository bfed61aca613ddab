//! Predicts the digit in a picture with a saved network:
//! `cargo run --release -p burn-mnist-inference --example predict -- [RUN [PICTURE]]`.
//!
//! Without arguments it uses the weights and the picture beside this file: a network with 32 hidden units, trained on
//! MNIST for 12 epochs (97.40 % on the test set).

#![allow(clippy::print_stdout, reason = "an example prints its result")]

use std::env;

use burn_mnist_inference::{InferenceError, SavedModel};

const WEIGHTS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/digits.bpk");
const PICTURE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/seven.png");

fn main() -> Result<(), InferenceError> {
    let mut arguments = env::args().skip(1);
    let run = arguments.next().unwrap_or_else(|| WEIGHTS.to_owned());
    let picture = arguments.next().unwrap_or_else(|| PICTURE.to_owned());

    let model = SavedModel::open(&run)?;
    let prediction = model.predict_picture(&picture)?;

    println!("{picture} shows a {}", prediction.label);
    for (label, probability) in prediction.top(3) {
        println!("  {label}: {:.1} %", 100.0 * probability);
    }
    println!("calibration: {}", model.calibration().name());
    Ok(())
}
