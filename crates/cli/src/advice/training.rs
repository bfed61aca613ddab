//! Advice on faults of a training run.

use burn_mnist_model::WeightsError;
use burn_mnist_training::TrainingError;

use super::Advise;

impl Advise for TrainingError {
    fn advice(&self) -> Option<String> {
        match self {
            Self::Run(error) => error.advice(),
            Self::NotFinite { .. }
            | Self::Overflow { .. }
            | Self::Weights(WeightsError::NotFinite { .. }) => {
                Some("lower --learning-rate; earlier checkpoints are kept".to_owned())
            }
            Self::Device { .. } => Some(
                "check the driver, or try a smaller --batch-size or --hidden, or --backend flex"
                    .to_owned(),
            ),
            Self::NothingToTrain => Some("lower --validation or raise --limit".to_owned()),
            Self::Evaluation(error) => error.advice(),
            Self::Weights(_)
            | Self::CheckpointerSilent { .. }
            | Self::CheckpointerGone { .. }
            | Self::Learner { .. } => None,
        }
    }
}
