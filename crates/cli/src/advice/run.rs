//! Advice on faults of run directories.

use burn_mnist_run::RunError;

use super::Advise;

impl Advise for RunError {
    fn advice(&self) -> Option<String> {
        self.hint()
    }
}
