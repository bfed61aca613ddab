//! The requests and answers of a comparison, as `PROTOCOL.md` of burn-mnist's bench has them.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use crate::weights::Source;

/// One line of the standard input.
#[derive(Deserialize)]
#[serde(tag = "do", rename_all = "snake_case")]
pub enum Request {
    /// Who is measured.
    Hello,
    /// Read MNIST from a directory.
    Data {
        /// Holds the four raw IDX files.
        directory: PathBuf,
    },
    /// Logits of all test images.
    Parity {
        /// The network.
        weights: Source,
    },
    /// Losses of the first training steps, over the images in their order.
    Trajectory(Trajectory),
    /// Set a case up and warm it up.
    Prepare {
        /// What will be measured.
        case: Described,
    },
    /// Measure the prepared case once.
    Sample,
    /// Drop the prepared case.
    Release,
    /// How fast the machine itself is.
    Limits {
        /// About how long each of the two probes may take.
        seconds: f64,
    },
    /// Weights from the disk, and one prediction.
    Load {
        /// The network.
        weights: Source,
    },
    /// Train until the test accuracy is reached.
    TimeToAccuracy(TimeToAccuracy),
}

/// Training steps over the images in their order.
#[derive(Deserialize)]
pub struct Trajectory {
    /// Where to start from.
    pub weights: Source,
    /// Images a step.
    pub batch_size: usize,
    /// How many.
    pub steps: usize,
    /// Adam's step size.
    pub learning_rate: f64,
}

/// Training over shuffled images, judged now and then.
#[derive(Deserialize)]
pub struct TimeToAccuracy {
    /// Where to start from.
    pub weights: Source,
    /// Of the shuffling.
    pub seed: u64,
    /// Test accuracy that ends it, at most 1.
    pub target: f64,
    /// Images a step.
    pub batch_size: usize,
    /// Adam's step size.
    pub learning_rate: f64,
    /// Steps between two judgements.
    pub evaluate_every: usize,
    /// Where it ends without the accuracy.
    pub max_epochs: usize,
    /// Read first, if no data has been.
    pub directory: Option<PathBuf>,
}

/// A case, as a request says it.
#[derive(Deserialize)]
pub struct Described {
    /// What is repeated.
    pub workload: Kind,
    /// Images an iteration.
    pub batch_size: usize,
    /// Hidden units.
    pub hidden: usize,
    /// Length of a sample.
    pub sample_seconds: f64,
    /// Length of the warm-up after the first iteration.
    pub warm_up_seconds: f64,
    /// Single iterations to time after a sample, at most.
    pub latencies: usize,
}

/// What of a network is measured.
#[derive(Clone, Copy, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Training steps.
    Train,
    /// Bytes to probabilities.
    Infer,
}

/// Who is measured.
#[derive(Serialize)]
pub struct Hello {
    /// Always `candle`.
    pub framework: &'static str,
    /// Candle's.
    pub version: &'static str,
    /// Always `cpu`.
    pub backend: &'static str,
    /// Always `cpu`.
    pub device: &'static str,
    /// The CPU's own name for itself.
    pub device_name: String,
    /// Always `cpu`.
    pub kind: &'static str,
    /// A CPU has none.
    pub driver: Option<String>,
    /// Of candle's matrix products.
    pub threads: usize,
}

/// How a case was warmed up.
#[derive(Serialize)]
pub struct WarmUp {
    /// The first iteration alone.
    pub first_seconds: f64,
    /// All of it, the first iteration included.
    pub warm_up_seconds: f64,
    /// Iterations that fill a sample.
    pub iterations: usize,
}

/// One measurement.
#[derive(Serialize)]
pub struct Sample {
    /// Of all iterations.
    pub seconds: f64,
    /// How many.
    pub iterations: usize,
    /// Images in them.
    pub items: usize,
    /// Of further iterations, one at a time, in microseconds.
    pub latencies_us: Vec<f64>,
    /// Of the whole process, over the timed iterations.
    pub cpu_seconds: f64,
    /// The most memory the process held since the case was prepared, where the system says it.
    pub peak_memory_bytes: Option<u64>,
    /// The CPU's memory is the process's own.
    pub device_memory_bytes: Option<u64>,
}

/// How fast the machine itself is, a number a repeat.
#[derive(Serialize)]
pub struct Limits {
    /// Floating-point operations of a large matrix product.
    pub flops_per_second: Vec<f64>,
    /// Read and written by a pass over memory.
    pub bytes_per_second: Vec<f64>,
    /// Always `probe`.
    pub source: &'static str,
}

/// One judgement on the way to an accuracy.
#[derive(Serialize)]
pub struct Point {
    /// Since the start of the process.
    pub seconds: f64,
    /// Training steps done.
    pub step: usize,
    /// Mean over the test images.
    pub loss: f64,
    /// Share of the test images that is right.
    pub accuracy: f64,
}

/// How training towards an accuracy ended.
#[derive(Serialize)]
pub struct Course {
    /// Whether the accuracy was reached.
    pub reached: bool,
    /// Since the start of the process.
    pub elapsed_seconds: f64,
    /// In their order.
    pub points: Vec<Point>,
}
