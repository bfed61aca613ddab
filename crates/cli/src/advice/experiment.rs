//! Advice on faults of sweeps and cross-validations.

use burn_mnist_experiment::ExperimentError;

use super::Advise;

impl Advise for ExperimentError {
    fn advice(&self) -> Option<String> {
        Some(self.hint().to_owned())
    }
}
