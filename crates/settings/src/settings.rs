//! Resolved settings, from partial ones.

use std::path::{Path, PathBuf};

use burn_mnist_training::CheckpointPolicy;

use crate::{Dataset, PartialSettings, Settings, SettingsError};

impl Settings {
    /// Puts a config under what was given and defaults under both, and checks every value.
    ///
    /// # Errors
    ///
    /// The config cannot be read, or a value is refused.
    pub fn resolve(given: PartialSettings, config: Option<&Path>) -> Result<Self, SettingsError> {
        let mut given = PartialSettings::layered(given, config)?;
        // Absolute, since a run is repeated from other places; and synthetic digits need none.
        let needed = given.dataset.unwrap_or_default() == Dataset::Mnist;
        given.data_dir = given.data_dir.filter(|_| needed).map(absolute);
        given.exclude = given.exclude.map(absolute);
        let settings = Self::complete(&given);
        settings.check()?;
        Ok(settings)
    }

    /// Which checkpoints to make and keep.
    pub fn saving(&self) -> CheckpointPolicy {
        CheckpointPolicy {
            every: self.checkpoint_every,
            keep: self.keep,
        }
    }

    /// As a config file that repeats the run.
    ///
    /// # Errors
    ///
    /// A path is not Unicode, which TOML cannot hold.
    pub fn to_toml(&self) -> Result<String, SettingsError> {
        Ok(toml::to_string(self)?)
    }
}

fn absolute(path: PathBuf) -> PathBuf {
    std::path::absolute(&path).unwrap_or(path)
}
