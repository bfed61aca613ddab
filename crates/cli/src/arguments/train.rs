//! What `train` takes.

use std::path::PathBuf;

use clap::Args;

use crate::settings::Options;

pub const EXAMPLES: &str = "\
Examples:
  burn-mnist train --config keras --seed 3           all 60,000 images, as Keras does
  burn-mnist train --epochs 10 --learning-rate 5e-4
  burn-mnist train --dataset synthetic               drawn digits, no download
  burn-mnist train --config keras --print-config     what would run; nothing is trained";

#[derive(Debug, Args)]
pub struct Train {
    #[command(flatten)]
    pub options: Options,
    /// Config file, or a shipped one by name: keras, smoke
    #[arg(
        long,
        value_name = "FILE|NAME",
        env = "BURN_MNIST_CONFIG",
        hide_env_values = true
    )]
    pub config: Option<PathBuf>,
    /// Write the resolved settings to standard output and stop
    #[arg(long)]
    pub print_config: bool,
    /// Show Burn's full-screen dashboard; q stops the run there
    #[arg(long)]
    pub tui: bool,
}
