//! What was asked for, in one layer: flags, or the lines of a config file.

use std::path::PathBuf;

use burn_mnist_bench::record::Workload;
use burn_mnist_settings::Dataset;
use burn_mnist_settings::file::Config;
use burn_mnist_settings::shipped::{self, Shipped};
use clap::{Args, ValueEnum};
use serde::{Deserialize, Serialize};

use crate::arguments::source::dataset;

/// Every setting of a comparison, each perhaps unsaid; a list is unsaid where it is empty.
#[derive(Args, Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Options {
    /// Backends and devices to compare, with commas: flex,ndarray,wgpu:0 [default: all that are here]
    #[arg(long, value_name = "LIST", value_delimiter = ',')]
    pub backends: Vec<String>,
    /// Other frameworks beside them: pytorch, pytorch-dataloader, keras, candle, or NAME=PROGRAM
    #[arg(long, value_name = "LIST", value_delimiter = ',')]
    pub peers: Vec<String>,
    /// What to measure [default: train,infer,load,time-to-accuracy]
    #[arg(long, value_name = "LIST", value_delimiter = ',')]
    pub workloads: Vec<WorkloadName>,
    /// Images a training step, and of each operation [default: 32,256,1024]
    #[arg(long, value_name = "LIST", value_delimiter = ',')]
    pub batch_size: Vec<usize>,
    /// Images a prediction [default: 1,32,1000,10000]
    #[arg(long, value_name = "LIST", value_delimiter = ',')]
    pub infer_batch_size: Vec<usize>,
    /// Threads of CPU backends and peers [default: all cores]
    #[arg(long, value_name = "LIST", value_delimiter = ',')]
    pub threads: Vec<usize>,
    /// Units of the hidden layer [default: 128]
    #[arg(long, value_name = "LIST", value_delimiter = ',')]
    pub hidden: Vec<usize>,
    /// Measured repeats of each case, in turn across backends [default: 10]
    #[arg(long, value_name = "N")]
    pub repeats: Option<usize>,
    /// Milliseconds a repeat takes [default: 300]
    #[arg(long, value_name = "N")]
    pub sample_ms: Option<u64>,
    /// Milliseconds of warm-up, measured apart [default: 500]
    #[arg(long, value_name = "N")]
    pub warm_up_ms: Option<u64>,
    /// Test accuracy to reach in time-to-accuracy, 0 to 1 [default: 0.97]
    #[arg(long, value_name = "SHARE")]
    pub target: Option<f64>,
    /// Seeds of time-to-accuracy, one run each [default: 5]
    #[arg(long, value_name = "N")]
    pub seeds: Option<usize>,
    /// Epochs after which time-to-accuracy is given up [default: 10]
    #[arg(long, value_name = "N")]
    pub max_epochs: Option<usize>,
    /// Whom the others are compared with [default: the first]
    #[arg(long, value_name = "NAME")]
    pub baseline: Option<String>,
    /// Seconds one answer of a backend may take before it is given up [default: 180]
    #[arg(long, value_name = "N")]
    pub timeout_s: Option<u64>,
    /// Difference of logits that is still agreement, as a share of the largest logit [default: 1e-4]
    #[arg(long, value_name = "SHARE")]
    pub tolerance: Option<f64>,
    /// Digits to use [default: mnist]
    #[arg(long, value_parser = dataset(), env = "BURN_MNIST_DATASET", hide_env_values = true)]
    pub dataset: Option<Dataset>,
    /// Directory of IDX files (raw or .gz) or of a folder of pictures a class, instead of the cache and the download
    #[arg(
        long,
        value_name = "DIR",
        env = "BURN_MNIST_DATA_DIR",
        hide_env_values = true
    )]
    pub data_dir: Option<PathBuf>,
}

/// A workload as flags spell it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ValueEnum)]
#[serde(rename_all = "kebab-case")]
pub enum WorkloadName {
    /// Training steps
    Train,
    /// From pixels to probabilities
    Infer,
    /// From no process to a first prediction
    Load,
    /// From no process to a test accuracy
    TimeToAccuracy,
    /// The network's own operations
    Ops,
}

impl From<WorkloadName> for Workload {
    fn from(name: WorkloadName) -> Self {
        match name {
            WorkloadName::Train => Self::Train,
            WorkloadName::Infer => Self::Infer,
            WorkloadName::Load => Self::Load,
            WorkloadName::TimeToAccuracy => Self::TimeToAccuracy,
            WorkloadName::Ops => Self::Ops,
        }
    }
}

impl Config for Options {
    const KEY_NAMES: &'static [&'static str] = &[
        "backends",
        "peers",
        "workloads",
        "batch_size",
        "infer_batch_size",
        "threads",
        "hidden",
        "repeats",
        "sample_ms",
        "warm_up_ms",
        "target",
        "seeds",
        "max_epochs",
        "baseline",
        "timeout_s",
        "tolerance",
        "dataset",
        "data_dir",
    ];
    const SHIPPED: &'static [Shipped] = &shipped::COMPARE;
}

impl Options {
    /// Under a minute on CPU backends, and still five repeats.
    pub fn quick() -> Self {
        use WorkloadName::{Infer, Load, Train};
        Self {
            workloads: vec![Train, Infer, Load],
            batch_size: vec![32, 256],
            infer_batch_size: vec![1, 1000],
            repeats: Some(5),
            sample_ms: Some(100),
            warm_up_ms: Some(150),
            ..Self::default()
        }
    }

    /// These options, and where one is unsaid, the lower layer's.
    pub fn or(self, lower: Self) -> Self {
        Self {
            backends: list(self.backends, lower.backends),
            peers: list(self.peers, lower.peers),
            workloads: list(self.workloads, lower.workloads),
            batch_size: list(self.batch_size, lower.batch_size),
            infer_batch_size: list(self.infer_batch_size, lower.infer_batch_size),
            threads: list(self.threads, lower.threads),
            hidden: list(self.hidden, lower.hidden),
            repeats: self.repeats.or(lower.repeats),
            sample_ms: self.sample_ms.or(lower.sample_ms),
            warm_up_ms: self.warm_up_ms.or(lower.warm_up_ms),
            target: self.target.or(lower.target),
            seeds: self.seeds.or(lower.seeds),
            max_epochs: self.max_epochs.or(lower.max_epochs),
            baseline: self.baseline.or(lower.baseline),
            timeout_s: self.timeout_s.or(lower.timeout_s),
            tolerance: self.tolerance.or(lower.tolerance),
            dataset: self.dataset.or(lower.dataset),
            data_dir: self.data_dir.or(lower.data_dir),
        }
    }
}

/// What is named twice is measured once.
fn list<T: PartialEq>(upper: Vec<T>, lower: Vec<T>) -> Vec<T> {
    let list = match upper.is_empty() {
        true => lower,
        false => upper,
    };
    let once = |mut list: Vec<T>, value| {
        if !list.contains(&value) {
            list.push(value);
        }
        list
    };
    list.into_iter().fold(Vec::new(), once)
}
