//! Loss and accuracy of the batches as they pass, read from the device a few dozen steps at a time.
//!
//! Reading them each step would make a GPU wait for the host 1,875 times an epoch.

use burn::tensor::Tensor;
use burn::train::ClassificationOutput;
use burn_mnist_model::CLASSES;
use burn_mnist_model::output::argmax;
use burn_mnist_run::checkpoint::PartialEpoch;

use crate::error::TrainingError;

/// Steps between two readings.
const STEPS: usize = 64;

/// Running sums over an epoch's images.
#[derive(Default)]
pub(crate) struct RunningMetrics {
    losses: Vec<Tensor<1>>,
    logits: Vec<Tensor<2>>,
    labels: Vec<Vec<u8>>,
    loss_sum: f64,
    correct: usize,
    images: usize,
}

impl RunningMetrics {
    /// Goes on from what an epoch had come to.
    pub(crate) fn resume(partial: &PartialEpoch) -> Self {
        Self {
            loss_sum: partial.loss_sum,
            correct: partial.correct,
            images: partial.images,
            ..Self::default()
        }
    }

    /// The metrics of the epoch after `steps` steps and so many seconds, as last
    /// [`read`](Self::read).
    pub(crate) fn partial(&self, steps: usize, seconds: f64) -> PartialEpoch {
        PartialEpoch {
            steps,
            images: self.images,
            loss_sum: self.loss_sum,
            correct: self.correct,
            seconds,
        }
    }

    /// Notes a step; says whether it is time to [`read`](Self::read).
    pub(crate) fn add(&mut self, output: &ClassificationOutput, labels: Vec<u8>) -> bool {
        self.losses.push(output.loss.clone().inner());
        self.logits.push(output.output.clone().inner());
        self.labels.push(labels);
        self.losses.len() >= STEPS
    }

    /// Fetches what was noted since the last reading.
    pub(crate) fn read(&mut self) -> Result<(), TrainingError> {
        if self.losses.is_empty() {
            return Ok(());
        }
        let failed = "reading the loss";
        let losses = Tensor::cat(std::mem::take(&mut self.losses), 0);
        let losses: Vec<f32> = losses
            .try_into_vec_as()
            .map_err(TrainingError::device(failed))?;
        let logits = rows(Tensor::cat(std::mem::take(&mut self.logits), 0), failed)?;
        let labels = std::mem::take(&mut self.labels);
        for (loss, labels) in losses.iter().zip(&labels) {
            self.loss_sum += f64::from(*loss) * labels.len() as f64;
        }
        for (logits, label) in logits.iter().zip(labels.concat()) {
            self.correct += usize::from(argmax(logits) == label);
            self.images += 1;
        }
        Ok(())
    }

    /// Images read so far.
    pub(crate) fn images(&self) -> usize {
        self.images
    }

    /// Mean loss over the images read; NaN stays NaN.
    pub(crate) fn loss(&self) -> f64 {
        self.loss_sum / self.images.max(1) as f64
    }

    /// Share of the images read that were labelled right.
    pub(crate) fn accuracy(&self) -> f64 {
        self.correct as f64 / self.images.max(1) as f64
    }
}

/// Reads `[batch, 10]` into host memory.
fn rows(logits: Tensor<2>, doing: &'static str) -> Result<Vec<[f32; CLASSES]>, TrainingError> {
    let values: Vec<f32> = logits
        .try_into_vec_as()
        .map_err(TrainingError::device(doing))?;
    Ok(values.as_chunks().0.to_vec())
}

#[cfg(test)]
mod tests {
    use burn::tensor::Device;

    use super::*;

    fn output(loss: f32, logits: [[f32; 10]; 2]) -> ClassificationOutput {
        let device = Device::flex().autodiff();
        ClassificationOutput::new(
            Tensor::from_data([loss], &device),
            Tensor::from_data(logits, &device),
            Tensor::from_data([0, 0], &device),
        )
    }

    #[test]
    fn means_are_over_images_whatever_the_reading() {
        let mut three = [[0.0; 10]; 2];
        three[0][3] = 1.0;
        three[1][4] = 1.0;
        let mut metrics = RunningMetrics::default();
        metrics.add(&output(1.0, three), vec![3, 3]);
        metrics.read().unwrap();
        let mut metrics = RunningMetrics::resume(&metrics.partial(1, 0.1));
        metrics.add(&output(0.5, three), vec![3, 4]);
        metrics.read().unwrap();
        metrics.read().unwrap();
        assert_eq!(
            (metrics.images(), metrics.loss(), metrics.accuracy()),
            (4, 0.75, 0.75)
        );
    }

    #[test]
    fn a_loss_that_is_no_number_shows() {
        let mut metrics = RunningMetrics::default();
        metrics.add(&output(f32::NAN, [[0.0; 10]; 2]), vec![0, 0]);
        metrics.read().unwrap();
        assert!(metrics.loss().is_nan());
    }
}
