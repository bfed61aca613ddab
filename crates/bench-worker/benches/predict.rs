//! Prediction on `flex`, from 8-bit pixels to probabilities, and what comes before the first one.
//!
//! `cargo bench --workspace --bench predict` prints medians, and at the end how much faster 1,000 images are with
//! the parallelism that a predictor chooses for the device than without; it fails if that gain is lost. The start of
//! a whole process is measured by `burn-mnist compare --workloads load`.

#![allow(
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a benchmark prints, and one that cannot go on should stop"
)]

use std::process::ExitCode;
use std::time::{Duration, Instant};

use burn::tensor::Device;
use burn_mnist_data::{mnist, synthetic};
use burn_mnist_inference::{BatchParallelism, Predictor, SavedModel};
use burn_mnist_model::{ClassifierConfig, Image, SIDE};
use divan::Bencher;
use divan::counter::ItemsCount;

/// As the program's own.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// The gain that must remain: 1.2 to 1.4 times were measured on two cores.
const LEAST_GAIN: f64 = 1.1;

/// Pairs of measurements behind the gain.
const PAIRS: usize = 31;

fn main() -> ExitCode {
    // As the program does: on a thread of the pool that shares the work.
    rayon::scope(|_| {
        divan::main();
        gain()
    })
}

/// Says how much faster a batch is with the chosen parallelism, and whether that is enough.
fn gain() -> ExitCode {
    let images = framed_images(1_000);
    let chosen = predictor();
    let plain = predictor().with_parallelism(BatchParallelism::Backend);
    let time = |predictor: &Predictor| {
        let started = Instant::now();
        std::hint::black_box(predictor.predict(&images).expect("finite weights"));
        started.elapsed()
    };
    let (mut with, mut without) = (Vec::new(), Vec::new());
    for _ in 0..PAIRS {
        with.push(time(&chosen));
        without.push(time(&plain));
    }
    let gain = median(without).as_secs_f64() / median(with).as_secs_f64();
    println!(
        "1,000 images are {gain:.2} times as fast with the parallelism chosen for the device \
         (expected: at least {LEAST_GAIN})"
    );
    match gain >= LEAST_GAIN {
        true => ExitCode::SUCCESS,
        false => {
            println!("LOST: the chosen parallelism is not in effect, or no longer pays");
            ExitCode::FAILURE
        }
    }
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() / 2]
}

fn predictor() -> Predictor {
    let device = Device::flex();
    Predictor::new(ClassifierConfig::new().init(&device), &device)
}

fn images(count: usize) -> Vec<Image> {
    synthetic::generate(0, count, 1).test.images().to_vec()
}

/// Synthetic digits as black as MNIST's, whose ink is within the middle 20x20 pixels but for their centring.
fn framed_images(count: usize) -> Vec<Image> {
    let mut images = images(count);
    for image in &mut images {
        for (at, pixel) in image.0.iter_mut().enumerate() {
            let inside = |place: usize| (3..SIDE - 3).contains(&place);
            if !inside(at / SIDE) || !inside(at % SIDE) {
                *pixel = 0;
            }
        }
    }
    images
}

/// As the program does on this backend: a batch in chunks, one a core, without the pixels black in a chunk.
#[divan::bench(args = [1, 32, 256, 1000, 10_000])]
fn predict(bencher: Bencher, count: usize) {
    predict_with(bencher, count, BatchParallelism::Chunks);
}

/// As the program does elsewhere: a batch in one product, which the backend spreads over the cores.
#[divan::bench(args = [1, 32, 256, 1000, 10_000])]
fn predict_in_one_product(bencher: Bencher, count: usize) {
    predict_with(bencher, count, BatchParallelism::Backend);
}

fn predict_with(bencher: Bencher, count: usize, parallelism: BatchParallelism) {
    let predictor = predictor().with_parallelism(parallelism);
    let images = images(count);
    bencher
        .counter(ItemsCount::new(count))
        .bench_local(|| predictor.predict(&images));
}

/// Weights read, checked and put on the device.
#[divan::bench]
fn load_weights(bencher: Bencher) {
    let file = tempfile::NamedTempFile::new().expect("a temporary file");
    let bytes = predictor().classifier().to_bytes();
    std::fs::write(file.path(), bytes.expect("weights in memory")).expect("room for 400 kB");
    bencher.bench_local(|| SavedModel::open_on(file.path(), &Device::flex()));
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
