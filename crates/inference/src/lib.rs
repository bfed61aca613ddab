//! Recorded weights made useful: a [`Predictor`] on any device, and pictures prepared as MNIST was.
//!
//! Depends on no training, HTTP or terminal code, so that a program may embed it alone.

mod error;
mod predictor;

pub use burn_mnist_picture as picture;
pub use error::InferenceError;
pub use predictor::{Prediction, Predictor};
