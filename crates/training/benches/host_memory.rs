//! What each part that is written for tensors in host memory is worth: whole training steps on `flex` with all of
//! them, with all but one, and with none.
//!
//! `cargo bench --workspace --bench host_memory` prints the median microseconds of a step and, as the median over
//! rounds in which each way took its turn, how many times as long it takes as with all parts. A part that does
//! nothing has a ratio of 1.00; at batch 32 it is named, and the benchmark fails.

#![allow(
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a benchmark prints, and what stops it should stop it"
)]

use std::process::ExitCode;
use std::time::{Duration, Instant};

use burn::data::dataloader::DataLoader;
use burn::tensor::Device;
use burn_mnist_data::{Batch, BatchLoader, Order, synthetic};
use burn_mnist_model::Weights;
use burn_mnist_training::{HostMemoryParts, TrainStepper};

/// As the program's own.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const ALL: HostMemoryParts = HostMemoryParts::ALL;

const WAYS: [(&str, HostMemoryParts); 5] = [
    ("all parts", ALL),
    (
        "without Adam in place",
        HostMemoryParts {
            in_place_adam: false,
            ..ALL
        },
    ),
    (
        "without the split product",
        HostMemoryParts {
            split_product: false,
            ..ALL
        },
    ),
    (
        "without spin waiting",
        HostMemoryParts {
            spin_wait: false,
            ..ALL
        },
    ),
    ("with none of them", HostMemoryParts::NONE),
];

/// Short turns and many of them: a drift of the machine meets all ways alike.
const ROUNDS: usize = 101;
const BATCHES: usize = 40;

/// At batch 32 on several cores, a part whose absence costs less than this has stopped working, or the machine is
/// busy: measured were 1.18 and more.
const LEAST: f64 = 1.05;

fn main() -> ExitCode {
    // As the program does: on a thread of the pool that shares the work.
    let mut worth = true;
    rayon::scope(|_| {
        println!("{} threads", rayon::current_num_threads());
        let ratios = measure(32, 5);
        if rayon::current_num_threads() > 1 {
            for ((name, _), ratio) in WAYS.iter().zip(ratios).skip(1) {
                if ratio < LEAST {
                    println!("  {name}: {ratio:.2} times, expected at least {LEAST}: no gain");
                    worth = false;
                }
            }
        }
        measure(256, 1);
    });
    match worth {
        true => ExitCode::SUCCESS,
        false => ExitCode::FAILURE,
    }
}

/// How many times as long as with all parts a step takes in each way.
fn measure(batch_size: usize, epochs: usize) -> [f64; WAYS.len()] {
    let device = Device::flex();
    let digits = synthetic::generate(BATCHES * batch_size, 0, 1).train;
    let autodiff = device.clone().autodiff();
    let loader = BatchLoader::new(digits, batch_size, Order::Sequential, &autodiff);
    let mut steppers = WAYS.map(|(_, parts)| {
        TrainStepper::with_parts(Weights::glorot(128, 1), 1e-3, 1, &device, parts)
            .expect("a rate Burn takes")
    });
    // The first round finds cold caches and a sleeping processor.
    let mut round = || {
        steppers
            .each_mut()
            .map(|stepper| microseconds(stepper, &loader, epochs))
    };
    round();
    let rounds: Vec<[f64; WAYS.len()]> = (0..ROUNDS).map(|_| round()).collect();
    println!(
        "flex, batch {batch_size}, {ROUNDS} rounds of {} steps",
        epochs * BATCHES
    );
    let ratios = std::array::from_fn(|at| median(rounds.iter().map(|round| round[at] / round[0])));
    for (at, (name, _)) in WAYS.iter().enumerate() {
        let step = median(rounds.iter().map(|round| round[at]));
        println!("  {name:<26} {step:7.1} us a step, {:.2} times", ratios[at]);
    }
    ratios
}

/// Of a step, batch included.
fn microseconds(stepper: &mut TrainStepper, loader: &dyn DataLoader<Batch>, epochs: usize) -> f64 {
    // A thread that spins for the way before would serve this one too; it sleeps after a millisecond without work.
    std::thread::sleep(Duration::from_millis(10));
    let began = Instant::now();
    for batch in (0..epochs).flat_map(|_| loader.iter()) {
        stepper.step(batch.expect("memory does not fail"));
    }
    1e6 * began.elapsed().as_secs_f64() / (epochs * BATCHES) as f64
}

fn median(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}
