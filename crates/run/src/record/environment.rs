//! Where and with what a run ran: enough to judge a figure by.

use serde::{Deserialize, Serialize};

/// The backend and device of a run.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hardware {
    /// The backend's name, as `--backend` takes it.
    pub backend: String,
    /// The device's selector, as `--backend NAME:SELECTOR` takes it; empty for the only one.
    pub device: String,
    /// The device's own name.
    pub device_name: String,
    /// `cpu`, `software`, `integrated`, `discrete`, `virtual` or `other`.
    pub kind: String,
    /// The driver and its version, where there is one.
    pub driver: Option<String>,
}

/// The computer of a run.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Machine {
    /// Operating system and version.
    pub os: String,
    /// Processor architecture.
    pub architecture: String,
    /// The processor's brand.
    pub cpu: String,
    /// Logical cores available.
    pub cores: usize,
    /// Memory in bytes.
    pub memory_bytes: u64,
}

/// The programs of a run.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Software {
    /// This program's version.
    pub burn_mnist: String,
    /// Burn's version.
    pub burn: String,
    /// The compiler's version.
    pub rustc: String,
    /// The commit this program was built from, with `-dirty` if it had changes; absent if unknown.
    pub commit: Option<String>,
    /// Cargo features of the build.
    pub features: Vec<String>,
}
