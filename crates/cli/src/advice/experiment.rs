//! Advice on faults of sweeps and cross-validations.

use burn_mnist_experiment::ExperimentError;
use burn_mnist_run::{JournalError, StoreError};

use super::Advise;
use super::lookup::OTHER_DIRECTORY;

impl Advise for ExperimentError {
    fn advice(&self) -> Option<String> {
        let advice = match self {
            Self::Store(StoreError::Missing { .. } | StoreError::Empty(_)) => {
                return Some(format!(
                    "name the directory that holds its plan.json; {OTHER_DIRECTORY}"
                ));
            }
            Self::Store(StoreError::Io { .. })
            | Self::Journal(JournalError::Io { .. } | JournalError::Write { .. }) => {
                "check free space and permissions"
            }
            Self::Store(StoreError::Occupied { .. }) => {
                "name another directory with --out, or continue the existing one with --resume"
            }
            Self::Foreign { .. } => "use the same settings, or name another directory with --out",
            Self::Journal(JournalError::Locked { .. }) => {
                "wait for it to end, or divide the trials with --shard"
            }
            Self::Journal(JournalError::Damaged { .. }) => {
                "remove that line; its trial runs again, and the others are intact"
            }
            Self::Journal(JournalError::Newer { .. }) => "use the newer burn-mnist that wrote it",
            Self::TooManyTrials { .. } => "lower --seeds, or give fewer points",
            Self::TooMany { .. } => "give shorter lists, or draw some points with --random N",
        };
        Some(advice.to_owned())
    }
}
