//! What can be wrong with settings.

use std::io;
use std::path::{Path, PathBuf};

use burn_mnist_diagnostic::{Diagnostic, Kind};
use burn_mnist_run::CONFIG_VERSION;

use crate::ParseError;

/// Settings that cannot be.
#[derive(Debug, thiserror::Error)]
pub enum SettingsError {
    /// A value out of range.
    #[error("`{key}` takes {accepted}; found {found}")]
    InvalidValue {
        /// The setting.
        key: &'static str,
        /// What it takes.
        accepted: String,
        /// What was given.
        found: String,
    },
    /// A text that stands for no value.
    #[error("`{text}` is not a value of `{key}`")]
    InvalidText {
        /// The setting.
        key: &'static str,
        /// What was given.
        text: String,
        /// What is accepted, in words.
        source: ParseError,
    },
    /// A setting that another setting's value makes meaningless.
    #[error("`{key}` needs `{other}` {}; found {found}", .needed.join(" or "))]
    OnlyWith {
        /// The setting.
        key: &'static str,
        /// The setting it depends on.
        other: &'static str,
        /// The values of the other one with which it means something.
        needed: Vec<&'static str>,
        /// The value that the other one has.
        found: &'static str,
    },
    /// A patience, and nothing to be patient about.
    #[error("`{key}` needs a validation split")]
    NeedsValidation {
        /// The setting.
        key: &'static str,
    },
    /// An unknown key.
    #[error("unknown key `{key}`")]
    UnknownKey {
        /// What was given.
        key: String,
        /// The keys there are.
        known: Vec<&'static str>,
    },
    /// An unknown key in a config.
    #[error("{}, line {line}: unknown key `{key}`", .config.display())]
    UnknownKeyInConfig {
        /// The config's path or name.
        config: PathBuf,
        /// Counted from 1.
        line: usize,
        /// What was there.
        key: String,
        /// The keys there are.
        known: Vec<&'static str>,
    },
    /// A config that does not parse.
    #[error("{}, line {line}: {reason}", .config.display())]
    InvalidConfig {
        /// The config's path or name.
        config: PathBuf,
        /// Counted from 1.
        line: usize,
        /// The parser's reason.
        reason: String,
    },
    /// A config of a newer program.
    #[error("{} has schema version {found}; this program reads up to {CONFIG_VERSION}", .config.display())]
    NewerSchema {
        /// The config's path or name.
        config: PathBuf,
        /// Its version.
        found: u32,
    },
    /// Neither a file nor the name of a shipped config.
    #[error("no config file {}", .config.display())]
    ConfigNotFound {
        /// What was given.
        config: PathBuf,
        /// The names of the shipped ones.
        shipped: Vec<&'static str>,
    },
    /// A config that is there and cannot be read.
    #[error("cannot read the config {}: {source}", .config.display())]
    ReadConfig {
        /// The config's path.
        config: PathBuf,
        /// The system's reason.
        source: io::Error,
    },
    /// A path that is not Unicode, which TOML cannot hold.
    #[error("cannot write the config as TOML: {0}")]
    WriteToml(#[from] toml::ser::Error),
    /// A path that is not Unicode, which a record cannot hold.
    #[error("cannot record the settings: {0}")]
    NotUnicode(serde_json::Error),
    /// A run's record holds no settings of this program.
    #[error("the run's settings: {0}")]
    InvalidRecord(serde_json::Error),
}

impl Diagnostic for SettingsError {
    fn kind(&self) -> Kind {
        match self {
            Self::InvalidRecord(_) => Kind::Checkpoint,
            _ => Kind::Usage,
        }
    }

    fn path(&self) -> Option<&Path> {
        match self {
            Self::UnknownKeyInConfig { config, .. }
            | Self::InvalidConfig { config, .. }
            | Self::NewerSchema { config, .. }
            | Self::ConfigNotFound { config, .. }
            | Self::ReadConfig { config, .. } => Some(config),
            _ => None,
        }
    }

    fn expected(&self) -> Option<String> {
        match self {
            Self::InvalidValue { accepted, .. } => Some(accepted.clone()),
            Self::OnlyWith { needed, .. } => Some(needed.join(" or ")),
            _ => None,
        }
    }

    fn found(&self) -> Option<String> {
        match self {
            Self::InvalidValue { found, .. } => Some(found.clone()),
            Self::OnlyWith { found, .. } => Some((*found).to_owned()),
            _ => None,
        }
    }
}
