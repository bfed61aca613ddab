//! Advice on faults of saved networks.

use burn_mnist_inference::InferenceError;

use super::Advise;

impl Advise for InferenceError {
    fn advice(&self) -> Option<String> {
        match self {
            Self::Run(error) => error.advice(),
            Self::Weights { .. } => {
                Some("name a run or checkpoint that burn-mnist trained".to_owned())
            }
            Self::Device { .. }
            | Self::Drawing { .. }
            | Self::NoSuchClass { .. }
            | Self::Overflow => None,
        }
    }
}
