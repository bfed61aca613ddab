//! Prediction on `flex`, from 8-bit pixels to probabilities, and what comes before the first one.
//!
//! `cargo bench --workspace --bench predict` prints medians; the start of a whole process is measured by
//! `burn-mnist compare --workloads load`.

#![allow(
    clippy::expect_used,
    reason = "a benchmark that cannot go on should stop"
)]

use burn::tensor::Device;
use burn_mnist_data::{mnist, synthetic};
use burn_mnist_inference::Predictor;
use burn_mnist_model::{ClassifierConfig, Sharing};
use divan::Bencher;
use divan::counter::ItemsCount;

/// As the program's own.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() {
    // As the program does: on a thread of the pool that shares the work.
    rayon::scope(|_| divan::main());
}

fn weights_file() -> tempfile::NamedTempFile {
    let file = tempfile::NamedTempFile::new().expect("a temporary file");
    let classifier = ClassifierConfig::new().init(&Device::flex());
    let bytes = classifier.to_bytes().expect("weights in memory");
    std::fs::write(file.path(), bytes).expect("room for 400 kB");
    file
}

/// As the program does on this backend: a batch in pieces, one a core, without the pixels black in a piece.
#[divan::bench(args = [1, 32, 256, 1000, 10_000])]
fn predict(bencher: Bencher, count: usize) {
    predict_with(bencher, count, Sharing::Images);
}

/// As the program does elsewhere: a batch in one product, which the backend shares out.
#[divan::bench(args = [1, 32, 256, 1000, 10_000])]
fn predict_in_one_product(bencher: Bencher, count: usize) {
    predict_with(bencher, count, Sharing::Products);
}

fn predict_with(bencher: Bencher, count: usize, sharing: Sharing) {
    let file = weights_file();
    let mut predictor = Predictor::load(file.path(), &Device::flex()).expect("its own file");
    predictor.share(sharing);
    let images = synthetic::generate(0, count, 1).test;
    bencher
        .counter(ItemsCount::new(count))
        .bench_local(|| predictor.predict(images.images()));
}

/// Weights read, checked and put on the device.
#[divan::bench]
fn load_weights(bencher: Bencher) {
    let file = weights_file();
    bencher.bench_local(|| Predictor::load(file.path(), &Device::flex()));
}

/// The four files of MNIST, 55 MB, read, checked against their digests and taken apart; nothing where they
/// were never fetched.
#[divan::bench(sample_count = 10)]
fn read_mnist(bencher: Bencher) {
    let request = mnist::Request::default();
    let fetched = mnist::locate(&request)
        .into_iter()
        .any(|place| place.complete);
    if fetched {
        bencher.bench_local(|| mnist::load(&request, &mut burn_mnist_data::Silent));
    }
}
