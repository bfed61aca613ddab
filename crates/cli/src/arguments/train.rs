//! What `train` takes.

use std::path::PathBuf;

use clap::Args;

use super::TrainingOptions;
use super::label::Label;

pub const EXAMPLES: &str = "\
Examples:
  burn-mnist train --config keras --seed 3           all 60,000 images, as in Keras's quickstart
  burn-mnist train --epochs 10 --learning-rate 5e-4
  burn-mnist train --dataset synthetic               generated digits, no download
  burn-mnist train --dropout 0.2 --name dropout      then: burn-mnist evaluate dropout
  burn-mnist train --config keras --print-config     show the settings, train nothing
  burn-mnist train --resume latest                   continue a run that was stopped
  burn-mnist train --resume latest --epochs 10       train a completed run for more epochs
  burn-mnist train --resume auto --out RUN           start or continue RUN: safe to repeat
  burn-mnist train --repeat latest                   train it again and compare the weights

Ctrl-C and SIGTERM save a checkpoint and stop; a second Ctrl-C stops at once. SIGUSR1 saves and continues.";

#[derive(Debug, Args)]
pub struct Train {
    #[command(flatten)]
    pub typed: TrainingOptions,
    /// Continue a run; `auto` starts or continues the one in --out
    #[arg(long, value_name = "RUN|auto", conflicts_with_all = ["repeat", "print_config"])]
    pub resume: Option<PathBuf>,
    /// Train a run again from its record and compare the weights
    #[arg(long, value_name = "RUN", conflicts_with = "print_config")]
    pub repeat: Option<PathBuf>,
    #[command(flatten)]
    pub label: Label,
    /// Print the resolved settings and exit
    #[arg(long)]
    pub print_config: bool,
    /// Do not write report.html, the page of the run
    #[arg(long)]
    pub no_report: bool,
    /// Show Burn's full-screen dashboard; q stops the run
    #[arg(long)]
    pub tui: bool,
}
