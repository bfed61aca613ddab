//! Many runs as one experiment: which trials there are, what came of each, and what may be concluded.
//!
//! An experiment is a [`Plan`], made whole before anything is trained: its points are what is varied, its
//! seeds (and folds) how often each point is tried. Each trial that ends becomes a line of a [`Journal`], and
//! the lines become [`Standing`]s. Nothing here trains, opens a device or writes to a terminal.
//!
//! ```
//! use burn_mnist_experiment::{
//!     ExperimentDirectory, Journal, Outcome, Plan, Point, Score, Scored, Search, Shard, Trial, TrialResult, Verdict,
//!     standings,
//! };
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let rates = ["1e-4", "1e-3"];
//! let point = |rate: &str| Point::from([("learning_rate".to_owned(), rate.to_owned())]);
//! let trial = |(number, (point, seed))| Trial {
//!     number,
//!     point,
//!     seed,
//!     fold: None,
//!     settings: Default::default(),
//! };
//! let pairs = [(1, 1), (2, 1), (1, 2), (2, 2)];
//! let plan = Plan {
//!     schema_version: Plan::VERSION,
//!     started_at: Some(burn_mnist_run::timestamp::now()),
//!     search: Search::Grid,
//!     keys: vec!["learning_rate".to_owned()],
//!     points: rates.map(point).to_vec(),
//!     seeds: vec![1, 2],
//!     folds: None,
//!     train_sha256: String::new(),
//!     scored: Scored::Best,
//!     keep_runs: false,
//!     trials: (1..).zip(pairs).map(trial).collect(),
//! };
//! # let home = tempfile::tempdir()?;
//! # let home = home.path();
//! let sweep = ExperimentDirectory::create_named(home, "rates", &plan)?;
//! let mut journal = Journal::open(&sweep.results_of(Shard::WHOLE))?;
//! for (trial, accuracy) in plan.trials.iter().zip([0.91, 0.97, 0.92, 0.98]) {
//!     let score = Score { accuracy, loss: 0.1, epoch: 3 };
//!     journal.append(&TrialResult::new(trial, Outcome::Scored(score), 1.5, "flex".to_owned()))?;
//! }
//!
//! let standings = standings(&plan, &sweep.results()?);
//! assert_eq!((standings[0].point, standings[0].verdict), (2, Verdict::Best));
//! # Ok(())
//! # }
//! ```

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
mod store;

pub use axis::{Axis, ParseAxisError, Values, key_and_values};
pub use directory::ExperimentDirectory;
pub use error::ExperimentError;
pub use journal::Journal;
pub use out_of_fold::OutOfFold;
pub use plan::{Plan, Scored, Search, Trial};
pub use points::{Point, grid, random};
pub use range::{Numbers, ParseRangeError, Range};
pub use result::{Outcome, Score, TrialResult};
pub use shard::{ParseShardError, Shard};
pub use spread::Spread;
pub use standing::{Standing, Verdict, standings};
pub use store::{CROSS_VALIDATIONS, SWEEPS};
