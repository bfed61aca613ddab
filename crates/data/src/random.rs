//! Random draws that are the same on every platform and in every version of `rand`.
//!
//! Only the ChaCha8 key stream comes from a library; ranges, shuffles and fractions are derived here, since `rand`
//! does not promise to keep its own.

use rand::rngs::ChaCha8Rng;
use rand::{Rng, SeedableRng};

/// An independent generator for each purpose, seed and pair of positions.
pub(crate) fn stream(purpose: [u8; 8], seed: u64, first: u64, second: u64) -> ChaCha8Rng {
    let mut key = [0; 32];
    key[..8].copy_from_slice(&purpose);
    key[8..16].copy_from_slice(&seed.to_le_bytes());
    key[16..24].copy_from_slice(&first.to_le_bytes());
    key[24..].copy_from_slice(&second.to_le_bytes());
    ChaCha8Rng::from_seed(key)
}

/// A number below `bound`, each equally likely: Lemire, "Fast Random Integer Generation in an Interval" (2019).
pub(crate) fn below(rng: &mut ChaCha8Rng, bound: u32) -> u32 {
    let rejected_below = bound.wrapping_neg() % bound.max(1);
    loop {
        let product = u64::from(rng.next_u32()) * u64::from(bound);
        if product as u32 >= rejected_below {
            return (product >> 32) as u32;
        }
    }
}

/// A number from `low` up to, but not including, `high`.
pub(crate) fn between(rng: &mut ChaCha8Rng, low: f32, high: f32) -> f32 {
    // An f32 holds 24 bits exactly.
    let fraction = (rng.next_u32() >> 8) as f32 / (1 << 24) as f32;
    low + (high - low) * fraction
}

/// Fisher-Yates: every order equally likely.
pub(crate) fn shuffle(rng: &mut ChaCha8Rng, items: &mut [u32]) {
    for last in (1..items.len()).rev() {
        let other = below(rng, last as u32 + 1) as usize;
        items.swap(last, other);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn draws_stay_in_range_and_reach_all_of_it() {
        let mut rng = stream(*b"testing.", 1, 2, 3);
        let mut seen = [0; 7];
        for _ in 0..7_000 {
            seen[below(&mut rng, 7) as usize] += 1;
        }
        assert!(
            seen.iter().all(|&count| (850..1_150).contains(&count)),
            "{seen:?}"
        );
        for _ in 0..1_000 {
            let value = between(&mut rng, -2.0, 3.0);
            assert!((-2.0..3.0).contains(&value));
        }
    }

    #[test]
    fn every_part_of_the_key_gives_another_stream() {
        let first = |purpose, seed, a, b| stream(purpose, seed, a, b).next_u64();
        let base = first(*b"testing.", 1, 2, 3);
        assert_eq!(base, first(*b"testing.", 1, 2, 3));
        assert_ne!(base, first(*b"another.", 1, 2, 3));
        assert_ne!(base, first(*b"testing.", 2, 2, 3));
        assert_ne!(base, first(*b"testing.", 1, 3, 3));
        assert_ne!(base, first(*b"testing.", 1, 2, 4));
    }
}
