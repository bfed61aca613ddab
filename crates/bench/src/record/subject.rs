//! What is compared: a backend on a device with a number of threads, or a peer.

use serde::{Deserialize, Serialize};

/// Something that is measured.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(default)]
pub struct Subject {
    /// As `--backends` or `--peers` named it.
    pub name: String,
    /// `burn`, `pytorch`, ...; empty for what never answered.
    pub framework: String,
    /// The framework's version.
    pub version: String,
    /// The framework's backend.
    pub backend: String,
    /// The device's selector; empty for the only one.
    pub device: String,
    /// The device's own name.
    pub device_name: String,
    /// `cpu`, `software`, `integrated`, `discrete`, `virtual` or `other`.
    pub kind: String,
    /// The driver and its version, where there is one.
    pub driver: Option<String>,
    /// Threads it was allowed; all cores where 0.
    pub threads: usize,
}

/// The program that measures, and Burn's workers with it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Software {
    /// This program's version.
    pub burn_mnist: String,
    /// Burn's version.
    pub burn: String,
    /// The compiler's version.
    pub rustc: String,
    /// The commit it was built from, with `-dirty` if it had changes; absent if unknown.
    pub commit: Option<String>,
    /// Cargo features of the build.
    pub features: Vec<String>,
    /// `release`, `debug` or another profile.
    pub profile: String,
    /// The optimisation level of the program's own crate, not of the kernels that are timed. Earlier builds recorded
    /// it; it is not shown.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub opt_level: String,
    /// Processor features the whole program was compiled for.
    pub target_features: Vec<String>,
    /// Processor features found at run time that kernels choose by.
    pub detected_features: Vec<String>,
}

impl Subject {
    /// One that has only been named.
    pub fn named(name: &str, threads: usize) -> Self {
        Self {
            name: name.to_owned(),
            threads,
            ..Self::default()
        }
    }
}
