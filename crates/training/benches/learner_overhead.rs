//! What the Learner costs: an epoch through it against a bare loop over the same batches, in pairs.
//!
//! `cargo bench -p burn-mnist-training` prints both medians, in seconds an epoch, and the median
//! of the pairs' ratios: a drift of the machine meets both halves of a pair.

#![allow(
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a benchmark prints, and what stops it should stop it"
)]

use std::time::Instant;

use burn::data::dataloader::DataLoader;
use burn::nn::loss::CrossEntropyLoss;
use burn::optim::GradientsParams;
use burn::tensor::Device;
use burn_mnist_data::{BatchLoader, DigitSet, EpochCounter, Order, Splits, synthetic};
use burn_mnist_model::ClassifierConfig;
use burn_mnist_run::record::SettingsRecord;
use burn_mnist_run::{EpochMetrics, RunDirectory, RunLock, RunRecord};
use burn_mnist_training::observer::Unobserved;
use burn_mnist_training::{CheckpointPolicy, Display, Job, Recipe, StopSignal, adam, train};

const IMAGES: usize = 60_000;
const PAIRS: usize = 7;

fn main() {
    let digits = synthetic::generate(IMAGES, 1, 0);
    for batch_size in [32, 256] {
        let recipe = Recipe {
            batch_size,
            epochs: 1,
            ..Recipe::default()
        };
        // The first pair finds cold caches and a sleeping processor.
        pair(&recipe, &digits.train, &digits.test);
        let pairs: Vec<[f64; 2]> = (0..PAIRS)
            .map(|_| pair(&recipe, &digits.train, &digits.test))
            .collect();
        let bare = median(pairs.iter().map(|[bare, _]| *bare));
        let learner = median(pairs.iter().map(|[_, learner]| *learner));
        let ratio = median(pairs.iter().map(|[bare, learner]| learner / bare));
        println!(
            "flex, batch {batch_size}: bare loop {bare:.3} s, Learner {learner:.3} s, ratio {ratio:.3}"
        );
    }
}

fn pair(recipe: &Recipe, train: &DigitSet, test: &DigitSet) -> [f64; 2] {
    [bare_loop(recipe, train), learner(recipe, train, test)]
}

fn bare_loop(recipe: &Recipe, digits: &DigitSet) -> f64 {
    let device = Device::flex().autodiff();
    let epoch = EpochCounter::default();
    epoch.set(1);
    let order = Order::Shuffled {
        seed: recipe.seed,
        epoch,
    };
    let loader = BatchLoader::new(digits.clone(), recipe.batch_size, order, &device);
    let mut classifier = ClassifierConfig::new().with_seed(recipe.seed).init(&device);
    let mut optimizer = adam(&device);
    let started = Instant::now();
    for batch in loader.iter() {
        let batch = batch.expect("memory does not fail");
        let logits = classifier.forward(batch.images);
        let loss = CrossEntropyLoss::new(None, &device).forward(logits, batch.targets);
        let gradients = GradientsParams::from_grads(loss.backward(), &classifier);
        classifier = optimizer.step(recipe.rate.learning_rate, classifier, gradients);
    }
    device.sync().expect("a CPU answers");
    started.elapsed().as_secs_f64()
}

fn learner(recipe: &Recipe, digits: &DigitSet, test: &DigitSet) -> f64 {
    let directory = tempfile::tempdir().expect("a temporary directory");
    let run = RunDirectory::create(directory.path()).expect("an empty directory");
    let job = Job {
        recipe: recipe.clone(),
        splits: Splits {
            train: digits.clone(),
            validation: digits.first(0),
        },
        test: Some(test.clone()),
        device: Device::flex(),
        run: run.clone(),
        saving: CheckpointPolicy::default(),
        lock: RunLock::acquire(&run).expect("no other writer"),
        resume: None,
        config_toml: String::new(),
        identity: SettingsRecord::new(),
        defaults: SettingsRecord::new(),
        record: RunRecord::new(&run),
        observer: Box::new(Unobserved),
        stop: StopSignal::default(),
        display: Display::Observer,
    };
    train(job).expect("nothing stops it");
    EpochMetrics::read(&run.metrics()).expect("its own file")[0].seconds
}

fn median(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}
