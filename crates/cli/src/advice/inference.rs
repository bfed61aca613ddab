//! Advice on faults of saved networks.

use burn_mnist_inference::InferenceError;

use super::Advise;

impl Advise for InferenceError {
    fn advice(&self) -> Option<String> {
        match self {
            Self::Backend(error) => error.advice(),
            Self::Run(error) => error.advice(),
            Self::Picture(error) => error.advice(),
            Self::Weights { .. } => {
                Some("name a run or checkpoint that burn-mnist trained".to_owned())
            }
            Self::Foreign { .. } => Some(
                "name a run, a checkpoint or a .bpk file of burn-mnist: weights of other programs cannot be \
                 imported"
                    .to_owned(),
            ),
            Self::LossNotFinite { .. } => {
                Some("lower --learning-rate; earlier checkpoints are kept".to_owned())
            }
            Self::Device {
                doing: "evaluating",
                ..
            } => Some(
                "check the driver, or try a smaller --batch-size or --hidden, or --backend flex"
                    .to_owned(),
            ),
            Self::Device { .. }
            | Self::Drawing { .. }
            | Self::LabelCount { .. }
            | Self::NoSuchClass { .. }
            | Self::Overflow
            | Self::WeightsBytes { .. } => None,
        }
    }
}
