//! What `data check` takes.

use std::path::PathBuf;

use burn_mnist_data::files::Part;
use burn_mnist_settings::Dataset;
use clap::{Args, ValueEnum};

use super::source::{DataDirectory, dataset};

pub const EXAMPLES: &str = "\
Examples:
  burn-mnist data check --data-dir my-digits
  burn-mnist data check --data-dir my-digits --write-exclusions bad.toml
  burn-mnist cross-validate --folds 5 --out cv && burn-mnist data check --cross-validation cv --sheet labels.png
  burn-mnist data check --format json                all that was found, and the bounds it was judged by

Wrong are: what cannot be read, labels out of range, the same image with different labels or in both splits,
blank, saturated and inverted images, classes without training images. Notes are: repeated images,
uneven classes, outliers, and likely label errors: images of which networks that had not learnt from them are
sure that they show another class (confident learning, Northcutt et al. 2021), the surest first. Exit codes: 0 nothing wrong, 3 something is.";

#[derive(Debug, Args)]
pub struct Check {
    /// Digits to check [default: mnist]
    #[arg(long, value_parser = dataset(), env = "BURN_MNIST_DATASET", hide_env_values = true)]
    pub dataset: Option<Dataset>,
    #[command(flatten)]
    pub place: DataDirectory,
    /// Images to look at
    #[arg(long, value_enum, default_value = "both")]
    pub split: CheckedSplit,
    /// List every image found, instead of the first ten of each kind
    #[arg(long)]
    pub all: bool,
    /// Also look for likely label errors among the predictions of this cross-validation: its directory, its
    /// name, or `latest`
    #[arg(long, value_name = "DIR")]
    pub cross_validation: Option<PathBuf>,
    /// Also draw the likely label errors, the surest first and ten a row, on this PNG picture
    #[arg(long, value_name = "FILE", requires = "cross_validation")]
    pub sheet: Option<PathBuf>,
    /// Replace the picture if it is there
    #[arg(long, requires = "sheet")]
    pub force: bool,
    /// Also write the training images that are better left out to this file, with the reasons
    #[arg(long, value_name = "FILE")]
    pub write_exclusions: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum CheckedSplit {
    /// The training set
    Train,
    /// The test set
    Test,
    /// Both, also against each other
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
