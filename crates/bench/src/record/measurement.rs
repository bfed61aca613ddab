//! Figures as they were measured, raw samples included.

use serde::{Deserialize, Serialize};

/// What came before the measured repeats: first use, autotuning, shader compilation, caches.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct WarmUp {
    /// Seconds of the very first iteration.
    pub first_seconds: f64,
    /// Seconds of the whole warm-up, the first iteration included.
    pub warm_up_seconds: f64,
    /// Iterations a sample will have.
    pub iterations: usize,
}

/// One measured repeat.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Sample {
    /// Seconds of all iterations, device synchronised before and after.
    pub seconds: f64,
    /// How many iterations.
    pub iterations: usize,
    /// Images in all iterations.
    #[serde(default)]
    pub items: usize,
    /// Microseconds of further, single, synchronised iterations, in their order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub latencies_us: Vec<f64>,
    /// Processor seconds of the whole process.
    #[serde(default)]
    pub cpu_seconds: Option<f64>,
    /// The process's largest resident memory since the case was prepared, in bytes.
    #[serde(default)]
    pub peak_memory_bytes: Option<u64>,
    /// What the device's allocator holds, in bytes.
    #[serde(default)]
    pub device_memory_bytes: Option<u64>,
    /// Energy of the processor package while it ran, in joules.
    #[serde(default)]
    pub energy_joules: Option<f64>,
}

/// A device's peak rates.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Limits {
    /// The fastest large `f32` matrix product, in floating-point operations a second; one a repeat.
    pub flops_per_second: Vec<f64>,
    /// The fastest pass over memory, in bytes read and written a second; one a repeat.
    pub bytes_per_second: Vec<f64>,
    /// How they were found.
    pub source: LimitsSource,
}

/// How a device's peak rates were found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LimitsSource {
    /// Matrix products and passes of ours.
    Probe,
    /// Burn's own measurement of the device; the larger of that and our probe.
    Device,
}

/// Accuracy against wall clock.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Curve {
    /// The test accuracy that was to be reached.
    pub target: f64,
    /// Seed of weights and order.
    pub seed: u64,
    /// Each evaluation, in seconds since the process was asked for.
    pub points: Vec<Point>,
}

/// An evaluation on the way to an accuracy.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Point {
    /// Seconds since the process started.
    pub seconds: f64,
    /// Steps done.
    pub step: usize,
    /// Mean loss over the test images, in nats.
    pub loss: f64,
    /// Share of the test images labelled right.
    pub accuracy: f64,
}

impl Limits {
    /// The best rates found.
    pub fn best(&self) -> (f64, f64) {
        let best = |rates: &[f64]| rates.iter().copied().fold(0.0, f64::max);
        (best(&self.flops_per_second), best(&self.bytes_per_second))
    }
}
