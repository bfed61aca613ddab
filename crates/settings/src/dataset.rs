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
    /// The name of each, and what it is.
    pub const CHOICES: [(&str, &str); 2] = [
        ("mnist", "MNIST: 60,000 training and 10,000 test images"),
        (
            "synthetic",
            "Generated digits, for tests without a download",
        ),
    ];

    const ALL: [Self; 2] = [Self::Mnist, Self::Synthetic];

    /// The name that flags and records use.
    pub fn name(self) -> &'static str {
        Self::CHOICES[self as usize].0
    }
}

/// The text does not name a [`Dataset`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected mnist or synthetic")]
pub struct ParseDatasetError;

impl FromStr for Dataset {
    type Err = ParseDatasetError;

    fn from_str(text: &str) -> Result<Self, ParseDatasetError> {
        let named = Self::ALL.into_iter().find(|dataset| dataset.name() == text);
        named.ok_or(ParseDatasetError)
    }
}
