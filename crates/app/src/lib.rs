//! The verbs of burn-mnist, for every front end: a command line, a server, a test.
//!
//! A verb takes values and returns values. It prints nothing, asks nothing and picks no exit code: what a user
//! should hear while it works goes to [`Events`], and what went wrong is an [`AppError`].
//!
//! ```
//! use burn_mnist_app::train::{Target, TrainRequest, train};
//! use burn_mnist_app::{Context, Quiet};
//! use burn_mnist_run::Artifacts;
//! use burn_mnist_settings::{Dataset, PartialSettings};
//!
//! # fn main() -> Result<(), burn_mnist_app::AppError> {
//! # let home = tempfile::tempdir().unwrap();
//! let settings = PartialSettings {
//!     dataset: Some(Dataset::Synthetic),
//!     limit: Some(200),
//!     epochs: Some(1),
//!     out: Some(home.path().join("run")),
//!     ..PartialSettings::default()
//! };
//! let request = TrainRequest::new(Target::New, settings);
//! let context = Context {
//!     artifacts: Artifacts::new(home.path()),
//!     ..Context::new(&Quiet)
//! };
//! let trained = train(request, &context)?;
//! assert_eq!(trained.record.summary.epochs, 1);
//! assert!(trained.page.is_some());
//! # Ok(())
//! # }
//! ```

mod context;
pub mod cross_validate;
pub mod data;
mod device;
mod digits;
pub mod duration;
mod error;
pub mod evaluate;
pub mod experiment;
pub mod explain;
pub mod file;
pub mod input;
pub mod memory;
pub mod model;
mod notice;
pub mod page;
pub mod runs;
pub mod sweep;
pub mod train;

pub use context::{Context, Events, Quiet};
pub use device::open_device;
pub use error::AppError;
pub use notice::Notice;
