//! Recorded weights made useful: a [`Predictor`] on any device, and pictures prepared as MNIST was.
//!
//! Depends on no training, HTTP or terminal code, so that a program may embed it alone.

mod error;
pub mod picture;
mod predictor;

pub use error::InferenceError;
pub use predictor::{Prediction, Predictor};
