//! Advice on faults of comparisons.

use burn_mnist_bench::BenchError;

use super::Advise;

impl Advise for BenchError {
    fn advice(&self) -> Option<String> {
        let advice = match self {
            Self::Occupied { .. } => "name another directory with --out",
            Self::Missing { .. } => "`burn-mnist compare` makes one under artifacts/compare",
            Self::Empty(_) => {
                "`burn-mnist compare` makes one; one in another place is named by its path, such as DIR/artifacts/compare/NAME"
            }
            Self::Damaged { .. } => "remove that line; the others are whole",
            Self::Newer { .. } => "use the newer burn-mnist that wrote it",
            Self::NoSubject { .. } => "`burn-mnist backends` shows what this machine has",
            Self::Io { .. } => "free some space, or name another --out",
        };
        Some(advice.to_owned())
    }
}
