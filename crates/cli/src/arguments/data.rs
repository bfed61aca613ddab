//! What `data` takes: where digits are kept, and how to draw them.

use std::path::PathBuf;

use burn_mnist_data::Augmentation;
use burn_mnist_settings::Dataset;
use clap::{Args, Subcommand, ValueEnum};

use super::source::{DataDirectory, dataset};
use super::typed::Typed;
use super::{Check, check, positive_usize};

pub const SHOW_EXAMPLES: &str = "\
Examples:
  burn-mnist data show                                   the first 100 training images
  burn-mnist data show --split test --count 400 --out test.png
  burn-mnist data show --augmented --out augmented.png   what each transformation does
  burn-mnist data show --augment shift=2,rotate=10,elastic=34 --out train.png

Transformations and their strengths: shift (pixels), rotate (degrees), scale (fraction), shear (degrees), \
crop (pixels), elastic (factor alpha in pixels; sigma sets its smoothness, 4 pixels by default), noise \
(fraction of white), erase (pixels).";

pub const FETCH_EXAMPLES: &str = "\
Examples:
  burn-mnist data fetch
  BURN_MNIST_CACHE=mnist burn-mnist data fetch    into the directory mnist";

pub const VERIFY_EXAMPLES: &str = "\
Examples:
  burn-mnist data verify
  burn-mnist data verify --data-dir my-digits";

pub const WHERE_EXAMPLES: &str = "\
Examples:
  burn-mnist data where
  burn-mnist data where --format json";

pub const EXAMPLES: &str = "\
Examples:
  burn-mnist data fetch                                  download MNIST
  burn-mnist data check --data-dir my-digits             find faults in your own images
  burn-mnist data show --augmented --out augmented.png   see what augmentation does";

#[derive(Debug, Args)]
pub struct Data {
    #[command(subcommand)]
    pub action: DataAction,
}

#[derive(Debug, Subcommand)]
pub enum DataAction {
    /// Download MNIST into the cache directory, unless it is already there
    #[command(after_help = FETCH_EXAMPLES)]
    Fetch,
    /// Verify the files: counts, labels and SHA-256 digests
    #[command(after_help = VERIFY_EXAMPLES)]
    Verify(DataDirectory),
    /// Find faults in images and labels: duplicates, contradictions, blank images, outliers
    #[command(after_help = check::EXAMPLES)]
    Check(Check),
    /// Show the directories that are searched for MNIST, in order
    #[command(after_help = WHERE_EXAMPLES)]
    Where(DataDirectory),
    /// Draw images into a PNG file, as they are or augmented
    #[command(after_help = SHOW_EXAMPLES)]
    Show(Show),
}

#[derive(Debug, Args)]
pub struct Show {
    #[command(flatten)]
    pub typed: Typed,
    /// Dataset to draw
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
    /// Split to draw
    #[arg(long, value_enum, default_value = "train")]
    pub split: ShownSplit,
    /// Number of images, or per row of --augmented [default: 100, or 10 per row]
    #[arg(long, value_name = "N", value_parser = positive_usize)]
    pub count: Option<usize>,
    /// Draw one row for each transformation, at a visible strength
    #[arg(long)]
    pub augmented: bool,
    /// Draw rows of this augmentation, such as shift=2,rotate=10,elastic=34
    #[arg(long, value_name = "SPEC")]
    pub augment: Option<Augmentation>,
    /// Random seed of the augmentation
    #[arg(long, value_name = "N", default_value_t = 42)]
    pub seed: u64,
    /// PNG file to write
    #[arg(long, value_name = "FILE", default_value = "digits.png")]
    pub out: PathBuf,
    /// Replace the file if it exists
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
