//! What `data check` takes.

use std::path::PathBuf;

use burn_mnist_data::files::Part;
use burn_mnist_settings::Dataset;
use clap::{Args, ValueEnum};

use super::source::{DataDirectory, dataset};
use super::typed::Typed;

pub const EXAMPLES: &str = "\
Examples:
  burn-mnist data check                              MNIST itself
  burn-mnist data check --data-dir my-digits --write-exclusions bad.toml
  burn-mnist data check --cross-validation latest --sheet labels.png
  burn-mnist data check --format json                all findings, with the thresholds

Errors: unreadable images, labels out of range, the same image with different labels or in both splits, \
blank, saturated and inverted images, classes without training images. The exit code is 3 if there are any.

Notes: repeated images, uneven classes, outliers, and with --cross-validation likely label errors, which are \
images that networks confidently assign to another class without having trained on them (confident learning, \
Northcutt et al. 2021).";

#[derive(Debug, Args)]
pub struct Check {
    #[command(flatten)]
    pub typed: Typed,
    /// Dataset to check [default: mnist]
    #[arg(long, value_parser = dataset(), env = "BURN_MNIST_DATASET", hide_env_values = true)]
    pub dataset: Option<Dataset>,
    #[command(flatten)]
    pub place: DataDirectory,
    /// Images to check
    #[arg(long, value_enum, default_value = "both")]
    pub split: CheckedSplit,
    /// List every image found instead of the first 10 of each kind
    #[arg(long)]
    pub all: bool,
    /// Also find likely label errors from this cross-validation
    ///
    /// Its directory or name, or `latest`.
    #[arg(long, value_name = "DIR")]
    pub cross_validation: Option<PathBuf>,
    /// Also draw the likely label errors, most confident first, on this PNG file
    #[arg(long, value_name = "FILE", requires = "cross_validation")]
    pub sheet: Option<PathBuf>,
    /// Replace the file of --sheet if it exists
    #[arg(long, requires = "sheet")]
    pub force: bool,
    /// Also write a list of training images to leave out, for train --exclude
    #[arg(long, value_name = "FILE")]
    pub write_exclusions: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum CheckedSplit {
    /// The training set
    Train,
    /// The test set
    Test,
    /// Both, and images that are in both
    Both,
}

impl CheckedSplit {
    /// The splits that are meant.
    pub fn parts(self) -> &'static [Part] {
        match self {
            Self::Train => &[Part::Train],
            Self::Test => &[Part::Test],
            Self::Both => &[Part::Train, Part::Test],
        }
    }
}
