//! `run.json` is what other tools read and people edit: what is accepted can be written and read
//! again.
#![no_main]

use std::fs;
use std::sync::LazyLock;

use burn_mnist_fuzz::{damage, json, scratch};
use burn_mnist_run::record::Evaluation;
use burn_mnist_run::{RunDirectory, RunRecord};
use libfuzzer_sys::{fuzz_mutator, fuzz_target};

struct Place {
    run: RunDirectory,
    genuine: Vec<u8>,
}

static PLACE: LazyLock<Place> = LazyLock::new(|| {
    let run = RunDirectory::create(&scratch::directory("record")).expect("an empty directory");
    let mut record = RunRecord::new(&run);
    record.test = Some(Evaluation {
        count: 8,
        correct: 7,
        accuracy: 0.875,
        loss: 0.0625,
        confusion: vec![vec![3, 1], vec![0, 4]],
        ..Evaluation::default()
    });
    record.begin_session(Some("epoch-0001-step-000010".to_owned()));
    record.write(&run).expect("a scratch file");
    assert_eq!(RunRecord::read(&run).expect("its own record"), record);
    let genuine = fs::read(run.record()).expect("a scratch file");
    Place { run, genuine }
});

fuzz_target!(|bytes: &[u8]| {
    let run = &PLACE.run;
    fs::write(run.record(), bytes).expect("a scratch file");
    let Ok(record) = RunRecord::read(run) else {
        return;
    };
    record.write(run).expect("a scratch file");
    assert_eq!(RunRecord::read(run).expect("its own record"), record);
});

fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    let genuine = &PLACE.genuine;
    damage::mutate(genuine, data, size, max_size, seed, |rng, bytes| {
        json::strike(rng, bytes, genuine);
    })
});
