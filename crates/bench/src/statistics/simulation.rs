//! The promises that only many measurements can show: how often a verdict is wrong, how often an
//! interval misses. Each setting draws from its own fixed seed.

use rand::rngs::ChaCha8Rng;
use rand::{RngExt, SeedableRng};
use statrs::distribution::{ContinuousCDF, Normal};

use super::*;

/// Comparisons a setting.
const COMPARISONS: usize = 1000;

#[derive(Clone, Copy, Debug)]
enum Noise {
    /// Two percent either way.
    Normal,
    /// Skewed, as times are: a third or more above the median one time in six.
    Lognormal,
    /// Two percent, and one sample in ten takes half as long again.
    Outliers,
}

struct Machine {
    random: ChaCha8Rng,
    noise: Noise,
}

impl Machine {
    fn new(noise: Noise, repeats: usize) -> Self {
        let random = ChaCha8Rng::seed_from_u64(1000 * noise as u64 + repeats as u64);
        Self { random, noise }
    }

    fn normal(&mut self) -> f64 {
        let chance = self.random.random_range(f64::EPSILON..1.0);
        Normal::standard().inverse_cdf(chance)
    }

    /// A measurement whose true median is 1, apart from the outliers.
    fn sample(&mut self) -> f64 {
        match self.noise {
            Noise::Normal => 1.0 + 0.02 * self.normal(),
            Noise::Lognormal => (0.3 * self.normal()).exp(),
            Noise::Outliers => {
                let factor = if self.random.random_bool(0.1) {
                    1.5
                } else {
                    1.0
                };
                factor * (1.0 + 0.02 * self.normal())
            }
        }
    }

    fn summary(&mut self, repeats: usize) -> Summary {
        let samples: Vec<f64> = (0..repeats).map(|_| self.sample()).collect();
        Summary::of(&samples).unwrap()
    }
}

/// At most 3 of 100 are asked for, so that with this many comparisons a true rate of 5 of 100 would
/// pass less than one time in a thousand. Observed: 0.4 to 0.9 of 100 at five repeats, where theory
/// says 0.8; 0 to 0.5 with more.
#[test]
fn two_equal_workloads_are_within_noise() {
    for noise in [Noise::Normal, Noise::Lognormal, Noise::Outliers] {
        for repeats in [5, 7, 10, 20] {
            let mut machine = Machine::new(noise, repeats);
            let mut verdict = || {
                let (one, other) = (machine.summary(repeats), machine.summary(repeats));
                Ratio::of(&one, &other).unwrap().verdict
            };
            let verdicts: Vec<Verdict> = (0..COMPARISONS).map(|_| verdict()).collect();
            let right = verdicts
                .iter()
                .filter(|&&verdict| verdict == Verdict::WithinNoise);
            let wrong = COMPARISONS - right.count();
            assert!(
                wrong * 100 <= COMPARISONS * 3,
                "{noise:?}, {repeats} repeats: {wrong} wrong"
            );
        }
    }
}

#[test]
fn a_tenth_more_time_is_always_found_in_five_repeats_with_one_percent_noise() {
    let mut machine = Machine::new(Noise::Normal, FEWEST_REPEATS);
    let mut measure = |seconds: f64| {
        let sample = |_| seconds * (1.0 + 0.01 * machine.normal());
        let samples: Vec<f64> = (0..FEWEST_REPEATS).map(sample).collect();
        Summary::of(&samples).unwrap()
    };
    for _ in 0..COMPARISONS {
        let (slow, fast) = (measure(1.1), measure(1.0));
        assert_eq!(Ratio::of(&slow, &fast).unwrap().verdict, Verdict::Greater);
        assert_eq!(Ratio::of(&fast, &slow).unwrap().verdict, Verdict::Less);
    }
}

/// 95 of 100 are meant; at five repeats even the whole range holds the median in no more than
/// 1 - 2 / 2^5 = 93.75. Observed: 92.3 to 98.8 of 100.
#[test]
fn the_interval_holds_the_true_median_as_often_as_it_says() {
    for noise in [Noise::Normal, Noise::Lognormal] {
        for repeats in [5, 6, 7, 10, 11, 20, 51] {
            let mut machine = Machine::new(noise, repeats);
            let mut holds = || {
                let (low, high) = machine.summary(repeats).ci.unwrap();
                low <= 1.0 && 1.0 <= high
            };
            let held = (0..2 * COMPARISONS).filter(|_| holds()).count();
            let share = held as f64 / (2 * COMPARISONS) as f64;
            assert!(
                (0.92..0.995).contains(&share),
                "{noise:?}, {repeats} repeats: {share}"
            );
        }
    }
}
