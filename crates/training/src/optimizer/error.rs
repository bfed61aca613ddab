//! Why bytes are not the state of an optimizer.

use burn_mnist_diagnostic::{Diagnostic, Kind};

/// What is wrong with an optimizer's record.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum OptimizerRecordError {
    /// It is no record at all.
    #[error("{reason}")]
    Unreadable {
        /// What Burn found.
        reason: String,
    },
    /// A parameter's count of steps or of dimensions is missing or impossible.
    #[error("no steps or rank of parameter {id}")]
    NoSteps {
        /// The parameter's id.
        id: u64,
    },
    /// It holds more numbers than the network's parameters have, or fewer.
    #[error("expected {expected} numbers, found {found}")]
    Count {
        /// Numbers expected.
        expected: usize,
        /// Numbers in the record.
        found: usize,
    },
    /// A tensor belongs to no weight of the network.
    #[error("{name} belongs to no weight")]
    Foreign {
        /// The tensor's name.
        name: String,
    },
    /// A weight lacks a tensor.
    #[error("{name} is missing")]
    Missing {
        /// The tensor's name.
        name: String,
    },
    /// A tensor is not of its weight's shape and type.
    #[error("{name}: expected {expected}, found {found}")]
    Mismatch {
        /// The tensor's name.
        name: String,
        /// Type and shape expected.
        expected: String,
        /// Type and shape in the record.
        found: String,
    },
    /// A tensor holds NaN or an infinity.
    #[error("{name} is not finite")]
    NotFinite {
        /// The tensor's name.
        name: String,
    },
    /// Burn would record other bytes than it read.
    #[error("it reads back differently from what was written")]
    Changed,
}

impl OptimizerRecordError {
    pub(super) fn unreadable(error: impl std::fmt::Display) -> Self {
        Self::Unreadable {
            reason: error.to_string(),
        }
    }
}

impl Diagnostic for OptimizerRecordError {
    fn kind(&self) -> Kind {
        Kind::Checkpoint
    }

    fn expected(&self) -> Option<String> {
        match self {
            Self::Count { expected, .. } => Some(format!("{expected} numbers")),
            Self::Mismatch { expected, .. } => Some(expected.clone()),
            _ => None,
        }
    }

    fn found(&self) -> Option<String> {
        match self {
            Self::Count { found, .. } => Some(format!("{found} numbers")),
            Self::Mismatch { found, .. } => Some(found.clone()),
            _ => None,
        }
    }
}
