//! Kinds of experiment, and where each is kept.

use std::path::PathBuf;

use burn_mnist_experiment::Plan;
use burn_mnist_run::Artifacts;

/// What an experiment is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExperimentKind {
    /// Points of a space of settings, compared.
    Sweep,
    /// One recipe, scored on each fold of the training images in turn.
    CrossValidation,
}

impl ExperimentKind {
    /// What people call it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Sweep => "sweep",
            Self::CrossValidation => "cross-validation",
        }
    }

    /// The directory of all of this kind.
    pub(super) fn home(self, artifacts: &Artifacts) -> PathBuf {
        match self {
            Self::Sweep => artifacts.sweeps(),
            Self::CrossValidation => artifacts.cross_validations(),
        }
    }

    pub(super) fn of(plan: &Plan) -> Self {
        match plan.folds {
            Some(_) => Self::CrossValidation,
            None => Self::Sweep,
        }
    }
}
