//! Settings as they are asked for by every command that trains: flags and variables, over a config.

use std::path::PathBuf;

use burn_mnist_settings::PartialSettings;
use clap::Args;

use super::flags::Flags;

#[derive(Debug, Args)]
pub struct Asked {
    #[command(flatten)]
    flags: Flags,
    /// Config file, or a built-in one: accurate, fast, keras, smoke
    #[arg(
        long,
        value_name = "FILE|NAME",
        env = "BURN_MNIST_CONFIG",
        hide_env_values = true
    )]
    pub config: Option<PathBuf>,
}

impl Asked {
    /// What flags and variables say.
    pub fn settings(&self) -> PartialSettings {
        self.flags.0.clone()
    }
}
