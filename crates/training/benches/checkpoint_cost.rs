//! What keeping a checkpoint costs: epochs that save once against epochs that save eleven times.
//!
//! `cargo bench --workspace --bench checkpoint_cost` prints both medians, in seconds an epoch, and
//! what one checkpoint adds to an epoch that keeps none, as the median over pairs run in turn.

#![allow(
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a benchmark prints, and what stops it should stop it"
)]

use burn::tensor::Device;
use burn_mnist_data::{DigitSet, Splits, synthetic};
use burn_mnist_run::record::SettingsRecord;
use burn_mnist_run::{EpochMetrics, RunDirectory, RunLock, RunRecord};
use burn_mnist_training::observer::Unobserved;
use burn_mnist_training::{
    CheckpointInterval, CheckpointPolicy, Display, Job, Recipe, StopSignal, train,
};

const IMAGES: usize = 60_000;
const PAIRS: usize = 9;
/// Checkpoints within an epoch, beside the one at its end.
const WITHIN: usize = 10;

fn main() {
    let digits = synthetic::generate(IMAGES, 1, 0);
    for batch_size in [32, 256] {
        let recipe = Recipe {
            batch_size,
            epochs: 2,
            ..Recipe::default()
        };
        let steps = IMAGES.div_ceil(batch_size) as u64;
        // So that none falls on the last step, which the epoch's own checkpoint follows.
        let often = CheckpointInterval::Steps(steps / (WITHIN as u64 + 1) + 1);
        let pair = || [None, Some(often)].map(|every| seconds(&recipe, every, &digits.train));
        // The first pair finds cold caches and a sleeping processor.
        pair();
        let pairs: Vec<[f64; 2]> = (0..PAIRS).map(|_| pair()).collect();
        let once = median(pairs.iter().map(|[once, _]| *once));
        let often = median(pairs.iter().map(|[_, often]| *often));
        let cost = median(pairs.iter().map(|[once, often]| {
            let checkpoint = (often - once) / WITHIN as f64;
            100.0 * checkpoint / (once - checkpoint)
        }));
        println!(
            "flex, batch {batch_size}: an epoch with one checkpoint {once:.3} s, with {} {often:.3} s; \
             one adds {cost:.2} %",
            WITHIN + 1
        );
    }
}

/// Wall-clock seconds of an epoch with its checkpoints: a run's, over its epochs.
fn seconds(recipe: &Recipe, every: Option<CheckpointInterval>, digits: &DigitSet) -> f64 {
    let directory = tempfile::tempdir().expect("a temporary directory");
    let run = RunDirectory::create(directory.path()).expect("an empty directory");
    let job = Job {
        recipe: recipe.clone(),
        saving: CheckpointPolicy { every, keep: 2 },
        splits: Splits {
            train: digits.clone(),
            validation: digits.first(0),
        },
        test: Some(digits.first(1)),
        device: Device::flex(),
        lock: RunLock::acquire(&run).expect("no other writer"),
        resume: None,
        run: run.clone(),
        config_toml: String::new(),
        identity: SettingsRecord::new(),
        defaults: SettingsRecord::new(),
        record: RunRecord::new(&run),
        observer: Box::new(Unobserved),
        stop: StopSignal::default(),
        display: Display::Observer,
    };
    let record = train(job).expect("nothing stops it");
    assert_eq!(
        EpochMetrics::read(&run.metrics())
            .expect("its own file")
            .len(),
        2
    );
    record.summary.seconds / recipe.epochs as f64
}

fn median(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}
