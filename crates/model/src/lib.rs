//! The MNIST classifier: its input, its layers, its initial weights and its weight files.
//!
//! Nothing here reads or writes files, and nothing names a backend: a [`Classifier`] is built on
//! whatever [`Device`](burn::tensor::Device) it is given.
//!
//! ```
//! use burn::tensor::Device;
//! use burn_mnist_model::{CLASSES, ClassifierConfig, Image, PIXELS, Weights, input};
//!
//! # fn main() -> Result<(), burn_mnist_model::WeightsError> {
//! let device = Device::flex();
//! let classifier = ClassifierConfig::new().with_hidden(64.into()).init(&device);
//! let images = input::to_tensor(&[Image([0; PIXELS]), Image([255; PIXELS])], &device);
//! assert_eq!(classifier.forward(images).dims(), [2, CLASSES]);
//!
//! let bytes = classifier.to_bytes()?;
//! assert_eq!(Weights::from_bytes(&bytes)?, Weights::glorot(64, 42));
//! # Ok(())
//! # }
//! ```

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
