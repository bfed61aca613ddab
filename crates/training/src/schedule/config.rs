//! A learning-rate schedule and its numbers.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A learning-rate schedule.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Schedule {
    /// The same at every step.
    #[default]
    Constant,
    /// Multiplied by a factor after a fixed number of epochs, again and again.
    Step,
    /// Half a cosine from the learning rate down to nothing at the last step (Loshchilov and
    /// Hutter 2017, equation 5, without restarts).
    Cosine,
    /// Up from a 25th of the learning rate and down to a 250,000th, each along half a cosine (Smith and
    /// Topin 2018, in PyTorch's form and with its constants; the momentum stays as it is).
    OneCycle,
}

/// The text does not name a [`Schedule`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected constant, step, cosine or one-cycle")]
pub struct ParseScheduleError;

impl Schedule {
    /// All there are.
    pub const ALL: [Self; 4] = [Self::Constant, Self::Step, Self::Cosine, Self::OneCycle];

    /// The name that flags and files use.
    pub fn name(self) -> &'static str {
        match self {
            Self::Constant => "constant",
            Self::Step => "step",
            Self::Cosine => "cosine",
            Self::OneCycle => "one-cycle",
        }
    }

    /// Whether the rate of a step follows from how many there will be, so that a run cannot be
    /// made longer without becoming another one.
    pub fn depends_on_epochs(self) -> bool {
        matches!(self, Self::Cosine | Self::OneCycle)
    }
}

impl fmt::Display for Schedule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Schedule {
    type Err = ParseScheduleError;

    fn from_str(text: &str) -> Result<Self, ParseScheduleError> {
        let named = Self::ALL.into_iter().find(|one| one.name() == text);
        named.ok_or(ParseScheduleError)
    }
}

/// A schedule and its numbers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LrScheduleConfig {
    /// The learning rate, which is the highest of the run.
    pub learning_rate: f64,
    /// How it changes.
    pub schedule: Schedule,
    /// Epochs, or a part of one, over which the rate climbs to its height: in a straight line before the
    /// schedule begins, or the way up of [`Schedule::OneCycle`], where the default is 0.3 of the run.
    pub warmup_epochs: Option<f64>,
    /// Epochs after each of which [`Schedule::Step`] goes down.
    pub step_epochs: usize,
    /// What it multiplies the rate by.
    pub step_factor: f64,
}

impl Default for LrScheduleConfig {
    fn default() -> Self {
        Self {
            learning_rate: 1e-3,
            schedule: Schedule::Constant,
            warmup_epochs: None,
            step_epochs: 10,
            step_factor: 0.1,
        }
    }
}
