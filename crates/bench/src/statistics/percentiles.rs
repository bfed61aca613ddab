//! Tail latencies, as far as the samples reach.

use serde::{Deserialize, Serialize};

use super::order::{quantile_of, sorted};

/// With fewer, the 95th percentile would be a guess at the largest.
pub const FEWEST_FOR_P95: usize = 20;
/// With fewer, the 99th percentile would be a guess at the largest.
pub const FEWEST_FOR_P99: usize = 100;

/// What most requests stay below, in the samples' unit.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Percentiles {
    /// Half of them.
    pub p50: f64,
    /// 95 of 100; absent with fewer than [`FEWEST_FOR_P95`] samples.
    pub p95: Option<f64>,
    /// 99 of 100; absent with fewer than [`FEWEST_FOR_P99`] samples.
    pub p99: Option<f64>,
}

impl Percentiles {
    /// The percentiles by linear interpolation. `None` without samples, or if one is not finite.
    pub fn of(samples: &[f64]) -> Option<Self> {
        let sorted = sorted(samples)?;
        let supported =
            |fewest: usize, p| (sorted.len() >= fewest).then(|| quantile_of(&sorted, p));
        Some(Self {
            p50: quantile_of(&sorted, 0.5),
            p95: supported(FEWEST_FOR_P95, 0.95),
            p99: supported(FEWEST_FOR_P99, 0.99),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(count: u32) -> Percentiles {
        let samples: Vec<f64> = (0..count).map(f64::from).collect();
        Percentiles::of(&samples).unwrap()
    }

    #[test]
    fn percentiles_are_the_quantiles_of_type_seven() {
        let found = of(101);
        assert_eq!(found.p50, 50.0);
        assert_eq!(found.p95, Some(95.0));
        assert_eq!(found.p99, Some(99.0));
    }

    #[test]
    fn a_percentile_that_the_samples_cannot_support_is_not_told() {
        assert_eq!(of(19).p95, None);
        assert!(of(20).p95.is_some());
        assert_eq!(of(99).p99, None);
        assert!(of(100).p99.is_some());
        assert_eq!(Percentiles::of(&[]), None);
    }
}
