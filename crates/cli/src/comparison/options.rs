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
    /// Backends and devices: flex,ndarray,wgpu:0 [default: all available]
    #[arg(long, value_name = "LIST", value_delimiter = ',')]
    pub backends: Vec<String>,
    /// Other frameworks: pytorch, pytorch-dataloader, keras, candle, or NAME=PROGRAM
    #[arg(long, value_name = "LIST", value_delimiter = ',')]
    pub peers: Vec<String>,
    /// What to measure [default: all but ops]
    #[arg(long, value_name = "LIST", value_delimiter = ',')]
    pub workloads: Vec<WorkloadName>,
    /// Images per training step and operation [default: 32,256,1024]
    #[arg(long, value_name = "LIST", value_delimiter = ',')]
    pub batch_size: Vec<usize>,
    /// Images per prediction [default: 1,32,1000,10000]
    #[arg(long, value_name = "LIST", value_delimiter = ',')]
    pub infer_batch_size: Vec<usize>,
    /// Threads of CPU backends and of --peers [default: all cores]
    #[arg(long, value_name = "LIST", value_delimiter = ',')]
    pub threads: Vec<usize>,
    /// Units of the hidden layer [default: 128]
    #[arg(long, value_name = "LIST", value_delimiter = ',')]
    pub hidden: Vec<usize>,
    /// Repeats of each measurement [default: 10]
    #[arg(long, value_name = "N")]
    pub repeats: Option<usize>,
    /// Duration of a repeat, in milliseconds [default: 300]
    #[arg(long, value_name = "N")]
    pub sample_ms: Option<u64>,
    /// Duration of the warm-up, in milliseconds [default: 500]
    #[arg(long, value_name = "N")]
    pub warm_up_ms: Option<u64>,
    /// Test accuracy of time-to-accuracy, 0 to 1 [default: 0.97]
    #[arg(long, value_name = "SHARE")]
    pub target: Option<f64>,
    /// Number of seeds of time-to-accuracy [default: 5]
    #[arg(long, value_name = "N")]
    pub seeds: Option<usize>,
    /// Maximum epochs of time-to-accuracy [default: 10]
    #[arg(long, value_name = "N")]
    pub max_epochs: Option<usize>,
    /// Backend to compare the others with [default: the first]
    #[arg(long, value_name = "NAME")]
    pub baseline: Option<String>,
    /// Time limit of each request, in seconds [default: 180]
    #[arg(long, value_name = "N")]
    pub timeout_s: Option<u64>,
    /// Allowed difference of logits, as a share of the largest [default: 1e-4]
    #[arg(long, value_name = "SHARE")]
    pub tolerance: Option<f64>,
    /// Dataset [default: mnist]
    #[arg(long, value_parser = dataset(), env = "BURN_MNIST_DATASET", hide_env_values = true)]
    pub dataset: Option<Dataset>,
    /// Read the images from this directory and download nothing
    ///
    /// It has IDX files (raw or .gz), or one folder of pictures for each class.
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
    /// Prediction: from pixels to probabilities
    Infer,
    /// Time from process start to the first prediction
    Load,
    /// Time from process start to a test accuracy
    TimeToAccuracy,
    /// Single operations of the network
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
