//! What `evaluate` takes: a saved network, the images to measure it on, and what else to look into.

use std::path::PathBuf;

use clap::Args;

use super::positive_usize;
use super::saved::{EvaluatedSplit, Network, Source};

pub const EXAMPLES: &str = "\
Examples:
  burn-mnist evaluate latest                          the newest run in artifacts/runs
  burn-mnist evaluate RUN --backend wgpu --predictions logits.csv
  burn-mnist evaluate RUN --split validation
  burn-mnist evaluate RUN --calibrate                 calibrate and save the calibration
  burn-mnist evaluate RUN --worst 40 --sheet worst.png
  burn-mnist evaluate RUN --robustness --format json

Metrics:
  interval    95 % confidence interval of the accuracy (Wilson score interval)
  top-k       share of images whose true digit is among the k most likely
  precision   share of the predictions of a digit that are correct
  recall      share of the images of a digit that are predicted correctly
  F1          harmonic mean of precision and recall; macro F1 is its mean over the digits
  loss, NLL   mean negative log-likelihood of the true digit, in nats; the loss is never calibrated
  Brier       mean squared distance between the ten probabilities and the true class, 0 to 2
  ECE, MCE    expected and maximum calibration error, over 15 bins of equal width;
              the maximum is unreliable if a bin has few predictions";

#[derive(Debug, Args)]
pub struct Evaluate {
    #[command(flatten)]
    pub network: Network,
    /// Split to evaluate on
    #[arg(long, value_enum, default_value = "test")]
    pub split: EvaluatedSplit,
    #[command(flatten)]
    pub source: Source,
    /// Use only the first N images [default: the limit of the run, or all]
    #[arg(long, value_name = "N", value_parser = positive_usize)]
    pub limit: Option<usize>,
    /// Also write label, prediction and logits of each image to this CSV file
    #[arg(long, value_name = "FILE")]
    pub predictions: Option<PathBuf>,
    /// Fit a softmax temperature to the validation images and save it with the run
    #[arg(long, conflicts_with = "no_calibration")]
    pub calibrate: bool,
    /// List the N most confident errors [default: 10]
    #[arg(long, value_name = "N")]
    pub worst: Option<usize>,
    /// Also draw these errors on this PNG file, most confident first
    #[arg(long, value_name = "FILE")]
    pub sheet: Option<PathBuf>,
    /// Also measure accuracy on shifted, rotated and noisy images
    #[arg(long)]
    pub robustness: bool,
    /// Also print all tables when a single one is asked for
    #[arg(long, short)]
    pub verbose: bool,
}

impl Evaluate {
    /// Whether an option asks for one thing in particular.
    pub fn is_specific(&self) -> bool {
        self.calibrate
            || self.robustness
            || self.worst.is_some()
            || self.sheet.is_some()
            || self.predictions.is_some()
    }
}
