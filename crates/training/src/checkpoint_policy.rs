//! When checkpoints are made within an epoch, and how many are kept.

use std::fmt;
use std::str::FromStr;
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};

/// How a run keeps checkpoints beside the one that ends each epoch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CheckpointPolicy {
    /// How often to save within an epoch; never if absent.
    pub every: Option<CheckpointInterval>,
    /// Number of recent checkpoints to keep, at least 1; the best one is kept in addition.
    pub keep: usize,
}

impl Default for CheckpointPolicy {
    fn default() -> Self {
        Self {
            every: None,
            keep: 3,
        }
    }
}

/// The interval between two checkpoints within an epoch: `500steps`, `90s`, `10min` or `2h`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum CheckpointInterval {
    /// In optimizer steps.
    Steps(u64),
    /// In seconds of wall-clock time.
    Seconds(u64),
}

/// The text is not a [`CheckpointInterval`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected a number and its unit, such as 500steps, 90s, 10min or 2h")]
pub struct ParseCheckpointIntervalError;

impl FromStr for CheckpointInterval {
    type Err = ParseCheckpointIntervalError;

    fn from_str(text: &str) -> Result<Self, ParseCheckpointIntervalError> {
        let digits = text.bytes().take_while(u8::is_ascii_digit).count();
        let (number, unit) = text.split_at(digits);
        let number: u64 = number.parse().map_err(|_| ParseCheckpointIntervalError)?;
        let times = |seconds: u64| number.checked_mul(seconds).map(Self::Seconds);
        let cadence = match unit {
            "step" | "steps" => Some(Self::Steps(number)),
            "s" => times(1),
            "min" => times(60),
            "h" => times(3600),
            _ => None,
        };
        cadence
            .filter(|_| number > 0)
            .ok_or(ParseCheckpointIntervalError)
    }
}

impl fmt::Display for CheckpointInterval {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Steps(steps) => write!(f, "{steps}steps"),
            Self::Seconds(seconds) if seconds % 3600 == 0 => write!(f, "{}h", seconds / 3600),
            Self::Seconds(seconds) if seconds % 60 == 0 => write!(f, "{}min", seconds / 60),
            Self::Seconds(seconds) => write!(f, "{seconds}s"),
        }
    }
}

impl TryFrom<String> for CheckpointInterval {
    type Error = ParseCheckpointIntervalError;

    fn try_from(text: String) -> Result<Self, ParseCheckpointIntervalError> {
        text.parse()
    }
}

impl From<CheckpointInterval> for String {
    fn from(cadence: CheckpointInterval) -> Self {
        cadence.to_string()
    }
}

/// Says when the next checkpoint within an epoch is due.
pub(crate) struct Timer {
    every: Option<CheckpointInterval>,
    last: Instant,
}

impl Timer {
    pub(crate) fn start(every: Option<CheckpointInterval>) -> Self {
        Self {
            every,
            last: Instant::now(),
        }
    }

    /// Whether a checkpoint is due `step` steps into the run. Steps are counted from the run's
    /// beginning, so that a resumed run saves where an undisturbed one does.
    pub(crate) fn is_due(&mut self, step: usize) -> bool {
        match self.every {
            None => false,
            Some(CheckpointInterval::Steps(steps)) => (step as u64).is_multiple_of(steps),
            Some(CheckpointInterval::Seconds(seconds)) => {
                let due = self.last.elapsed() >= Duration::from_secs(seconds);
                if due {
                    self.last = Instant::now();
                }
                due
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn units_are_understood() {
        for (text, cadence) in [
            ("500steps", CheckpointInterval::Steps(500)),
            ("1step", CheckpointInterval::Steps(1)),
            ("90s", CheckpointInterval::Seconds(90)),
            ("10min", CheckpointInterval::Seconds(600)),
            ("2h", CheckpointInterval::Seconds(7200)),
        ] {
            assert_eq!(text.parse(), Ok(cadence));
        }
        for text in [
            "",
            "5",
            "steps",
            "0steps",
            "-3s",
            "1.5h",
            "10 min",
            "99999999999999999h",
        ] {
            assert_eq!(
                text.parse::<CheckpointInterval>(),
                Err(ParseCheckpointIntervalError),
                "{text}"
            );
        }
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(number in 1_u64.., steps: bool) {
            let cadence = if steps { CheckpointInterval::Steps(number) } else { CheckpointInterval::Seconds(number) };
            prop_assert_eq!(cadence.to_string().parse(), Ok(cadence));
        }

        #[test]
        fn no_text_panics(text in ".{0,12}") {
            let _ = text.parse::<CheckpointInterval>();
        }
    }

    #[test]
    fn steps_are_counted_from_the_runs_beginning() {
        let mut timer = Timer::start(Some(CheckpointInterval::Steps(5)));
        let due: Vec<usize> = (1..=12).filter(|step| timer.is_due(*step)).collect();
        assert_eq!(due, [5, 10]);
        assert!(!Timer::start(None).is_due(5));
    }
}
