//! The artifacts directory that the program was started with: one for the whole process, as its arguments are.

use std::sync::OnceLock;

use burn_mnist_run::Artifacts;

/// The variable that names the directory where no argument does.
pub const VARIABLE: &str = "BURN_MNIST_HOME";

static ARTIFACTS: OnceLock<Artifacts> = OnceLock::new();

/// Sets the directory, before any command runs. Only the first call has an effect.
pub fn set(artifacts: Artifacts) {
    let _ = ARTIFACTS.set(artifacts);
}

/// The directory that was set, or the default one.
pub fn artifacts() -> Artifacts {
    ARTIFACTS.get().cloned().unwrap_or_default()
}
