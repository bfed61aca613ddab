//! Advice on faults of sweeps and cross-validations.

use burn_mnist_experiment::ExperimentError;

use super::Advise;
use super::lookup::OTHER_DIRECTORY;

impl Advise for ExperimentError {
    fn advice(&self) -> Option<String> {
        let advice = match self {
            Self::Io { .. } => "check free space and permissions",
            Self::Missing { .. } | Self::Empty(_) => {
                return Some(format!(
                    "name the directory that holds its plan.json; {OTHER_DIRECTORY}"
                ));
            }
            Self::Occupied { .. } => {
                "name another directory with --out, or go on with the one there with --resume"
            }
            Self::Foreign { .. } => "ask for the same, or name another directory with --out",
            Self::Locked { .. } => "wait for it, or share the trials out with --shard",
            Self::Damaged { .. } => {
                "remove that line; its trial is done again, and the others are whole"
            }
            Self::Newer { .. } => "use the newer burn-mnist that wrote it",
            Self::TooMany { .. } => "give shorter lists, or draw some points with --random N",
        };
        Some(advice.to_owned())
    }
}
