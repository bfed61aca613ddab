//! Arguments that the commands with a saved network share, and those of `predict`.

use std::path::PathBuf;

use burn_mnist_app::model::{
    CalibrationPolicy, ImageSource, MeasuredSplit, MnistPolicy, ModelRequest,
};
use burn_mnist_backend::DEFAULT;
use burn_mnist_data::mnist;
use burn_mnist_settings::Dataset;
use clap::{Args, ValueEnum};

use super::indices::Indices;
use super::source::dataset;
use super::typed::Typed;

pub const PREDICT_EXAMPLES: &str = "\
Examples:
  burn-mnist predict latest --index 0 --show
  burn-mnist predict latest --index 0,3,5-9
  burn-mnist predict latest seven.png three.jpg --top 3
  cat seven.png | burn-mnist predict model.bpk - --format json";

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum EvaluatedSplit {
    /// The test set
    Test,
    /// The validation images that the run held out
    Validation,
}

/// Where labelled images come from, beside a run's own settings.
#[derive(Clone, Debug, Args)]
pub struct Source {
    #[command(flatten)]
    typed: Typed,
    /// Dataset [default: the run's, or mnist]
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

/// A saved network and where it runs.
#[derive(Clone, Debug, Args)]
pub struct Network {
    /// Run (its best checkpoint), sweep (its best trial), checkpoint or .bpk file, or `latest`
    #[arg(value_name = "RUN")]
    pub model: PathBuf,
    /// Backend and device, such as wgpu:0 or auto
    ///
    /// `burn-mnist backends` lists the backends and devices of this machine.
    #[arg(
        long,
        value_name = "NAME[:DEVICE]",
        default_value = DEFAULT,
        env = "BURN_MNIST_BACKEND",
        hide_env_values = true
    )]
    pub backend: String,
    /// Ignore the run's calibration: use the network's own probabilities
    #[arg(long)]
    pub no_calibration: bool,
}

#[derive(Debug, Args)]
pub struct Predict {
    #[command(flatten)]
    pub network: Network,
    /// PNG or JPEG pictures of one digit each, or `-` for standard input
    #[arg(value_name = "PICTURE")]
    pub pictures: Vec<PathBuf>,
    /// Use these images of the test set, counted from 0, such as 0,3,5-9
    #[arg(long, value_name = "N")]
    pub index: Vec<Indices>,
    #[command(flatten)]
    pub source: Source,
    /// List the K most likely digits
    #[arg(long, value_name = "K", default_value_t = 1, value_parser = clap::value_parser!(u8).range(1..=10))]
    pub top: u8,
    /// Draw the 28x28 image as the network sees it
    #[arg(long)]
    pub show: bool,
    /// Also say which pictures were inverted because they are dark on light
    #[arg(long, short)]
    pub verbose: bool,
}

impl From<EvaluatedSplit> for MeasuredSplit {
    fn from(split: EvaluatedSplit) -> Self {
        match split {
            EvaluatedSplit::Test => Self::Test,
            EvaluatedSplit::Validation => Self::Validation,
        }
    }
}

impl From<Source> for ImageSource {
    fn from(source: Source) -> Self {
        let Source {
            typed,
            dataset,
            data_dir,
        } = source;
        match dataset {
            // A flag means MNIST itself, whatever directory a variable names.
            Some(Dataset::Mnist) if typed.dataset => Self {
                dataset,
                data_dir: data_dir.filter(|directory| typed.data_dir || mnist::is_in(directory)),
                mnist: MnistPolicy::Exact,
            },
            // A directory is no place of synthetic digits, whatever a variable or the run says.
            _ if typed.data_dir && !typed.dataset => Self {
                dataset: Some(Dataset::Mnist),
                data_dir,
                mnist: MnistPolicy::AnyDirectory,
            },
            _ => Self {
                dataset,
                data_dir,
                mnist: MnistPolicy::AnyDirectory,
            },
        }
    }
}

impl From<Network> for ModelRequest {
    fn from(network: Network) -> Self {
        Self {
            name: network.model,
            backend: network.backend,
            calibration: match network.no_calibration {
                true => CalibrationPolicy::Ignore,
                false => CalibrationPolicy::Apply,
            },
        }
    }
}
