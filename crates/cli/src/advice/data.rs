//! Advice on faults of data sets.

use burn_mnist_data::DataError;

use super::Advise;

impl Advise for DataError {
    fn advice(&self) -> Option<String> {
        Some(self.hint().to_owned())
    }
}
