//! A device that failed.

use burn_mnist_diagnostic::{Diagnostic, Kind};

/// The device failed to compute or to hand over its results.
#[derive(Clone, Debug, thiserror::Error)]
#[error("{reason}")]
pub struct DeviceError {
    /// What it or its driver said.
    pub reason: String,
}

impl DeviceError {
    /// The failure that `message` describes. Drivers' messages run over many lines: what failed is kept,
    /// without the places it passed.
    pub fn new(message: impl std::fmt::Display) -> Self {
        let message = message.to_string();
        let lines = message.lines().map(str::trim).filter(|line| {
            !line.is_empty() && !line.contains("backtrace") && !line.starts_with("Asked at")
        });
        Self {
            reason: lines.take(3).collect::<Vec<_>>().join("; "),
        }
    }
}

impl Diagnostic for DeviceError {
    fn kind(&self) -> Kind {
        Kind::Failure
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_message_is_cut_to_what_failed() {
        let message = "out of memory\n\n  Asked at tensor.rs:7\nwanted 3 GiB\nbacktrace:\n0: main";
        let expected = "out of memory; wanted 3 GiB; 0: main";
        assert_eq!(DeviceError::new(message).to_string(), expected);
    }
}
