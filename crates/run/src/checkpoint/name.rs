//! A checkpoint's name: the epoch it was taken in and the steps done by then.

use std::fmt;
use std::fs;
use std::io;
use std::path::Path;
use std::str::FromStr;

use crate::error::RunError;

/// `epoch-0003-step-005625`; names of one run sort in the order they were taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct CheckpointName {
    /// The epoch, counted from 1.
    pub epoch: usize,
    /// Optimizer steps done since the run began.
    pub step: usize,
}

impl CheckpointName {
    /// The checkpoints of a directory, the oldest first; none if there is no such directory.
    ///
    /// # Errors
    ///
    /// [`RunError::Io`] if it cannot be read.
    pub fn list(checkpoints: &Path) -> Result<Vec<Self>, RunError> {
        let entries = match fs::read_dir(checkpoints) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            entries => entries.map_err(RunError::io("read", checkpoints))?,
        };
        let names = entries.flatten().map(|entry| entry.file_name());
        let mut names: Vec<Self> = names
            .filter_map(|name| name.to_str()?.parse().ok())
            .collect();
        names.sort_unstable();
        Ok(names)
    }
}

impl fmt::Display for CheckpointName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "epoch-{:04}-step-{:06}", self.epoch, self.step)
    }
}

/// Why a text is not the name of a checkpoint.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected a name such as epoch-0003-step-005625")]
pub struct ParseCheckpointNameError;

impl FromStr for CheckpointName {
    type Err = ParseCheckpointNameError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (epoch, step) = text
            .strip_prefix("epoch-")
            .and_then(|rest| rest.split_once("-step-"))
            .ok_or(ParseCheckpointNameError)?;
        let number = |digits: &str| digits.parse().map_err(|_| ParseCheckpointNameError);
        let name = Self {
            epoch: number(epoch)?,
            step: number(step)?,
        };
        // Only the one spelling: `epoch-3-step-+5` names no directory of ours.
        if name.to_string() == text {
            Ok(name)
        } else {
            Err(ParseCheckpointNameError)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_survive_the_round_trip() {
        let name = CheckpointName {
            epoch: 3,
            step: 5625,
        };
        assert_eq!(name.to_string(), "epoch-0003-step-005625");
        assert_eq!("epoch-0003-step-005625".parse(), Ok(name));
        let long = CheckpointName {
            epoch: 12_345,
            step: 98_765_432,
        };
        assert_eq!(long.to_string().parse(), Ok(long));
    }

    #[test]
    fn other_names_are_refused() {
        for text in [
            "",
            "epoch-3-step-5",
            "epoch-0003",
            "epoch-0003-step-005625/..",
            "latest",
        ] {
            assert_eq!(
                text.parse::<CheckpointName>(),
                Err(ParseCheckpointNameError),
                "{text}"
            );
        }
    }
}
