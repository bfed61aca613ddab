//! The programs of a run, for records.

use burn_mnist_run::record::Software;

use super::BackendKind;

/// The Burn this workspace is pinned to.
pub const BURN: &str = "0.22.1";

/// What only the program itself knows: it is compiled after every commit, this crate is not.
#[derive(Clone, Copy, Debug)]
pub struct Build {
    /// The program's version.
    pub version: &'static str,
    /// The compiler's version.
    pub rustc: &'static str,
    /// The commit it was built from; empty if unknown.
    pub commit: &'static str,
}

impl Build {
    /// The programs that a run of this build runs with.
    pub fn software(&self) -> Software {
        Software {
            burn_mnist: self.version.to_owned(),
            burn: BURN.to_owned(),
            rustc: self.rustc.to_owned(),
            commit: (!self.commit.is_empty()).then(|| self.commit.to_owned()),
            features: features(),
        }
    }
}

/// The cargo features that decide which backends there are, and how fast they are.
pub fn features() -> Vec<String> {
    let backends = BackendKind::ALL
        .into_iter()
        .filter(|backend| backend.is_compiled());
    let mut features: Vec<String> = backends
        .map(|backend| backend.feature().to_owned())
        .collect();
    if cfg!(feature = "gpu") {
        features.push("gpu".to_owned());
    }
    features
}
