//! What logits are worth against labels: pure functions on the host, so that a figure means the same on every backend.
//!
//! Knows no device, no tensor and no file: logits and labels in, numbers out. The numbers' types are those that
//! runs record, in [`burn_mnist_run::evaluation`].
//!
//! ```
//! use burn_mnist_evaluation::{answers, score};
//! use burn_mnist_run::Temperature;
//!
//! let sure_of = |class: usize| std::array::from_fn(|at| if at == class { 4.0 } else { 0.0 });
//! let logits = [sure_of(7), sure_of(2), sure_of(1), sure_of(9)];
//! let evaluation = score(&answers(&logits, &[7, 2, 1, 4], Temperature::ONE));
//! assert_eq!((evaluation.correct, evaluation.accuracy), (3, 0.75));
//! assert_eq!(evaluation.confusion[4][9], 1);
//! ```

mod answer;
mod confusion;
mod interval;
mod mistake;
mod paired;
mod reliability;
mod score;
mod temperature_scaling;

pub use answer::{Answer, answers};
pub use interval::wilson;
pub use mistake::{Mistake, worst};
pub use paired::{PairedCounts, difference_interval};
pub use reliability::{BINS, probability_score};
pub use score::{TOP, score};
pub use temperature_scaling::{CalibrationError, fit_temperature};
