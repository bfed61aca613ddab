//! The end of a run: the test set looked at once, if at all, and the figures of the whole.

use burn_mnist_data::DigitSet;
use burn_mnist_inference::evaluate;
use burn_mnist_model::Classifier;
use burn_mnist_run::record::{AugmentationCost, Evaluation, Status, Summary};
use burn_mnist_run::{Split, locate};

use super::TrainingRun;
use crate::error::TrainingError;

impl TrainingRun {
    /// How the run ended; if with its last epoch, the best checkpoint, read back from disk, is evaluated
    /// on the test set that there may be.
    pub(crate) fn finish(
        &mut self,
        test: Option<&DigitSet>,
    ) -> Result<(Status, Option<Evaluation>), TrainingError> {
        if let Some(failure) = self.failure.take() {
            return Err(failure);
        }
        self.check_fault()?;
        if self.state.finished_epochs() < self.recipe.epochs && !self.is_exhausted() {
            return Ok((Status::Interrupted, None));
        }
        let Some(test) = test else {
            return Ok((Status::Completed, None));
        };
        self.observer.testing(test.len());
        let best = locate(self.run.root())?;
        let classifier = Classifier::from_bytes(&best.bytes, &self.device)?;
        let scored = evaluate(&classifier, test.images(), test.labels(), &self.device)?;
        self.check_fault()?;
        Ok((Status::Completed, Some(scored.evaluation)))
    }

    /// What this process spent on augmentation; nothing where nothing was augmented.
    fn augmentation_cost(&self) -> Option<AugmentationCost> {
        let cost = &self.loader_cost;
        (cost.images() > 0).then(|| AugmentationCost {
            images: cost.images(),
            microseconds_per_image: 1e6 * cost.preparing_seconds() / cost.images() as f64,
            waited_seconds: cost.waited_seconds(),
        })
    }

    /// Figures over the finished epochs.
    pub(crate) fn summary(&self) -> Summary {
        let train = self
            .state
            .metrics
            .iter()
            .filter(|metrics| metrics.split == Split::Train);
        let (images, seconds) = train.fold((0, 0.0), |(images, seconds), metrics| {
            (images + metrics.count, seconds + metrics.seconds)
        });
        Summary {
            epochs: self.state.finished_epochs(),
            steps: self.state.step,
            seconds: self.seconds_before + self.started.elapsed().as_secs_f64(),
            train_images_per_second: (images > 0).then(|| images as f64 / seconds),
            best_epoch: (self.state.best_epoch > 0).then_some(self.state.best_epoch),
            augmentation: self.augmentation_cost(),
            validation_accuracy: self.state.best_validation().map(|best| best.accuracy),
        }
    }
}
