//! `manifest.json` is what a checkpoint vouches for itself with: one other byte, and it is refused.
#![no_main]

use std::fs;
use std::path::PathBuf;
use std::sync::LazyLock;

use burn_mnist_fuzz::{damage, json, scratch};
use burn_mnist_run::checkpoint::{MANIFEST, MODEL, OPTIMIZER, SCHEDULER, STATE, commit};
use burn_mnist_run::{Checkpoint, CheckpointName};
use libfuzzer_sys::{fuzz_mutator, fuzz_target};

struct Place {
    directory: PathBuf,
    genuine: Vec<u8>,
}

static PLACE: LazyLock<Place> = LazyLock::new(|| {
    let files: [(&str, &[u8]); 4] = [
        (MODEL, b"weights"),
        (OPTIMIZER, b"moments"),
        (SCHEDULER, b""),
        (STATE, b"{}"),
    ];
    let name = CheckpointName { epoch: 1, step: 10 };
    let directory = commit(&scratch::directory("manifest"), name, &files).expect("a checkpoint");
    let genuine = fs::read(directory.join(MANIFEST)).expect("its manifest");
    Place { directory, genuine }
});

fuzz_target!(|bytes: &[u8]| {
    let Place { directory, genuine } = &*PLACE;
    fs::write(directory.join(MANIFEST), bytes).expect("a scratch file");
    let read = Checkpoint::read(directory);
    assert_eq!(read.is_ok(), bytes == genuine, "{read:?}");
});

fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    let genuine = &PLACE.genuine;
    damage::mutate(genuine, data, size, max_size, seed, |rng, bytes| {
        json::strike(rng, bytes, genuine);
    })
});
