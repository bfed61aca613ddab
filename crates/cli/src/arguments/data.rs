//! What `data` takes: where digits are kept, and how to draw them.

use std::path::PathBuf;

use burn_mnist_data::Augmentation;
use burn_mnist_settings::Dataset;
use clap::{Args, Subcommand, ValueEnum};

use super::source::{DataDirectory, dataset};
use super::{Check, check, whole_from_1};

pub const SHOW_EXAMPLES: &str = "\
Examples:
  burn-mnist data show                                   the first 100 training images
  burn-mnist data show --split test --count 400 --out test.png
  burn-mnist data show --augmented --out augmented.png   what each transformation does
  burn-mnist data show --augment shift=2,rotate=10,elastic=34 --out train.png

Augmentations, each with its strength: shift (pixels), rotate (degrees), scale (fraction), shear (degrees),
crop (pixels), elastic (alpha in pixels; sigma, 4 unless given, makes it smoother), noise (of white), erase (pixels).";

#[derive(Debug, Args)]
pub struct Data {
    #[command(subcommand)]
    pub action: DataAction,
}

#[derive(Debug, Subcommand)]
pub enum DataAction {
    /// Download MNIST into the cache, unless it is there
    Fetch,
    /// Check counts, labels and digests of the files that would be used
    Verify(DataDirectory),
    /// Look for what is wrong with digits: leaks, contradictions, blank or inverted images, outliers
    #[command(after_help = check::EXAMPLES)]
    Check(Check),
    /// Show every place looked at, in order
    Where(DataDirectory),
    /// Draw digits on a PNG picture, as they are or augmented
    #[command(after_help = SHOW_EXAMPLES)]
    Show(Show),
}

#[derive(Debug, Args)]
pub struct Show {
    /// Digits to draw
    #[arg(
        long,
        value_parser = dataset(),
        default_value = "mnist",
        env = "BURN_MNIST_DATASET",
        hide_env_values = true
    )]
    pub dataset: Dataset,
    #[command(flatten)]
    pub place: DataDirectory,
    /// Images to draw
    #[arg(long, value_enum, default_value = "train")]
    pub split: ShownSplit,
    /// Draw the first N images; with --augmented, N changed images a row [default: 100, or 10]
    #[arg(long, value_name = "N", value_parser = whole_from_1)]
    pub count: Option<usize>,
    /// A row for each transformation at a strength one can see, after the image as it is
    #[arg(long)]
    pub augmented: bool,
    /// Rows of this augmentation instead, such as `shift=2,rotate=10,elastic=34`
    #[arg(long, value_name = "SPEC")]
    pub augment: Option<Augmentation>,
    /// Seed of what augmentation draws
    #[arg(long, value_name = "N", default_value_t = 42)]
    pub seed: u64,
    /// PNG file to write
    #[arg(long, value_name = "FILE", default_value = "digits.png")]
    pub out: PathBuf,
    /// Replace the file if it is there
    #[arg(long)]
    pub force: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ShownSplit {
    /// The training set
    Train,
    /// The test set
    Test,
}
