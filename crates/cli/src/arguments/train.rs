//! What `train` takes.

use std::path::PathBuf;

use clap::Args;

use super::Asked;

pub const EXAMPLES: &str = "\
Examples:
  burn-mnist train --config keras --seed 3           all 60,000 images, as Keras does
  burn-mnist train --epochs 10 --learning-rate 5e-4
  burn-mnist train --dataset synthetic               drawn digits, no download
  burn-mnist train --config keras --print-config     what would run; nothing is trained
  burn-mnist train --resume latest                   go on with a run that was stopped
  burn-mnist train --resume latest --epochs 10       give a finished one more epochs
  burn-mnist train --resume auto --out RUN           begin RUN, or go on with it: safe to repeat
  burn-mnist train --repeat latest                   once more, and compare the weights

Ctrl-C, SIGTERM: save and end; SIGUSR1: save and go on. A second Ctrl-C ends at once.";

#[derive(Debug, Args)]
pub struct Train {
    #[command(flatten)]
    pub asked: Asked,
    /// Go on with a run; `auto` goes on with the one in --out, or begins it
    #[arg(long, value_name = "RUN|auto", conflicts_with_all = ["repeat", "print_config"])]
    pub resume: Option<PathBuf>,
    /// Train a run once more from its record, and say whether the weights came out the same
    #[arg(long, value_name = "RUN", conflicts_with = "print_config")]
    pub repeat: Option<PathBuf>,
    /// Write the resolved settings to standard output and stop
    #[arg(long)]
    pub print_config: bool,
    /// Leave out report.html, the page that a completed run is shown on
    #[arg(long)]
    pub no_report: bool,
    /// Show Burn's full-screen dashboard; q stops the run there
    #[arg(long)]
    pub tui: bool,
}
