//! What `evaluate` takes: a saved network, the images to measure it on, and what else to look into.

use std::path::PathBuf;

use clap::Args;

use super::saved::{EvaluatedSplit, Network, Source};
use super::whole_from_1;

pub const EXAMPLES: &str = "\
Examples:
  burn-mnist evaluate latest                          the newest run under artifacts/runs
  burn-mnist evaluate RUN --backend wgpu --predictions logits.csv
  burn-mnist evaluate RUN --split validation
  burn-mnist evaluate RUN --calibrate                 honest probabilities, from now on
  burn-mnist evaluate RUN --worst 40 --sheet worst.png
  burn-mnist evaluate RUN --robustness --format json

Figures:
  interval    where the accuracy lies with 95 % confidence (Wilson's score interval)
  top-k       share of images whose digit is among the k likeliest
  precision   share of the images taken for a digit that show it; recall: share of a digit's images found;
              F1: their harmonic mean; macro F1: its mean over the digits
  loss, NLL   mean of minus the log of the true digit's probability, in nats; the loss is never calibrated
  Brier       mean squared distance of all ten probabilities from certainty of the truth, 0 to 2
  ECE, MCE    mean and largest gap between probability and accuracy, over 15 bins of equal width;
              the largest is noise where a bin has few answers";

#[derive(Debug, Args)]
pub struct Evaluate {
    #[command(flatten)]
    pub network: Network,
    /// Images to measure on
    #[arg(long, value_enum, default_value = "test")]
    pub split: EvaluatedSplit,
    #[command(flatten)]
    pub source: Source,
    /// Use only the first N images of the split [default: the run's own limit, else all]
    #[arg(long, value_name = "N", value_parser = whole_from_1)]
    pub limit: Option<usize>,
    /// Also write index within the split, label, prediction and logits of each image to this CSV file
    #[arg(long, value_name = "FILE")]
    pub predictions: Option<PathBuf>,
    /// First fit a temperature to the run's validation images and keep it in its calibration.json
    #[arg(long, conflicts_with = "no_calibration")]
    pub calibrate: bool,
    /// List the N wrong answers that the network was surest of
    #[arg(long, value_name = "N", default_value_t = 10)]
    pub worst: usize,
    /// Also draw them, the surest first and ten a row, on this PNG picture
    #[arg(long, value_name = "FILE")]
    pub sheet: Option<PathBuf>,
    /// Also measure accuracy as images are shifted, turned and made noisy
    #[arg(long)]
    pub robustness: bool,
}
