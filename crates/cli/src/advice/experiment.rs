//! Advice on faults of sweeps and cross-validations.

use burn_mnist_experiment::ExperimentError;

use super::Advise;

impl Advise for ExperimentError {
    fn advice(&self) -> Option<String> {
        let advice = match self {
            Self::Io { .. } => "check free space and permissions",
            Self::Missing { .. } | Self::Empty(_) => "name the directory that holds its plan.json",
            Self::Occupied { .. } => {
                "name another directory with --out, or continue the existing one with --resume"
            }
            Self::Foreign { .. } => "use the same settings, or name another directory with --out",
            Self::Locked { .. } => "wait for it to end, or divide the trials with --shard",
            Self::Damaged { .. } => {
                "remove that line; its trial runs again, and the others are intact"
            }
            Self::Newer { .. } => "use the newer burn-mnist that wrote it",
            Self::TooMany { .. } => "give shorter lists, or draw some points with --random N",
        };
        Some(advice.to_owned())
    }
}
