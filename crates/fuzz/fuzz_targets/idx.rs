//! IDX files come from mirrors and from users: what is read as one is one, to the last byte.
#![no_main]

use std::path::Path;
use std::sync::LazyLock;

use burn_mnist_data::idx::{read_images, read_labels, write_images, write_labels};
use burn_mnist_fuzz::damage;
use burn_mnist_model::input::{Image, PIXELS};
use libfuzzer_sys::{fuzz_mutator, fuzz_target};

/// An image; a file of labels is short enough to be found from it.
static GENUINE: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let mut bytes = Vec::new();
    write_images(&mut bytes, &[Image([7; PIXELS])]).expect("memory");
    bytes
});

/// The words that headers are made of, and counts that lie.
const TOKENS: [&[u8]; 8] = [
    b"\x00\x00\x08\x01",
    b"\x00\x00\x08\x03",
    b"\x00\x00\x00\x1c",
    b"\x00\x00\x00\x00",
    b"\x00\x00\x00\x02",
    b"\x00\x0f\x42\x40",
    b"\xff\xff\xff\xff",
    b"\x7f\xff\xff\xff",
];

fuzz_target!(|bytes: &[u8]| {
    let mut again = Vec::new();
    if let Ok(images) = read_images(bytes, Path::new("images")) {
        write_images(&mut again, &images).expect("memory");
        assert_eq!(again, bytes);
    } else if let Ok(labels) = read_labels(bytes, Path::new("labels")) {
        assert!(labels.iter().all(|label| *label < 10));
        write_labels(&mut again, &labels).expect("memory");
        assert_eq!(again, bytes);
    }
});

fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    damage::mutate(&GENUINE, data, size, max_size, seed, |rng, bytes| {
        damage::strike(rng, bytes, &GENUINE, &TOKENS);
    })
});
