//! What can be said of a handful of noisy measurements: their middle, their spread, how sure that
//! is, and whether two of them differ. Everything here is deterministic: the same samples give the
//! same words, digit for digit.

mod bootstrap;
mod order;
mod outliers;
mod percentiles;
mod ratio;
#[cfg(test)]
mod simulation;
mod summary;

pub use percentiles::Percentiles;
pub use ratio::{FEWEST_REPEATS, Ratio, Verdict};
pub use summary::Summary;
