//! Many runs as one experiment: which trials there are, what came of each, and what may be concluded.
//!
//! An experiment is a [`Plan`], made whole before anything is trained: its points are what is varied, its
//! seeds (and folds) how often each point is tried. Each trial that ends becomes a line of a [`Journal`], and
//! the lines become [`Standing`]s. Nothing here trains, opens a device or writes to a terminal.

mod axis;
mod directory;
mod error;
mod journal;
mod out_of_fold;
mod plan;
mod points;
mod range;
mod result;
mod shard;
mod spread;
mod standing;

pub use axis::{Axis, NotAnAxis, Values, key_and_values};
pub use directory::{CROSS_VALIDATIONS, ExperimentDirectory, SWEEPS};
pub use error::ExperimentError;
pub use journal::Journal;
pub use out_of_fold::OutOfFold;
pub use plan::{Plan, Scored, Search, Trial};
pub use points::{Point, grid, random};
pub use range::{NotARange, Numbers, Range};
pub use result::{Outcome, Score, TrialResult};
pub use shard::{NotAShard, Shard};
pub use spread::Spread;
pub use standing::{Standing, Verdict, standings};
