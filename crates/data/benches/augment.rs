//! What augmentation costs: an image on one core, and an epoch's batches from one and two threads.
//!
//! `cargo bench --workspace --bench augment` prints the median of each, and images a second.

#![allow(
    clippy::expect_used,
    reason = "a benchmark that cannot go on should stop"
)]

use burn::data::dataloader::DataLoader;
use burn::tensor::Device;
use burn_mnist_data::{Augmentation, BatchLoader, Order, synthetic};
use divan::Bencher;
use divan::counter::ItemsCount;

/// As the program's own.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const IMAGES: usize = 1_000;

fn main() {
    divan::main();
}

fn augmentation(text: &str) -> Augmentation {
    text.parse().expect("a known augmentation")
}

/// A thousand images, one after another.
#[divan::bench(args = [
    "shift=2",
    "shift=2,rotate=10,scale=0.1,shear=10,crop=2",
    "elastic=34",
    "shift=2,rotate=10,elastic=34",
    "noise=0.1",
    "erase=8",
])]
fn a_thousand_images(bencher: Bencher, text: &str) {
    let augmentation = augmentation(text);
    let digits = synthetic::generate(IMAGES, 0, 1).train;
    bencher.counter(ItemsCount::new(IMAGES)).bench(|| {
        for (index, image) in digits.images().iter().enumerate() {
            divan::black_box(augmentation.apply(image, 1, 2, index));
        }
    });
}

/// An epoch of ten thousand images in batches of 32, threads started and ended.
#[divan::bench(args = [
    ("none", 1),
    ("shift=2,rotate=10", 1),
    ("shift=2,rotate=10", 2),
    ("shift=2,rotate=10,elastic=34", 1),
    ("shift=2,rotate=10,elastic=34", 2),
], sample_count = 20)]
fn an_epochs_batches(bencher: Bencher, (text, workers): (&str, usize)) {
    let digits = synthetic::generate(10 * IMAGES, 0, 1).train;
    let loader = BatchLoader::new(digits, 32, Order::Sequential, &Device::flex())
        .augmented(augmentation(text))
        .with_workers(workers);
    bencher.counter(ItemsCount::new(10 * IMAGES)).bench(|| {
        loader
            .iter()
            .map(|batch| batch.is_ok())
            .filter(|ok| *ok)
            .count()
    });
}
