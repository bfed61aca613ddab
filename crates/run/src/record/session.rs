//! One process's work on a run: a run that was resumed has had several.

use serde::{Deserialize, Serialize};

use super::{Hardware, Machine, Software};

/// When a process worked on a run, from where, and with what.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Session {
    /// When it began, RFC 3339.
    pub started_at: String,
    /// The checkpoint it went on from; absent where it began at the beginning.
    pub resumed_from: Option<String>,
    /// The backend and device.
    pub hardware: Hardware,
    /// The computer.
    pub machine: Machine,
    /// The programs.
    pub software: Software,
}
