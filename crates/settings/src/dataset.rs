//! Which digits.

use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// Which digits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Dataset {
    /// The real one.
    #[default]
    Mnist,
    /// Drawn from a seed, for tests and offline use.
    Synthetic,
}

impl Dataset {
    /// Every data set.
    pub const ALL: [Self; 2] = [Self::Mnist, Self::Synthetic];

    /// The name that flags and records use.
    pub fn name(self) -> &'static str {
        match self {
            Self::Mnist => "mnist",
            Self::Synthetic => "synthetic",
        }
    }

    /// What it is, in a few words.
    pub fn about(self) -> &'static str {
        match self {
            Self::Mnist => "The real one",
            Self::Synthetic => "Drawn from a seed, for tests and offline use",
        }
    }
}

/// The text names no [`Dataset`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected mnist or synthetic")]
pub struct UnknownDataset;

impl FromStr for Dataset {
    type Err = UnknownDataset;

    fn from_str(text: &str) -> Result<Self, UnknownDataset> {
        let named = Self::ALL.into_iter().find(|dataset| dataset.name() == text);
        named.ok_or(UnknownDataset)
    }
}
