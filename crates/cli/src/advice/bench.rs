//! Advice on faults of comparisons.

use burn_mnist_bench::BenchError;

use super::Advise;
use super::lookup::OTHER_DIRECTORY;

impl Advise for BenchError {
    fn advice(&self) -> Option<String> {
        let advice = match self {
            Self::Occupied { .. } => "name another directory with --out",
            Self::Missing { .. } => {
                return Some(format!(
                    "`burn-mnist compare` creates one; {OTHER_DIRECTORY}"
                ));
            }
            Self::Empty(_) => {
                return Some(format!(
                    "`burn-mnist compare` creates one; {OTHER_DIRECTORY}"
                ));
            }
            Self::Damaged { .. } => "remove that line; the others are intact",
            Self::Newer { .. } => "use the newer burn-mnist that wrote it",
            Self::NoSubject { .. } => "`burn-mnist backends` shows what this machine has",
            Self::Io { .. } => "free some space, or name another --out",
        };
        Some(advice.to_owned())
    }
}
