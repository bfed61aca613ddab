//! How sure a median is: the bootstrap, carried to its limit instead of drawn at random.
//!
//! A bootstrap usually draws thousands of resamples. For the median that is not needed: the chance
//! that a resample's median is any given sample follows from the binomial distribution (Efron, "The
//! Jackknife, the Bootstrap and Other Resampling Plans", 1982, chapter 10; for an even count,
//! Hutson and Ernst, "The exact bootstrap mean and variance of an L-estimator", 2000). That is what
//! infinitely many resamples would give: no seed, no simulation error, and less to compute.

use statrs::distribution::{ContinuousCDF, Normal, StudentsT};
use statrs::function::beta::beta_reg;

use super::order::{midpoint, sorted};

/// The confidence of every interval here: it should hold the true value in 95 of 100 measurements.
pub const CONFIDENCE: f64 = 0.95;

/// A chance too small to move any quantile that is asked for.
const NEGLIGIBLE: f64 = 1e-15;

/// A value that a resample's median may have, and how likely that is.
#[derive(Clone, Copy, Debug)]
struct Outcome {
    value: f64,
    chance: f64,
}

/// Between which values the true median lies, with [`CONFIDENCE`]; of one sample nothing can be said.
///
/// The percentile bootstrap, its quantiles moved outwards for small samples: Hesterberg, "What
/// Teachers Should Know About the Bootstrap", 2015. `None` if a sample is not finite.
pub fn median_interval(samples: &[f64]) -> Option<(f64, f64)> {
    let sorted = sorted(samples)?;
    let tail = expanded_tail(sorted.len())?;
    let outcomes = medians(&sorted);
    let low = reach(outcomes.iter(), tail)?;
    let high = reach(outcomes.iter().rev(), tail)?;
    Some((low, high))
}

/// The share cut off at each end so that the interval is as wide as Student's t would have it:
/// Phi(-sqrt(n / (n - 1)) t), with n - 1 degrees of freedom.
fn expanded_tail(n: usize) -> Option<f64> {
    if n < 2 {
        return None;
    }
    let freedom = (n - 1) as f64;
    let student = StudentsT::new(0.0, 1.0, freedom).ok()?;
    let t = student.inverse_cdf((1.0 + CONFIDENCE) / 2.0);
    Some(Normal::standard().cdf(-(n as f64 / freedom).sqrt() * t))
}

/// The first value by which the outcomes before it and its own have a chance of `tail`.
fn reach<'a>(mut outcomes: impl Iterator<Item = &'a Outcome>, tail: f64) -> Option<f64> {
    let mut sum = 0.0;
    let reached = outcomes.find(|outcome| {
        sum += outcome.chance;
        sum >= tail
    });
    reached.map(|outcome| outcome.value)
}

/// Every value that the median of a resample may have, rising.
fn medians(sorted: &[f64]) -> Vec<Outcome> {
    match sorted.len() % 2 {
        1 => single_medians(sorted),
        _ => paired_medians(sorted),
    }
}

/// For an odd count the median is one of the samples.
fn single_medians(sorted: &[f64]) -> Vec<Outcome> {
    let middle = sorted.len() / 2 + 1;
    let chances = chances_of_rank(sorted.len(), middle);
    let outcome = |(&value, chance)| Outcome { value, chance };
    sorted.iter().zip(chances).map(outcome).collect()
}

/// For an even count n = 2m it lies between the m-th and the (m+1)-th of the resample.
///
/// These are the i-th and a later j-th of the samples if m draws are at most i, the greatest of
/// them i itself, and m draws at least j, the least of them j itself; they are both the i-th in all
/// other cases in which the m-th of the resample is.
fn paired_medians(sorted: &[f64]) -> Vec<Outcome> {
    let n = sorted.len();
    let m = n / 2;
    let lower_chances = chances_of_rank(n, m);
    // C(2m, m) (i / n)^m (k / n)^m in logarithms, shared out so that neither factor overflows.
    let ln_half_ways = ln_middle_binomial(m) / 2.0;
    let ending_at = |i: usize| {
        let at_most = |i: usize| (ln_half_ways + m as f64 * (i as f64 / n as f64).ln()).exp();
        at_most(i) - at_most(i - 1)
    };
    let endings: Vec<f64> = (1..=n).map(ending_at).collect();
    let mut outcomes = Vec::new();
    for i in (0..n).filter(|&i| lower_chances[i] > NEGLIGIBLE) {
        let mut same = lower_chances[i];
        for j in i + 1..n {
            // The resample that mirrors this one ends at n - 1 - j.
            let chance = endings[i] * endings[n - 1 - j];
            same -= chance;
            if chance > NEGLIGIBLE {
                let value = midpoint(sorted[i], sorted[j]);
                outcomes.push(Outcome { value, chance });
            }
        }
        outcomes.push(Outcome {
            value: sorted[i],
            chance: same.max(0.0),
        });
    }
    outcomes.sort_by(|a, b| a.value.total_cmp(&b.value));
    outcomes
}

/// ln C(2m, m).
fn ln_middle_binomial(m: usize) -> f64 {
    (1..=m).map(|k| ((m + k) as f64 / k as f64).ln()).sum()
}

/// How likely the `rank`-th of a resample of n is the first, second, ... n-th of the samples.
///
/// It is at most the i-th if at least `rank` of n draws are: the upper tail of the binomial
/// distribution, which is the regularised incomplete beta function.
fn chances_of_rank(n: usize, rank: usize) -> Vec<f64> {
    let at_most = |i: usize| beta_reg(rank as f64, (n - rank + 1) as f64, i as f64 / n as f64);
    let cumulative: Vec<f64> = (0..=n).map(at_most).collect();
    cumulative
        .windows(2)
        .map(|pair| pair[1] - pair[0])
        .collect()
}

#[cfg(test)]
mod tests;
