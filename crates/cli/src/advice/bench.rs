//! Advice on faults of comparisons.

use burn_mnist_bench::BenchError;

use super::Advise;

impl Advise for BenchError {
    fn advice(&self) -> Option<String> {
        let advice = match self {
            Self::Occupied { .. } => "name another directory with --out",
            Self::Missing { .. } => "`burn-mnist compare` creates one in artifacts/compare",
            Self::Empty(_) => {
                "`burn-mnist compare` creates one; give the path of one in another directory, such as DIR/artifacts/compare/NAME"
            }
            Self::Damaged { .. } => "remove that line; the others are intact",
            Self::Newer { .. } => "use the newer burn-mnist that wrote it",
            Self::NoSubject { .. } => "`burn-mnist backends` shows what this machine has",
            Self::Io { .. } => "free some space, or name another --out",
        };
        Some(advice.to_owned())
    }
}
