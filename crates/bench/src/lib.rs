//! The comparison of backends: plans, worker processes, parity before speed, records, statistics, reports.
//!
//! Nothing here names a backend or links Burn. A comparison ([`Comparison`]) is given [`Candidate`]s, each a
//! command that starts a worker, and the [`Inputs`] of all workers. A worker is `burn-mnist-bench-worker`, or
//! anything else that speaks the same [`protocol`]. What is found becomes [`record`]s, records become
//! [`Results`], and results become text in [`export`].
//!
//! The tables of the newest comparison below the working directory:
//!
//! ```no_run
//! use std::path::Path;
//!
//! use burn_mnist_bench::{ComparisonDirectory, Results, export, journal};
//! use burn_mnist_run::Artifacts;
//!
//! let newest = Path::new("latest");
//! let path = ComparisonDirectory::find_records(newest, &Artifacts::default().comparisons())?;
//! let records = journal::read(&path)?;
//! let results = Results::of(&records, None);
//! print!("{}", export::text(&results, 100));
//! # Ok::<(), burn_mnist_bench::BenchError>(())
//! ```

mod candidate;
mod comparison;
mod cost;
mod diff;
mod directory;
mod error;
pub mod export;
pub mod journal;
mod machine;
mod parity;
pub mod peers;
mod plan;
mod plausible;
mod process;
pub mod protocol;
pub mod record;
pub mod results;
mod statistics;
mod work;

pub use candidate::{Candidate, Origin};
pub use comparison::{Comparison, Ending, Inputs, Observer};
pub use cost::{Cost, Meter};
pub use diff::{Change, Difference, diff};
pub use directory::ComparisonDirectory;
pub use error::BenchError;
pub use machine::Environment;
pub use plan::{Plan, TimeToAccuracyPlan};
pub use results::Results;
pub use statistics::{FEWEST_REPEATS, Ratio, Summary, Verdict};
