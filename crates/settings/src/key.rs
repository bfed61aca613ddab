//! The description of a key.

use std::ffi::OsStr;

use crate::{KEYS, ParseError, PartialSettings, Settings, SettingsError};

/// A setting, as every front end finds it described.
#[derive(Clone, Copy, Debug)]
pub struct Key {
    /// Its name in config files and records, such as `batch_size`.
    pub name: &'static str,
    /// What stands for its value in usage lines, such as `N`.
    pub value_name: &'static str,
    /// What it does, in one line with its default.
    pub help: &'static str,
    /// What else to know, for long help; may be empty.
    pub details: &'static str,
    /// What its texts look like.
    pub form: Form,
    /// What a shell may offer for its value, unless its form says: names, or how a text begins.
    pub candidates: fn() -> Vec<String>,
    /// What it is about.
    pub group: Group,
    /// Whether few people need it, so that short help leaves it out.
    pub rare: bool,
    /// Whether it may change when a run is resumed.
    pub resume: Resume,
    /// Whether a sweep may vary it.
    pub sweep: Sweep,
    /// Whether it is part of a run's record and its config file.
    pub recorded: bool,
    pub(crate) parse: fn(&OsStr) -> Result<PartialSettings, ParseError>,
}

/// What the texts of a value look like.
#[derive(Clone, Copy, Debug)]
pub enum Form {
    /// A word, a number, or what its type reads.
    Text,
    /// A path, which need not be Unicode.
    Path,
    /// One of these names; what each is comes with it.
    Choice(&'static [(&'static str, &'static str)]),
}

/// What a setting is about, in the order in which people are shown them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// Where a run is computed.
    General,
    /// Which images, and what happens to them.
    Data,
    /// The layers.
    Network,
    /// How the weights are found.
    Optimization,
    /// What is kept of a run, and where.
    Saving,
}

impl Group {
    /// Its heading; settings of the first group have none.
    pub fn heading(self) -> Option<&'static str> {
        match self {
            Self::General => None,
            Self::Data => Some("Data"),
            Self::Network => Some("Network"),
            Self::Optimization => Some("Optimization"),
            Self::Saving => Some("Saving"),
        }
    }
}

/// Whether a setting may change when a run is resumed.
#[derive(Clone, Copy, Debug)]
pub enum Resume {
    /// It makes the run the one it is.
    Fixed,
    /// It determines where and how long the run continues, or what is kept of it.
    Free,
    /// It is free where the other settings allow it.
    FreeIf(fn(&Settings) -> bool),
}

/// Whether a sweep may vary a setting; if not, why.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sweep {
    /// It may.
    Varies,
    /// Every point is tried with the same seeds.
    Seeds,
    /// It decides which images are scored, and scores of other images cannot be compared.
    ChoosesImages,
    /// It is the backend, and backends are compared in another way.
    Backend,
    /// It changes no score.
    ChangesNoScore,
    /// It names the sweep's own directory.
    Directory,
}

impl Key {
    /// The key of this name.
    ///
    /// # Errors
    ///
    /// [`SettingsError::UnknownKey`].
    pub fn find(name: &str) -> Result<&'static Self, SettingsError> {
        let key = KEYS.iter().find(|key| key.name == name);
        key.ok_or_else(|| SettingsError::UnknownKey {
            key: name.to_owned(),
            known: KEYS.iter().map(|key| key.name).collect(),
        })
    }

    /// The flag that sets it, without its dashes: `batch-size`.
    pub fn flag(&self) -> String {
        self.name.replace('_', "-")
    }

    /// The environment variable that sets it: `BURN_MNIST_BATCH_SIZE`.
    pub fn variable(&self) -> String {
        format!("BURN_MNIST_{}", self.name.to_uppercase())
    }

    /// The settings in which nothing but this key is given.
    ///
    /// # Errors
    ///
    /// The key does not take such a text: what it takes, in words.
    pub fn parse(&self, text: impl AsRef<OsStr>) -> Result<PartialSettings, ParseError> {
        (self.parse)(text.as_ref())
    }

    pub(crate) fn is_free(&self, settings: &Settings) -> bool {
        match self.resume {
            Resume::Fixed => false,
            Resume::Free => true,
            Resume::FreeIf(free) => free(settings),
        }
    }
}
