//! Loss and accuracy of the batches as they pass, read from the device a few dozen steps at a time.
//!
//! Reading them each step would make a GPU wait for the host 1,875 times an epoch.

use burn::tensor::Tensor;
use burn::train::ClassificationOutput;
use burn_mnist_model::CLASSES;
use burn_mnist_model::output::argmax;
use burn_mnist_run::checkpoint::{PartialEpoch, StepSums};
use burn_mnist_run::{StepKind, StepMetrics};

use crate::error::TrainingError;

/// Steps between two readings.
const STEPS: usize = 64;

/// Running sums over an epoch's images, and the lines of steps that they result in.
#[derive(Default)]
pub(crate) struct RunningMetrics {
    losses: Vec<Tensor<1>>,
    logits: Vec<Tensor<2>>,
    labels: Vec<Vec<u8>>,
    line_ends: Vec<Option<LineEnd>>,
    loss_sum: f64,
    correct: usize,
    images: usize,
    /// Sums since the last line.
    since_line: StepSums,
    lines: Vec<StepMetrics>,
}

/// The step that completes a line, with what the line says of it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct LineEnd {
    pub(crate) epoch: usize,
    /// Steps done in the run.
    pub(crate) step: usize,
    pub(crate) learning_rate: f64,
}

impl RunningMetrics {
    /// Goes on from what an epoch had come to.
    pub(crate) fn resume(partial: &PartialEpoch) -> Self {
        Self {
            loss_sum: partial.loss_sum,
            correct: partial.correct,
            images: partial.images,
            since_line: partial.since_line.clone().unwrap_or_default(),
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
            since_line: (self.since_line.images > 0).then(|| self.since_line.clone()),
        }
    }

    /// Notes a step and the line that it completes, if any; says whether it is time to [`read`](Self::read).
    pub(crate) fn add(
        &mut self,
        output: &ClassificationOutput,
        labels: Vec<u8>,
        line_end: Option<LineEnd>,
    ) -> bool {
        self.line_ends.push(line_end);
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
        let line_ends = std::mem::take(&mut self.line_ends);
        let mut logits = logits.iter();
        for ((loss, labels), line_end) in losses.iter().zip(labels).zip(line_ends) {
            let answers = labels.iter().zip(&mut logits);
            let correct = answers
                .filter(|(label, logits)| argmax(logits) == **label)
                .count();
            self.count(
                f64::from(*loss) * labels.len() as f64,
                correct,
                labels.len(),
            );
            if let Some(end) = line_end {
                self.complete_line(end);
            }
        }
        Ok(())
    }

    fn count(&mut self, loss_sum: f64, correct: usize, images: usize) {
        self.loss_sum += loss_sum;
        self.correct += correct;
        self.images += images;
        self.since_line.loss_sum += loss_sum;
        self.since_line.correct += correct;
        self.since_line.images += images;
    }

    fn complete_line(&mut self, end: LineEnd) {
        let sums = std::mem::take(&mut self.since_line);
        let images = sums.images.max(1) as f64;
        self.lines.push(StepMetrics {
            schema_version: StepMetrics::VERSION,
            kind: StepKind::Steps,
            epoch: end.epoch,
            step: end.step,
            loss: sums.loss_sum / images,
            accuracy: sums.correct as f64 / images,
            count: sums.images,
            learning_rate: end.learning_rate,
        });
    }

    /// The lines completed since the last call, as last [`read`](Self::read).
    pub(crate) fn take_lines(&mut self) -> Vec<StepMetrics> {
        std::mem::take(&mut self.lines)
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
        metrics.add(&output(1.0, three), vec![3, 3], None);
        metrics.read().unwrap();
        let mut metrics = RunningMetrics::resume(&metrics.partial(1, 0.1));
        metrics.add(&output(0.5, three), vec![3, 4], None);
        metrics.read().unwrap();
        metrics.read().unwrap();
        assert_eq!(
            (metrics.images(), metrics.loss(), metrics.accuracy()),
            (4, 0.75, 0.75)
        );
    }

    #[test]
    fn a_line_is_the_mean_since_the_last_one_also_if_interrupted() {
        let mut threes = [[0.0; 10]; 2];
        threes[0][3] = 1.0;
        threes[1][3] = 1.0;
        let end = |step| LineEnd {
            epoch: 2,
            step,
            learning_rate: 0.5,
        };
        let mut metrics = RunningMetrics::default();
        metrics.add(&output(1.0, threes), vec![3, 3], Some(end(7)));
        metrics.add(&output(0.5, threes), vec![3, 4], None);
        metrics.read().unwrap();
        let lines = metrics.take_lines();
        assert_eq!(lines.len(), 1);
        assert_eq!((lines[0].loss, lines[0].accuracy), (1.0, 1.0));
        assert!(metrics.take_lines().is_empty());

        let mut metrics = RunningMetrics::resume(&metrics.partial(2, 0.1));
        metrics.add(&output(0.25, threes), vec![4, 4], Some(end(9)));
        assert!(metrics.take_lines().is_empty(), "nothing was read");
        metrics.read().unwrap();
        let expected = StepMetrics {
            schema_version: StepMetrics::VERSION,
            kind: StepKind::Steps,
            epoch: 2,
            step: 9,
            loss: 0.375,
            accuracy: 0.25,
            count: 4,
            learning_rate: 0.5,
        };
        assert_eq!(metrics.take_lines(), [expected]);
        assert_eq!(metrics.partial(3, 0.1).since_line, None);
    }

    #[test]
    fn a_loss_that_is_no_number_shows() {
        let mut metrics = RunningMetrics::default();
        metrics.add(&output(f32::NAN, [[0.0; 10]; 2]), vec![0, 0], None);
        metrics.read().unwrap();
        assert!(metrics.loss().is_nan());
    }
}
