//! Damage to JSON and to lines of text: bytes as anywhere, and whole values and lines.

use rand::{Rng, RngExt};

use crate::damage;

/// Values at the edges of what fields hold, and text that a file name should not be.
const VALUES: [&[u8]; 17] = [
    b"0",
    b"-1",
    b"1",
    b"18446744073709551615",
    b"18446744073709551616",
    b"-9223372036854775808",
    b"1e308",
    b"1e999",
    b"-0.0",
    b"5e-324",
    b"null",
    b"true",
    b"{}",
    b"[]",
    b"\"../x\"",
    b"\"\\u0000\"",
    b"\"\\ud800\"",
];

/// Damages a text in one place.
pub fn strike(rng: &mut impl Rng, bytes: &mut Vec<u8>, genuine: &[u8]) {
    match rng.random_range(0..4) {
        0 => lose_lines(rng, bytes),
        1 => replace_a_value(rng, bytes),
        _ => damage::strike(rng, bytes, genuine, &VALUES),
    }
}

/// Lines go as they came, whole: what is left may parse.
fn lose_lines(rng: &mut impl Rng, bytes: &mut Vec<u8>) {
    let mut lines: Vec<&[u8]> = bytes.split_inclusive(|byte| *byte == b'\n').collect();
    if lines.is_empty() {
        return;
    }
    let start = rng.random_range(0..lines.len());
    let end = (start + rng.random_range(1..=5)).min(lines.len());
    lines.drain(start..end);
    *bytes = lines.concat();
}

/// Between a colon or equals sign and what ends the value.
fn replace_a_value(rng: &mut impl Rng, bytes: &mut Vec<u8>) {
    let begins = |at: &usize| matches!(bytes[*at], b':' | b'=');
    let signs: Vec<usize> = (0..bytes.len()).filter(begins).collect();
    if signs.is_empty() {
        return;
    }
    let start = signs[rng.random_range(0..signs.len())] + 1;
    let ends = |byte: &u8| matches!(byte, b',' | b'}' | b'\n');
    let length = bytes[start..].iter().position(ends);
    let end = length.map_or(bytes.len(), |length| start + length);
    let value = damage::one_of(rng, &VALUES);
    drop(bytes.splice(start..end, value.iter().copied()));
}
