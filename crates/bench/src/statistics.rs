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

pub use bootstrap::{CONFIDENCE, median_interval, median_standard_error};
pub use order::{NORMAL_SCALE, mean, median, median_absolute_deviation, quantile};
pub use outliers::{THRESHOLD, outliers};
pub use percentiles::{FEWEST_FOR_P95, FEWEST_FOR_P99, Percentiles};
pub use ratio::{FEWEST_REPEATS, Ratio, Verdict};
pub use summary::Summary;
