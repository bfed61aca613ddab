//! Downloads as they come: a bar each on a terminal, a line each elsewhere.

use burn_mnist_data::Progress;
use indicatif::{ProgressBar, ProgressStyle};

use crate::output::Output;

/// Shows downloads on stderr.
pub struct Downloads {
    output: Output,
    bar: Option<ProgressBar>,
}

impl Downloads {
    /// Nothing is shown before the first download.
    pub fn new(output: Output) -> Self {
        Self { output, bar: None }
    }
}

impl Progress for Downloads {
    fn note(&mut self, message: &str) {
        match &self.bar {
            Some(bar) => bar.suspend(|| self.output.note(message)),
            None => self.output.note(message),
        }
    }

    fn start(&mut self, file: &str, total_bytes: Option<u64>) {
        if !self.output.draws_progress() {
            self.output.note(format!("fetching {file}"));
            return;
        }
        let bar = match total_bytes {
            Some(total) => ProgressBar::new(total),
            None => ProgressBar::no_length(),
        };
        // The template is a constant; were it wrong, the default style serves.
        if let Ok(style) = ProgressStyle::with_template(
            "{msg} {bar:30} {bytes}/{total_bytes} {bytes_per_sec} {eta}",
        ) {
            bar.set_style(style);
        }
        bar.set_message(file.to_owned());
        self.bar = Some(bar);
    }

    fn advance(&mut self, bytes: u64) {
        if let Some(bar) = &self.bar {
            bar.inc(bytes);
        }
    }

    fn finish(&mut self) {
        if let Some(bar) = self.bar.take() {
            bar.finish_and_clear();
        }
    }
}
