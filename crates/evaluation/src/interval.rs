//! How far a measured share may be from the true one.

use burn_mnist_run::evaluation::Interval;

/// The 97.5th percentile of the normal distribution, which leaves 5 % outside both sides.
const Z: f64 = 1.959_963_984_540_054;

/// Wilson's score interval at 95 % of a share `p` measured on `n` images, none where `n` is 0:
/// `(p + z^2/2n -+ z sqrt(p(1 - p)/n + z^2/4n^2)) / (1 + z^2/n)`.
///
/// It stays within 0 and 1 and keeps its level near them, where the textbook's `p -+ z sqrt(p(1 - p)/n)`
/// does not. Wilson, "Probable Inference, the Law of Succession, and Statistical Inference", Journal
/// of the American Statistical Association 22 (1927).
pub fn wilson(share: f64, count: u64) -> Option<Interval> {
    if count == 0 {
        return None;
    }
    let n = count as f64;
    let shrink = 1.0 + Z * Z / n;
    let centre = (share + Z * Z / (2.0 * n)) / shrink;
    let half = Z / shrink * (share * (1.0 - share) / n + Z * Z / (4.0 * n * n)).sqrt();
    // At 0 and 1 the bound is exact, and rounding must not put it outside.
    Some(Interval {
        low: (centre - half).max(0.0).min(share),
        high: (centre + half).min(1.0).max(share),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn intervals_are_the_published_ones() {
        // Newcombe, "Two-sided confidence intervals for the single proportion", Statistics in
        // Medicine 17 (1998), table I, method 3.
        for (hits, count, low, high) in [
            (81_u32, 263_u32, 0.2553, 0.3662),
            (15, 148, 0.0624, 0.1605),
            (0, 20, 0.0000, 0.1611),
            (1, 29, 0.0061, 0.1718),
        ] {
            let found = wilson(f64::from(hits) / f64::from(count), count.into()).unwrap();
            assert!((found.low - low).abs() < 5e-5, "{hits}/{count}: {found:?}");
            assert!(
                (found.high - high).abs() < 5e-5,
                "{hits}/{count}: {found:?}"
            );
        }
    }

    #[test]
    fn bounds_hold_the_share_and_stay_possible() {
        for count in [1, 2, 10, 10_000] {
            for hits in [0, count / 2, count] {
                let share = hits as f64 / count as f64;
                let Interval { low, high } = wilson(share, count).unwrap();
                assert!(0.0 <= low && low <= share && share <= high && high <= 1.0);
            }
        }
        assert_eq!(wilson(0.0, 0), None);
    }
}
