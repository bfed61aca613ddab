//! The verbs of burn-mnist, for every front end: a command line, a server, a test.
//!
//! A verb takes values and returns values. It prints nothing, asks nothing and picks no exit code: what a user
//! should hear while it works goes to [`Events`], and what went wrong is an [`AppError`].

mod context;
pub mod cross_validate;
pub mod data;
mod device;
mod digits;
mod error;
pub mod evaluate;
pub mod experiment;
pub mod explain;
pub mod file;
pub mod input;
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
