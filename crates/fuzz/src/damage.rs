//! A genuine file, damaged: bits flipped, ends cut, parts lost, repeated and moved.

use std::ops::Range;

use rand::rngs::ChaCha8Rng;
use rand::{Rng, RngExt, SeedableRng};

/// Makes the next input out of `data[..size]`, and gives its length: libFuzzer's custom mutator.
///
/// `strike` does the damage. Now and then it begins again from `genuine`, because an input that
/// has strayed far is refused by the first check and teaches nothing; and now and then libFuzzer
/// does what it does without us, which knows the constants that the code compares with.
pub fn mutate(
    genuine: &[u8],
    data: &mut [u8],
    size: usize,
    max_size: usize,
    seed: u32,
    strike: impl Fn(&mut ChaCha8Rng, &mut Vec<u8>),
) -> usize {
    let mut rng = ChaCha8Rng::seed_from_u64(seed.into());
    if rng.random_ratio(1, 4) {
        return libfuzzer_sys::fuzzer_mutate(data, size, max_size);
    }
    let mut bytes = match rng.random_ratio(1, 3) {
        true => genuine.to_vec(),
        false => data[..size].to_vec(),
    };
    for _ in 0..rng.random_range(1..4) {
        strike(&mut rng, &mut bytes);
    }
    bytes.truncate(max_size);
    data[..bytes.len()].copy_from_slice(&bytes);
    bytes.len()
}

/// Damages `bytes` in one place; `tokens` are what the format gives a meaning to.
pub fn strike(rng: &mut impl Rng, bytes: &mut Vec<u8>, genuine: &[u8], tokens: &[&[u8]]) {
    if bytes.is_empty() {
        bytes.extend_from_slice(genuine);
        return;
    }
    match rng.random_range(0..7) {
        0 => {
            let at = rng.random_range(0..bytes.len());
            bytes[at] ^= 1 << rng.random_range(0..8);
        }
        1 => bytes.truncate(rng.random_range(0..bytes.len())),
        2 => drop(bytes.drain(part_of(rng, bytes.len()))),
        // Splices: a part of the genuine file in another place, added or in place of what was there.
        3 => {
            let part = part_of(rng, genuine.len());
            insert(rng, bytes, &genuine[part]);
        }
        4 => {
            let lost = part_of(rng, bytes.len());
            let came = genuine[part_of(rng, genuine.len())].iter().copied();
            drop(bytes.splice(lost, came));
        }
        5 => {
            let token = one_of(rng, tokens);
            insert(rng, bytes, token);
        }
        _ => {
            let at = rng.random_range(0..bytes.len());
            let token = one_of(rng, tokens);
            let end = (at + token.len()).min(bytes.len());
            drop(bytes.splice(at..end, token.iter().copied()));
        }
    }
}

/// One of the texts that a format gives a meaning to.
pub fn one_of<'a>(rng: &mut impl Rng, tokens: &[&'a [u8]]) -> &'a [u8] {
    tokens[rng.random_range(0..tokens.len())]
}

fn insert(rng: &mut impl Rng, bytes: &mut Vec<u8>, part: &[u8]) {
    let at = rng.random_range(0..=bytes.len());
    drop(bytes.splice(at..at, part.iter().copied()));
}

/// Mostly a few bytes, seldom many: a length's logarithm is drawn evenly.
fn part_of(rng: &mut impl Rng, length: usize) -> Range<usize> {
    if length == 0 {
        return 0..0;
    }
    let start = rng.random_range(0..length);
    let bits = rng.random_range(0..=length.ilog2());
    let part = rng.random_range(1..=(1 << bits));
    start..(start + part).min(length)
}
