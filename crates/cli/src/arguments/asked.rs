//! Settings as they are asked for by every command that trains: flags and variables, over a config.

use std::path::PathBuf;

use clap::Args;

use crate::failure::Failure;
use crate::settings::Options;

#[derive(Debug, Args)]
pub struct Asked {
    #[command(flatten)]
    pub options: Options,
    /// Config file, or a shipped one by name: accurate, fast, keras, smoke
    #[arg(
        long,
        value_name = "FILE|NAME",
        env = "BURN_MNIST_CONFIG",
        hide_env_values = true
    )]
    pub config: Option<PathBuf>,
}

impl Asked {
    /// What flags and variables say, and where they are silent, the config.
    pub fn layered(&self) -> Result<Options, Failure> {
        Options::layered(self.options.clone(), self.config.as_deref())
    }
}
