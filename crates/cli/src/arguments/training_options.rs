//! The settings of every command that trains: options and variables, over a config.

use std::path::PathBuf;

use burn_mnist_app::model::MnistPolicy;
use burn_mnist_settings::PartialSettings;
use clap::Args;

use super::flags::Flags;
use super::typed::Typed;
use crate::failure::Failure;
use crate::output::Output;

#[derive(Debug, Args)]
pub struct TrainingOptions {
    #[command(flatten)]
    typed: Typed,
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

impl TrainingOptions {
    /// Whether a run that is resumed or repeated must be one of MNIST itself.
    pub fn mnist_policy(&self) -> MnistPolicy {
        match self.typed.means_mnist(self.flags.0.dataset) {
            true => MnistPolicy::Exact,
            false => MnistPolicy::AnyDirectory,
        }
    }

    /// What flags and variables say, and the config under them.
    ///
    /// The flag `--dataset mnist` means MNIST itself. A directory of other digits contradicts it if it was typed too;
    /// one that a variable or the config names is left out.
    ///
    /// # Errors
    ///
    /// A usage failure for such a contradiction, or for a config that cannot be read.
    pub fn layers(&self, output: Output) -> Result<(PartialSettings, Option<PathBuf>), Failure> {
        let given = self.flags.0.clone();
        if !self.typed.means_mnist(given.dataset) {
            return Ok((given, self.config.clone()));
        }
        let layered = PartialSettings::layered(given.clone(), self.config.as_deref())?;
        let named = layered.data_dir.clone();
        if self.typed.directory(given.dataset, named, output)? == layered.data_dir {
            return Ok((given, self.config.clone()));
        }
        let settings = PartialSettings {
            data_dir: None,
            ..layered
        };
        Ok((settings, None))
    }
}
