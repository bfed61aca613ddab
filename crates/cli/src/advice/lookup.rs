//! Advice on names that do not say which run is meant.

use burn_mnist_app::runs::RunLookupError;

use super::Advise;

/// How to search in another directory.
pub const OTHER_DIRECTORY: &str =
    "to search another artifacts directory, give --artifacts DIR or set BURN_MNIST_HOME";

impl Advise for RunLookupError {
    fn advice(&self) -> Option<String> {
        Some(match self {
            Self::NotFound { .. } => {
                format!("`burn-mnist runs list` lists the runs; {OTHER_DIRECTORY}")
            }
            Self::Ambiguous { .. } => {
                "name the directory of the run, or rename one with `burn-mnist runs label`"
                    .to_owned()
            }
        })
    }
}
