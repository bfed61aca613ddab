//! A saved network made useful: predictions, evaluation, and what in an image made the network say what it says.
//!
//! A [`SavedModel`] is the network of a run, a checkpoint or a weights file, verified, calibrated and on a device. A
//! [`Predictor`] is the same without files: weights come as bytes, images as pixels.
//!
#![cfg_attr(all(feature = "fs", feature = "flex"), doc = "```")]
#![cfg_attr(not(all(feature = "fs", feature = "flex")), doc = "```ignore")]
//! use burn_mnist_inference::SavedModel;
//!
//! # fn main() -> Result<(), burn_mnist_inference::InferenceError> {
//! let model = SavedModel::open("examples/mnist.bpk")?; // or a run, or a checkpoint
//! let prediction = model.predict_picture("examples/seven.png")?; // or a JPEG
//! assert_eq!(prediction.label, 7);
//! for (label, probability) in prediction.top(3) {
//!     println!("{label}: {:.1} %", 100.0 * probability);
//! }
//! # Ok(())
//! # }
//! ```
//!
//! # Features
//!
//! - `flex` (default), `ndarray`, `wgpu`: the backend, and so the default device; the crate `burn-mnist-backend` has
//!   features for the others.
//! - `fs` (default): [`SavedModel`], and pictures by their paths.
//! - `threads` (default): chunks of a batch on the threads of rayon's pool.
//!
//! Without features the crate touches no file, thread, network or clock, and computes on whatever
//! [`Device`] it is given. Training, HTTP and terminals are never part of it, so that a program may embed it alone.

mod active_pixels;
#[cfg(feature = "fs")]
mod calibration;
mod chunks;
mod error;
mod evaluate;
pub mod explain;
#[cfg(feature = "fs")]
mod foreign;
mod host;
mod logits;
mod parallelism;
mod predictor;
mod robustness;
mod rows;
#[cfg(feature = "fs")]
mod saved_model;
mod threads;

pub use burn::tensor::Device;
pub use burn_mnist_diagnostic as diagnostic;
pub use burn_mnist_evaluation as evaluation;
pub use burn_mnist_model as model;
pub use burn_mnist_picture as picture;
#[cfg(feature = "fs")]
pub use burn_mnist_run as run;
pub use burn_mnist_run::Temperature;
#[cfg(feature = "fs")]
pub use calibration::CalibrationStatus;
pub use error::InferenceError;
pub use evaluate::{Scored, evaluate};
#[cfg(feature = "fs")]
pub use foreign::ForeignFormat;
pub use parallelism::BatchParallelism;
pub use predictor::{Prediction, Predictor};
pub use robustness::{Curve, Point, robustness};
#[cfg(feature = "fs")]
pub use saved_model::SavedModel;
