//! Progress of a run: a line for each epoch, and on a terminal one progress line below them.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

use burn_mnist_run::RunDirectory;
use burn_mnist_training::Observer;
use burn_mnist_training::observer::{EpochReport, Progress};
use indicatif::{ProgressBar, ProgressStyle};

use super::epoch_line::epoch_line;
use crate::duration::duration;
use crate::output::Output;

/// Columns of a terminal below which the progress line leaves out the speed.
const WIDE: usize = 80;

/// One line for each epoch.
pub struct Lines {
    output: Output,
}

impl Lines {
    /// Lines on stderr, unless quiet.
    pub fn new(output: Output) -> Self {
        Self { output }
    }

    /// The line of an epoch, as wide as stderr's terminal at most.
    pub fn epoch(&self, report: &EpochReport) {
        let columns = self.output.stderr_columns().unwrap_or(usize::MAX);
        self.output.note(epoch_line(report, columns));
    }
}

impl Observer for Lines {
    fn started(&mut self, run: &RunDirectory) {
        self.output.note(format!("run {}", run.root().display()));
    }

    fn epoch_finished(&mut self, report: &EpochReport) {
        self.epoch(report);
    }

    fn testing(&mut self, images: usize) {
        self.output
            .note(format!("testing the best checkpoint on {images} images"));
    }
}

/// One line of progress of the whole run, below the lines of its epochs.
pub struct Bars {
    lines: Lines,
    bar: ProgressBar,
    estimate: Option<Estimate>,
}

impl Bars {
    /// A line that appears with the first progress.
    pub fn new(output: Output) -> Self {
        Self {
            lines: Lines::new(output),
            bar: ProgressBar::hidden(),
            estimate: None,
        }
    }

    fn start(&mut self, images: usize) {
        self.bar = ProgressBar::new(images as u64);
        let bar = match self.lines.output.colours_progress() {
            true => "{wide_bar:.cyan}",
            false => "{wide_bar}",
        };
        // The template is valid; if it were not, the default style would serve.
        if let Ok(style) = ProgressStyle::with_template(&format!("{{prefix}} {bar} {{msg}}")) {
            self.bar.set_style(style.progress_chars("━╸─"));
        }
    }
}

impl Observer for Bars {
    fn started(&mut self, run: &RunDirectory) {
        self.lines.started(run);
    }

    fn progress(&mut self, progress: &Progress) {
        let epochs_done = progress.epoch.saturating_sub(1);
        let done = epochs_done * progress.images_per_epoch + progress.images;
        let total = progress.epochs * progress.images_per_epoch;
        let estimate = self.estimate.get_or_insert_with(|| Estimate::from(done));
        let left = estimate.seconds_left(done, total);
        if self.bar.is_hidden() {
            self.start(total);
        }
        let columns = self.lines.output.stderr_columns();
        self.bar.set_position(done as u64);
        self.bar
            .set_prefix(format!("epoch {}/{}", progress.epoch, progress.epochs));
        self.bar
            .set_message(figures(progress, left, columns.unwrap_or(WIDE)));
    }

    fn epoch_finished(&mut self, report: &EpochReport) {
        self.bar.suspend(|| self.lines.epoch(report));
    }

    fn testing(&mut self, images: usize) {
        self.bar.finish_and_clear();
        self.lines.testing(images);
    }
}

/// What stands beside the bar: short enough for a terminal of 60 columns.
fn figures(progress: &Progress, seconds_left: Option<f64>, columns: usize) -> String {
    let accuracy = 100.0 * progress.accuracy;
    let mut text = format!("loss {:.4}  {accuracy:.2} %", progress.loss);
    if columns >= WIDE {
        text += &format!("  {:.0} images/s", progress.images_per_second);
    }
    if let Some(seconds) = seconds_left {
        text += &format!("  {} left", whole_seconds(seconds));
    }
    text
}

/// A duration in whole seconds, so that it does not flicker; at least one.
fn whole_seconds(seconds: f64) -> String {
    match seconds.ceil().max(1.0) {
        below if below < 60.0 => format!("{below:.0} s"),
        long => duration(long),
    }
}

/// How long the rest of a run takes if it goes on as fast as it went since it was first observed.
struct Estimate {
    first: usize,
    started: Instant,
}

impl Estimate {
    fn from(images: usize) -> Self {
        Self {
            first: images,
            started: Instant::now(),
        }
    }

    fn seconds_left(&self, done: usize, total: usize) -> Option<f64> {
        let seconds = self.started.elapsed().as_secs_f64();
        remaining(
            seconds,
            done.checked_sub(self.first)?,
            total.checked_sub(done)?,
        )
    }
}

fn remaining(seconds: f64, done: usize, left: usize) -> Option<f64> {
    (done > 0).then(|| seconds * left as f64 / done as f64)
}

/// Keeps the reports of epochs that cannot be shown while something else has the screen.
#[derive(Clone, Debug, Default)]
pub struct Recorder(Arc<Mutex<Vec<EpochReport>>>);

impl Recorder {
    /// Shows what was kept, once.
    pub fn show(&self, lines: &Lines) {
        let mut reports = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        for report in reports.drain(..) {
            lines.epoch(&report);
        }
    }
}

impl Observer for Recorder {
    fn epoch_finished(&mut self, report: &EpochReport) {
        let mut reports = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        reports.push(report.clone());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn progress() -> Progress {
        Progress {
            epoch: 123,
            epochs: 400,
            images: 30_720,
            images_per_epoch: 55_000,
            loss: 0.346_42,
            accuracy: 0.901_34,
            images_per_second: 149_499.0,
        }
    }

    #[test]
    fn the_progress_line_leaves_room_for_a_bar_on_60_columns() {
        let figures = figures(&progress(), Some(192.0), 60);
        assert_eq!(figures, "loss 0.3464  90.13 %  3 min 12 s left");
        let bar = 60 - "epoch 123/400".len() - figures.len() - 2;
        assert!(bar >= 8, "{bar}");
    }

    #[test]
    fn the_time_left_is_in_whole_seconds() {
        let left = [0.0, 3.2, 59.9, 192.0].map(whole_seconds);
        assert_eq!(left, ["1 s", "4 s", "1 min 00 s", "3 min 12 s"]);
    }

    #[test]
    fn a_wide_terminal_shows_the_speed() {
        assert_eq!(
            figures(&progress(), None, 80),
            "loss 0.3464  90.13 %  149499 images/s"
        );
    }

    #[test]
    fn the_time_left_is_that_of_all_images_left() {
        assert_eq!(remaining(2.0, 50_000, 225_000), Some(9.0));
        assert_eq!(remaining(2.0, 0, 225_000), None);
    }
}
