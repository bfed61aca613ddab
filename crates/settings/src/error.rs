//! What can be wrong with settings.

use std::io;
use std::path::{Path, PathBuf};

use burn_mnist_diagnostic::{Diagnostic, Kind};
use burn_mnist_run::SCHEMA_VERSION;

/// Settings that cannot be.
#[derive(Debug, thiserror::Error)]
pub enum SettingsError {
    /// A value out of range.
    #[error("`{key}` takes {accepted}; found {found}")]
    Refused {
        /// The setting.
        key: &'static str,
        /// What it takes.
        accepted: String,
        /// What was given.
        found: String,
    },
    /// A setting that another setting's value makes meaningless.
    #[error("`{key}` goes with `{other}` {}; it is {found}", .needed.join(" or "))]
    OnlyWith {
        /// The setting.
        key: &'static str,
        /// The setting it depends on.
        other: &'static str,
        /// The values of the other one with which it means something.
        needed: &'static [&'static str],
        /// The value that the other one has.
        found: &'static str,
    },
    /// A patience, and nothing to be patient about.
    #[error("`{key}` needs a validation split")]
    NeedsValidation {
        /// The setting.
        key: &'static str,
    },
    /// A key that is none.
    #[error("unknown key `{key}`")]
    NoKey {
        /// What was given.
        key: String,
        /// The keys there are.
        known: Vec<&'static str>,
    },
    /// A key that is none, in a config.
    #[error("{}, line {line}: unknown key `{key}`", .config.display())]
    UnknownKey {
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
    Malformed {
        /// The config's path or name.
        config: PathBuf,
        /// Counted from 1.
        line: usize,
        /// The parser's reason.
        reason: String,
    },
    /// A config of a newer program.
    #[error("{} has schema version {found}; this program reads up to {SCHEMA_VERSION}", .config.display())]
    Newer {
        /// The config's path or name.
        config: PathBuf,
        /// Its version.
        found: u32,
    },
    /// Neither a file nor the name of a shipped config.
    #[error("no config file {}", .config.display())]
    NoConfig {
        /// What was given.
        config: PathBuf,
        /// The names of the shipped ones.
        shipped: Vec<&'static str>,
    },
    /// A config that is there and cannot be read.
    #[error("cannot read the config {}: {source}", .config.display())]
    Read {
        /// The config's path.
        config: PathBuf,
        /// The system's reason.
        source: io::Error,
    },
    /// A path that is not Unicode, which TOML cannot hold.
    #[error("cannot write the config as TOML: {0}")]
    Toml(#[from] toml::ser::Error),
    /// A run's record holds no settings of this program.
    #[error("the run's settings: {0}")]
    Record(serde_json::Error),
}

impl Diagnostic for SettingsError {
    fn kind(&self) -> Kind {
        match self {
            Self::Record(_) => Kind::Checkpoint,
            _ => Kind::Usage,
        }
    }

    fn path(&self) -> Option<&Path> {
        match self {
            Self::UnknownKey { config, .. }
            | Self::Malformed { config, .. }
            | Self::Newer { config, .. }
            | Self::NoConfig { config, .. }
            | Self::Read { config, .. } => Some(config),
            _ => None,
        }
    }

    fn expected(&self) -> Option<String> {
        match self {
            Self::Refused { accepted, .. } => Some(accepted.clone()),
            Self::OnlyWith { needed, .. } => Some(needed.join(" or ")),
            _ => None,
        }
    }

    fn found(&self) -> Option<String> {
        match self {
            Self::Refused { found, .. } => Some(found.clone()),
            Self::OnlyWith { found, .. } => Some((*found).to_owned()),
            _ => None,
        }
    }
}
