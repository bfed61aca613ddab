//! From a backend's name to a device that is known to work.
//!
//! The only crate that names backends: every other library of this workspace takes a [`Device`](burn::tensor::Device). Which
//! backends there are is decided by this crate's cargo features, one of the same name for each.
//!
#![cfg_attr(feature = "flex", doc = "```")]
#![cfg_attr(not(feature = "flex"), doc = "```no_run")]
//! use burn::tensor::Tensor;
//! use burn_mnist_backend::{Selection, open};
//!
//! let selection = Selection::parse("flex")?;
//! let opened = open(&selection)?;
//! assert_eq!(opened.hardware.kind, "cpu");
//! assert!(opened.traits.host_memory);
//!
//! let sum = Tensor::<1>::ones([3], &opened.device).sum();
//! assert_eq!(sum.into_scalar::<f32>(), 3.0);
//! # Ok::<(), burn_mnist_backend::BackendError>(())
//! ```
//!
//! [`default_device`] is for programs without a choice of backend, [`list`] for those that show the choices.

mod adapter;
mod describe;
mod error;
#[cfg(feature = "wgpu")]
mod graphics;
pub mod guard;
#[cfg(test)]
mod hand_worked;
mod kind;
mod listing;
mod machine;
mod memory;
mod open;
mod selection;
mod software;
mod traits;

pub use error::{BackendError, Unavailable};
pub use kind::{BackendKind, Family};
pub use listing::{Availability, BackendListing, DeviceListing, list};
pub use machine::machine;
pub use memory::available_memory;
pub use open::{Opened, default_device, open};
pub use selection::{AUTO, DEFAULT, Selection};
pub use software::{BURN, Build, features};
pub use traits::DeviceTraits;
