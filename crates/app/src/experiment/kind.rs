//! Kinds of experiment, and where each is kept.

use std::path::Path;

use burn_mnist_experiment::{CROSS_VALIDATIONS, Plan, SWEEPS};

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

    /// Where those of its kind land.
    pub(super) fn home(self) -> &'static Path {
        Path::new(match self {
            Self::Sweep => SWEEPS,
            Self::CrossValidation => CROSS_VALIDATIONS,
        })
    }

    pub(super) fn of(plan: &Plan) -> Self {
        match plan.folds {
            Some(_) => Self::CrossValidation,
            None => Self::Sweep,
        }
    }
}
