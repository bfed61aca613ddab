//! A run as it goes: a bar with loss, accuracy, rate and time left on a terminal, a line an epoch anyway.

use burn_mnist_run::RunDirectory;
use burn_mnist_training::Observer;
use burn_mnist_training::observer::{EpochReport, Progress};
use indicatif::{ProgressBar, ProgressStyle};

use crate::output::Output;

/// One line an epoch.
pub struct Lines {
    output: Output,
}

impl Lines {
    /// Lines on stderr, unless quiet.
    pub fn new(output: Output) -> Self {
        Self { output }
    }
}

impl Observer for Lines {
    fn started(&mut self, run: &RunDirectory) {
        self.output.note(format!("run {}", run.root().display()));
    }

    fn epoch_finished(&mut self, report: &EpochReport) {
        self.output.note(line(report));
    }

    fn testing(&mut self, images: usize) {
        self.output
            .note(format!("testing the best checkpoint on {images} images"));
    }
}

/// A bar for the epoch at hand, above the lines of those before.
pub struct Bars {
    lines: Lines,
    bar: ProgressBar,
}

impl Bars {
    /// A bar that appears with the first progress.
    pub fn new(output: Output) -> Self {
        Self {
            lines: Lines::new(output),
            bar: ProgressBar::hidden(),
        }
    }

    fn restart(&mut self, progress: &Progress) {
        self.bar = ProgressBar::new(progress.images_per_epoch as u64);
        let template = "{prefix} {bar:30} {pos}/{len} {msg} {eta} left";
        // The template is a constant; were it wrong, the default style serves.
        if let Ok(style) = ProgressStyle::with_template(template) {
            self.bar.set_style(style);
        }
        self.bar
            .set_prefix(format!("epoch {}/{}", progress.epoch, progress.epochs));
    }
}

impl Observer for Bars {
    fn started(&mut self, run: &RunDirectory) {
        self.lines.started(run);
    }

    fn progress(&mut self, progress: &Progress) {
        if self.bar.is_hidden() || self.bar.is_finished() {
            self.restart(progress);
        }
        self.bar.set_position(progress.images as u64);
        self.bar.set_message(format!(
            "loss {:.4} accuracy {:.2} % {:.0} images/s",
            progress.loss,
            100.0 * progress.accuracy,
            progress.images_per_second
        ));
    }

    fn epoch_finished(&mut self, report: &EpochReport) {
        self.bar.finish_and_clear();
        self.lines.epoch_finished(report);
    }

    fn testing(&mut self, images: usize) {
        self.lines.testing(images);
    }
}

fn line(report: &EpochReport) -> String {
    let EpochReport {
        epochs,
        train,
        validation,
        best,
    } = report;
    let mut line = format!(
        "epoch {}/{epochs}  train loss {:.4} accuracy {:.2} %",
        train.epoch,
        train.loss,
        100.0 * train.accuracy
    );
    if let Some(validation) = validation {
        let accuracy = 100.0 * validation.accuracy;
        line += &format!(
            "  validation loss {:.4} accuracy {accuracy:.2} %",
            validation.loss
        );
    }
    line += &format!(
        "  {:.1} s  {:.0} images/s",
        train.seconds, train.images_per_second
    );
    if validation.is_some() && *best {
        line += "  best";
    }
    line
}

#[cfg(test)]
mod tests {
    use burn_mnist_run::{EpochMetrics, Split};

    use super::*;

    #[test]
    fn an_epoch_is_one_line_that_says_all() {
        let metrics = |split, accuracy| EpochMetrics {
            schema_version: EpochMetrics::VERSION,
            epoch: 2,
            step: 3438,
            split,
            loss: 0.123_45,
            accuracy,
            count: 55_000,
            learning_rate: Some(0.001),
            images_per_second: 61_234.5,
            seconds: 0.898,
        };
        let mut report = EpochReport {
            epochs: 5,
            train: metrics(Split::Train, 0.965),
            validation: Some(metrics(Split::Validation, 0.9712)),
            best: true,
        };
        assert_eq!(
            line(&report),
            "epoch 2/5  train loss 0.1235 accuracy 96.50 %  validation loss 0.1235 accuracy 97.12 %  0.9 s  61234 images/s  best"
        );
        report.validation = None;
        assert_eq!(
            line(&report),
            "epoch 2/5  train loss 0.1235 accuracy 96.50 %  0.9 s  61234 images/s"
        );
    }
}
