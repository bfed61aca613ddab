//! The directory that holds all runs, sweeps, cross-validations and comparisons.

use std::path::{Path, PathBuf};

/// The artifacts directory unless another one is named, relative to the working directory.
pub const DEFAULT: &str = "artifacts";

/// One artifacts directory: where new runs and experiments are created, and where their names are looked up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Artifacts {
    root: PathBuf,
}

impl Artifacts {
    /// The artifacts directory at `root`, which need not exist yet.
    pub fn new(root: impl Into<PathBuf>) -> Self {
        Self { root: root.into() }
    }

    /// The directory itself.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The directory of runs.
    pub fn runs(&self) -> PathBuf {
        self.root.join("runs")
    }

    /// The directory of sweeps.
    pub fn sweeps(&self) -> PathBuf {
        self.root.join("sweeps")
    }

    /// The directory of cross-validations.
    pub fn cross_validations(&self) -> PathBuf {
        self.root.join("cross-validations")
    }

    /// The directory of comparisons.
    pub fn comparisons(&self) -> PathBuf {
        self.root.join("compare")
    }

    /// The directory of pages of several runs.
    pub fn reports(&self) -> PathBuf {
        self.root.join("reports")
    }
}

impl Default for Artifacts {
    fn default() -> Self {
        Self::new(DEFAULT)
    }
}
