//! The course of a run as points over its epochs: lines of steps where there are any, else those of epochs.

use burn_mnist_run::{EpochMetrics, Metrics, RunRecord, Split, StepMetrics};
use serde_json::Value;

use super::words::{in_percent, rounded};

/// What a curve shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quantity {
    /// The share of images labelled right, in percent.
    Accuracy,
    /// The mean cross-entropy, in nats.
    Loss,
    /// The learning rate.
    LearningRate,
}

/// A point of a curve: epochs done, and the figure.
pub type Point = (f64, f64);

/// The metrics of a run, with what it takes to place them on an axis of epochs.
pub struct History<'a> {
    metrics: &'a Metrics,
    steps_per_epoch: Option<f64>,
}

impl<'a> History<'a> {
    /// The history of the run with these metrics.
    pub fn new(metrics: &'a Metrics, record: &RunRecord) -> Self {
        Self {
            metrics,
            steps_per_epoch: steps_per_epoch(metrics, record),
        }
    }

    /// Whether there are figures from within epochs.
    pub fn has_steps(&self) -> bool {
        !self.steps().is_empty()
    }

    /// The training curve in at most about `most` points, each the mean of its neighbours where there are more.
    pub fn training(&self, quantity: Quantity, most: usize) -> Vec<Point> {
        let steps = self.steps();
        let group = steps.len().div_ceil(most.max(1)).max(1);
        let within = steps
            .chunks(group)
            .filter_map(|lines| self.mean(lines, quantity));
        let has_steps = |epoch| steps.iter().any(|line| line.epoch == epoch);
        let whole = self
            .epochs(Split::Train)
            .filter(|line| !has_steps(line.epoch));
        let whole = whole.filter_map(|line| Some((line.epoch as f64, of_epoch(line, quantity)?)));
        let mut points: Vec<Point> = within.chain(whole).collect();
        points.sort_by(|(one, _), (other, _)| one.total_cmp(other));
        points
    }

    /// A point for each validation.
    pub fn validation(&self, quantity: Quantity) -> Vec<Point> {
        let lines = self.epochs(Split::Validation);
        lines
            .filter_map(|line| Some((line.epoch as f64, of_epoch(line, quantity)?)))
            .collect()
    }

    fn epochs(&self, split: Split) -> impl Iterator<Item = &'a EpochMetrics> {
        let epochs = self.metrics.epochs.iter();
        epochs.filter(move |line| line.split == split)
    }

    /// Lines of steps that have a place.
    fn steps(&self) -> &'a [StepMetrics] {
        match self.steps_per_epoch {
            Some(_) => &self.metrics.steps,
            None => &[],
        }
    }

    /// The mean over the images of these lines, at the end of the last of them.
    fn mean(&self, lines: &[StepMetrics], quantity: Quantity) -> Option<Point> {
        let last = lines.last()?;
        let epochs = last.step as f64 / self.steps_per_epoch?;
        let images = lines.iter().map(|line| line.count).sum::<usize>().max(1) as f64;
        let mean = |figure: fn(&StepMetrics) -> f64| {
            let sums = lines.iter().map(|line| figure(line) * line.count as f64);
            sums.sum::<f64>() / images
        };
        let figure = match quantity {
            Quantity::Accuracy => in_percent(mean(|line| line.accuracy)),
            Quantity::Loss => rounded(mean(|line| line.loss)),
            Quantity::LearningRate => last.learning_rate,
        };
        Some(((epochs * 1e3).round() / 1e3, figure))
    }
}

fn of_epoch(line: &EpochMetrics, quantity: Quantity) -> Option<f64> {
    match quantity {
        Quantity::Accuracy => Some(in_percent(line.accuracy)),
        Quantity::Loss => Some(rounded(line.loss)),
        Quantity::LearningRate => line.learning_rate,
    }
}

/// As the epochs that have ended say; before one has, from the images of an epoch and of a batch.
fn steps_per_epoch(metrics: &Metrics, record: &RunRecord) -> Option<f64> {
    let ended = metrics
        .epochs
        .iter()
        .find(|line| line.step > 0 && line.epoch > 0);
    if let Some(line) = ended {
        return Some(line.step as f64 / line.epoch as f64);
    }
    let batch = record.settings.get("batch_size").and_then(Value::as_u64)?;
    let steps = (record.dataset.train_count as u64).div_ceil(batch.max(1));
    (steps > 0).then_some(steps as f64)
}

#[cfg(test)]
mod tests {
    use burn_mnist_run::StepKind;

    use super::*;

    fn epoch(epoch: usize, split: Split, loss: f64) -> EpochMetrics {
        EpochMetrics {
            schema_version: EpochMetrics::VERSION,
            epoch,
            step: 200 * epoch,
            split,
            loss,
            accuracy: 0.9,
            count: 6400,
            learning_rate: Some(0.001),
            images_per_second: 1.0,
            seconds: 1.0,
        }
    }

    fn steps(step: usize, loss: f64) -> StepMetrics {
        StepMetrics {
            schema_version: StepMetrics::VERSION,
            kind: StepKind::Steps,
            epoch: 1 + (step - 1) / 200,
            step,
            loss,
            accuracy: 0.5,
            count: 1600,
            learning_rate: 0.001,
        }
    }

    #[test]
    fn steps_are_placed_by_the_share_of_their_epoch() {
        let metrics = Metrics {
            epochs: vec![
                epoch(1, Split::Train, 0.5),
                epoch(1, Split::Validation, 0.4),
            ],
            steps: vec![steps(50, 2.0), steps(100, 1.0), steps(300, 0.25)],
        };
        let history = History::new(&metrics, &RunRecord::default());
        assert!(history.has_steps());
        let loss = |most| history.training(Quantity::Loss, most);
        assert_eq!(loss(10), [(0.25, 2.0), (0.5, 1.0), (1.5, 0.25)]);
        assert_eq!(loss(2), [(0.5, 1.5), (1.5, 0.25)]);
        assert_eq!(history.validation(Quantity::Loss), [(1.0, 0.4)]);
    }

    #[test]
    fn epochs_without_steps_have_a_point_each() {
        let metrics = Metrics {
            epochs: vec![epoch(1, Split::Train, 0.5), epoch(2, Split::Train, 0.3)],
            steps: vec![steps(250, 0.4)],
        };
        let history = History::new(&metrics, &RunRecord::default());
        let points = history.training(Quantity::Loss, 10);
        assert_eq!(points, [(1.0, 0.5), (1.25, 0.4)]);
    }

    #[test]
    fn a_run_in_its_first_epoch_is_placed_by_its_settings() {
        let metrics = Metrics {
            epochs: Vec::new(),
            steps: vec![steps(50, 2.0)],
        };
        let mut record = RunRecord::default();
        assert!(!History::new(&metrics, &record).has_steps());
        record.settings.insert("batch_size".to_owned(), 32.into());
        record.dataset.train_count = 3190;
        let history = History::new(&metrics, &record);
        assert_eq!(history.training(Quantity::Loss, 10), [(0.5, 2.0)]);
    }
}
