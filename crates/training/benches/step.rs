//! A training step on `flex` and its parts: the loader, the forward pass, the loss, the way back, Adam.
//!
//! `cargo bench --workspace --bench step` prints the median of each, and images a second.

#![allow(
    clippy::expect_used,
    reason = "a benchmark that cannot go on should stop"
)]

use burn::data::dataloader::DataLoader;
use burn::nn::loss::CrossEntropyLoss;
use burn::optim::{AdamConfig, GradientsParams, ModuleOptimizer};
use burn::tensor::{Device, Tensor};
use burn_mnist_data::{Batch, BatchLoader, DigitSet, Order, synthetic};
use burn_mnist_model::{Classifier, ClassifierConfig, Weights};
use burn_mnist_training::{TrainStepper, adam};
use divan::Bencher;
use divan::counter::ItemsCount;

/// As the program's own.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const BATCHES: [usize; 3] = [32, 256, 1024];

fn main() {
    // As the program does: on a thread of the pool that shares the work.
    rayon::scope(|_| divan::main());
}

fn device() -> Device {
    Device::flex().autodiff()
}

fn digits(count: usize) -> DigitSet {
    synthetic::generate(count, 0, 1).train
}

fn batch(size: usize) -> Batch {
    let indices: Vec<u32> = (0..size as u32).collect();
    Batch::gather(&digits(size), &indices, &device())
}

fn loss(classifier: &Classifier, batch: Batch) -> Tensor<1> {
    let logits = classifier.forward(batch.images);
    CrossEntropyLoss::new(None, &device()).forward(logits, batch.targets)
}

/// Whole steps through Burn's Learner, batch included.
#[divan::bench(args = BATCHES, sample_count = 300)]
fn whole_step(bencher: Bencher, size: usize) {
    let digits = digits(20 * size);
    let loader = BatchLoader::new(digits, size, Order::Sequential, &device());
    let mut stepper = TrainStepper::new(Weights::glorot(128, 1), 1e-3, 1, &Device::flex())
        .expect("a rate Burn takes");
    let mut batches = loader.iter();
    bencher.counter(ItemsCount::new(size)).bench_local(|| {
        let batch = batches.next().unwrap_or_else(|| {
            batches = loader.iter();
            batches.next().expect("twenty batches")
        });
        stepper.step(batch.expect("memory does not fail"))
    });
}

/// From 8-bit pixels to a batch on the device.
#[divan::bench(args = BATCHES)]
fn load_a_batch(bencher: Bencher, size: usize) {
    let (digits, device) = (digits(size), device());
    let indices: Vec<u32> = (0..size as u32).rev().collect();
    bencher
        .counter(ItemsCount::new(size))
        .bench_local(|| Batch::gather(&digits, &indices, &device));
}

#[divan::bench(args = BATCHES)]
fn forward(bencher: Bencher, size: usize) {
    let classifier = ClassifierConfig::new().init(&device());
    let images = batch(size).images;
    bencher
        .counter(ItemsCount::new(size))
        .bench_local(|| classifier.forward(images.clone()));
}

#[divan::bench(args = BATCHES)]
fn cross_entropy(bencher: Bencher, size: usize) {
    let classifier = ClassifierConfig::new().init(&device());
    let Batch {
        images, targets, ..
    } = batch(size);
    let logits = classifier.forward(images);
    bencher.counter(ItemsCount::new(size)).bench_local(|| {
        CrossEntropyLoss::new(None, &device()).forward(logits.clone(), targets.clone())
    });
}

#[divan::bench(args = BATCHES)]
fn backward(bencher: Bencher, size: usize) {
    let classifier = ClassifierConfig::new().init(&device());
    let batch = batch(size);
    bencher
        .counter(ItemsCount::new(size))
        .with_inputs(|| loss(&classifier, batch.clone()))
        .bench_local_values(|loss| loss.backward());
}

#[divan::bench]
fn adam_in_one_pass(bencher: Bencher) {
    optimize(bencher, adam(&Device::flex()));
}

#[divan::bench]
fn adam_as_burn_has_it(bencher: Bencher) {
    optimize(bencher, AdamConfig::new().with_epsilon(1e-7).init());
}

fn optimize(bencher: Bencher, mut optimizer: ModuleOptimizer) {
    let mut classifier = Some(ClassifierConfig::new().init(&device()));
    let batch = batch(32);
    let source = ClassifierConfig::new().init(&device());
    bencher
        .with_inputs(|| {
            let gradients = loss(&source, batch.clone()).backward();
            GradientsParams::from_grads(gradients, &source)
        })
        .bench_local_values(|gradients| {
            let before = classifier.take().expect("put back each time");
            classifier = Some(optimizer.step(1e-3, before, gradients));
        });
}
