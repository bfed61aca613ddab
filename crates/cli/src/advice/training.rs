//! Advice on faults of a training run.

use burn_mnist_training::TrainingError;

use super::Advise;

impl Advise for TrainingError {
    fn advice(&self) -> Option<String> {
        match self {
            Self::Run(error) => error.advice(),
            other => other.hint(),
        }
    }
}
