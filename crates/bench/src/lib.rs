//! The comparison of backends: one measuring contract, parity before speed, records, statistics, reports.
//!
//! Nothing here names a backend. A comparison ([`Comparison`]) is given [`Candidate`]s, each a command
//! that starts a worker; the worker is this crate's [`Engine`] behind [`worker::serve`], or anything that
//! speaks the same [`protocol`]. What is found becomes [`record`]s, records become [`Results`], and
//! results become text in [`export`].

mod candidate;
mod comparison;
pub mod cost;
mod diff;
mod directory;
mod engine;
mod error;
pub mod export;
mod images;
pub mod journal;
mod limits;
pub mod machine;
mod measure;
pub mod parity;
pub mod peers;
mod plan;
mod process;
pub mod protocol;
mod race;
mod raw;
pub mod record;
pub mod results;
pub mod statistics;
mod work;
pub mod worker;
mod workload;

pub use candidate::{Candidate, Origin};
pub use comparison::{Comparison, Ending, Observer};
pub use diff::{Change, Difference, diff};
pub use directory::{COMPARISONS, ComparisonDirectory};
pub use engine::Engine;
pub use error::{BenchError, WorkError};
pub use plan::{Plan, RacePlan};
pub use results::Results;
