//! What is recorded of a machine at one moment.

use serde::{Deserialize, Serialize};

use super::{Load, Memory, OperatingSystem, Power, Processor, Virtualisation};

/// A machine at one moment.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Environment {
    /// A short name for the machine: the same for all its records, another for another machine.
    ///
    /// The first eight hexadecimal digits of the SHA-256 of processor, cores, memory in whole GiB and
    /// kind of operating system. Two machines bought alike share it; an update does not change it.
    pub machine: String,
    /// Its processor.
    pub cpu: Processor,
    /// Its main memory.
    pub memory: Memory,
    /// Its operating system.
    pub system: OperatingSystem,
    /// Whether it is a machine at all, or a guest of one.
    pub virtualisation: Virtualisation,
    /// Where its current comes from, and whether it got too hot.
    pub power: Power,
    /// How busy it was.
    pub load: Option<Load>,
}
