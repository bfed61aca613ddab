//! Recorded weights made useful: a [`Predictor`] on any device, pictures prepared as MNIST was, and
//! what in them made the network say what it says.
//!
//! Depends on no training, HTTP or terminal code, so that a program may embed it alone.

mod error;
pub mod explain;
mod host;
mod predictor;

pub use burn_mnist_picture as picture;
pub use error::InferenceError;
pub use predictor::{Prediction, Predictor};
