//! Whether a saved network's probabilities are calibrated, and by what.

use burn_mnist_run::Calibration;
use serde::{Serialize, Serializer};

/// Whether a run's `calibration.json` is applied to the weights that were loaded, and if not, why.
///
/// It serializes as its [`name`](Self::name).
#[derive(Clone, Debug, PartialEq)]
pub enum CalibrationStatus {
    /// The run's calibration was fitted for these weights.
    Applied(Calibration),
    /// It was fitted for others, such as an earlier checkpoint: probabilities are the network's own.
    OtherWeights(Calibration),
    /// It was not to be looked for.
    Ignored,
    /// The run has no calibration.
    Absent,
}

impl CalibrationStatus {
    /// Its name in JSON.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Applied(_) => "applied",
            Self::OtherWeights(_) => "other_weights",
            Self::Ignored => "left_out",
            Self::Absent => "absent",
        }
    }

    /// Whether probabilities are calibrated.
    pub fn is_applied(&self) -> bool {
        matches!(self, Self::Applied(_))
    }
}

impl Serialize for CalibrationStatus {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}
