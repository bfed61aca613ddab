//! Whole epochs of training on `flex`, on images as they are and augmented by one or two threads.
//!
//! `cargo bench --workspace --bench augmented` prints the median of each and images a second; what augmentation adds
//! to an image's time is the difference.

#![allow(
    clippy::expect_used,
    reason = "a benchmark that cannot go on should stop"
)]

use burn::data::dataloader::DataLoader;
use burn::tensor::Device;
use burn_mnist_data::{BatchLoader, Order, synthetic};
use burn_mnist_model::Weights;
use burn_mnist_training::TrainStepper;
use divan::Bencher;
use divan::counter::ItemsCount;

/// As the program's own.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const IMAGES: usize = 10_000;

const AFFINE: &str = "shift=2,rotate=10,scale=0.1";
const ELASTIC: &str = "shift=2,rotate=10,elastic=34";

fn main() {
    // As the program does: on a thread of the pool that shares the work.
    rayon::scope(|_| divan::main());
}

/// Augmentation, threads that do it, and batch size.
#[divan::bench(args = [
    ("none", 1, 32), (AFFINE, 1, 32), (AFFINE, 2, 32), (ELASTIC, 1, 32), (ELASTIC, 2, 32),
    ("none", 1, 256), (AFFINE, 1, 256), (AFFINE, 2, 256), (ELASTIC, 1, 256), (ELASTIC, 2, 256),
], sample_count = 15, sample_size = 1)]
fn epoch(bencher: Bencher, (text, workers, batch_size): (&str, usize, usize)) {
    let digits = synthetic::generate(IMAGES, 0, 1).train;
    let device = Device::flex();
    let autodiff = device.clone().autodiff();
    let loader = BatchLoader::new(digits, batch_size, Order::Sequential, &autodiff)
        .augmented(text.parse().expect("a known augmentation"))
        .with_workers(workers);
    let mut stepper =
        TrainStepper::new(Weights::glorot(128, 1), 1e-3, 1, &device).expect("a rate Burn takes");
    bencher.counter(ItemsCount::new(IMAGES)).bench_local(|| {
        for batch in loader.iter() {
            stepper.step(batch.expect("memory does not fail"));
        }
    });
}
