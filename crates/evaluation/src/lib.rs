//! What logits are worth against labels: pure functions on the host, so that a figure means the same on every backend.
//!
//! Knows no device, no tensor and no file: logits and labels in, numbers out. The numbers' types are those that
//! runs record, in [`burn_mnist_run::evaluation`].

mod answer;
mod confusion;
mod fit;
mod interval;
mod mistake;
mod reliability;
mod score;

pub use answer::{Answer, answers};
pub use fit::{Unfit, fit_temperature};
pub use interval::wilson;
pub use mistake::{Mistake, worst};
pub use reliability::{BINS, probability_score};
pub use score::{TOP, score};
