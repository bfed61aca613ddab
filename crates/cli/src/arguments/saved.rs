//! What commands over a saved network share, and what `predict` takes besides.

use std::path::PathBuf;

use burn_mnist_app::model::{
    CalibrationPolicy, ImageSource, MeasuredSplit, MnistPolicy, ModelRequest,
};
use burn_mnist_backend::DEFAULT;
use burn_mnist_data::mnist;
use burn_mnist_settings::Dataset;
use clap::{Args, ValueEnum};

use super::source::dataset;
use super::typed::Typed;

pub const PREDICT_EXAMPLES: &str = "\
Examples:
  burn-mnist predict latest seven.png three.jpg --top 3
  burn-mnist predict artifacts/runs/NAME --index 0 --show
  cat seven.png | burn-mnist predict model.bpk - --format json";

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum EvaluatedSplit {
    /// The test set
    Test,
    /// What the run held back
    Validation,
}

/// Where labelled images come from, beside a run's own settings.
#[derive(Clone, Debug, Args)]
pub struct Source {
    #[command(flatten)]
    typed: Typed,
    /// Digits to use [default: the run's, else mnist]
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

/// A saved network and where it runs.
#[derive(Clone, Debug, Args)]
pub struct Network {
    /// A run (its best checkpoint), a checkpoint directory, a .bpk file, a run's name, or `latest`
    #[arg(value_name = "RUN")]
    pub model: PathBuf,
    /// Backend to run on, and its device
    #[arg(
        long,
        value_name = "NAME[:DEVICE]",
        default_value = DEFAULT,
        env = "BURN_MNIST_BACKEND",
        hide_env_values = true
    )]
    pub backend: String,
    /// Leave the run's calibration out: probabilities as the network gives them
    #[arg(long)]
    pub no_calibration: bool,
}

#[derive(Debug, Args)]
pub struct Predict {
    #[command(flatten)]
    pub network: Network,
    /// PNG or JPEG pictures of one digit each; `-` reads one from standard input
    #[arg(value_name = "PICTURE", required_unless_present = "index")]
    pub pictures: Vec<PathBuf>,
    /// Instead of a picture, an image of the test set, counted from 0; may be repeated
    #[arg(long, value_name = "N")]
    pub index: Vec<usize>,
    #[command(flatten)]
    pub source: Source,
    /// List the K likeliest digits
    #[arg(long, value_name = "K", default_value_t = 1, value_parser = clap::value_parser!(u8).range(1..=10))]
    pub top: u8,
    /// Draw the 28x28 image the network saw
    #[arg(long)]
    pub show: bool,
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
