//! The MNIST classifier, two-layer unless told otherwise: what goes in, what it computes, and how its weights begin and are recorded.
//!
//! Nothing here reads or writes files, and nothing names a backend: a [`Classifier`] is built on
//! whatever [`Device`](burn::tensor::Device) it is given.

pub mod activation;
pub mod classifier;
mod error;
pub mod input;
pub mod output;
pub mod weights;
pub mod widths;

pub use activation::Activation;
pub use classifier::{Classifier, ClassifierConfig};
pub use error::DeviceError;
pub use input::{CLASSES, Image, PIXELS, SIDE};
pub use weights::{Weights, WeightsError};
pub use widths::Widths;
