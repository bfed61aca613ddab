//! Predicts the digit in a picture with a saved network:
//! `cargo run --release -p burn-mnist-inference --example predict -- [RUN [PICTURE]]`.
//!
//! Without arguments it uses the files beside this one: a picture, and the weights of 784-16-10 units after 12 epochs
//! of MNIST (95.25 % of the test set).

#![allow(clippy::print_stdout, reason = "an example prints its result")]

use std::env;

use burn_mnist_inference::{InferenceError, SavedModel};

const WEIGHTS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/mnist.bpk");
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
