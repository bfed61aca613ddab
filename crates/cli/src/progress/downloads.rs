//! Downloads as they come: a bar each on a terminal, a line each elsewhere.

use std::time::Duration;

use burn_mnist_data::Progress;
use indicatif::{BinaryBytes, ProgressBar, ProgressStyle};

use crate::output::Output;

/// A download on at least 60 columns, in bytes: `1.20 MiB of 9.45 MiB`.
const KNOWN_SIZE: &str = "{msg} {wide_bar} {binary_bytes} of {binary_total_bytes}";

/// A download of which only the start and the end are known.
const UNKNOWN_SIZE: &str = "downloading {msg} {spinner} {elapsed}";

const TICK: Duration = Duration::from_millis(100);

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
            let size = total_bytes.map(|bytes| format!(" ({})", BinaryBytes(bytes)));
            let size = size.unwrap_or_default();
            self.output.note(format!("downloading {file}{size}"));
            return;
        }
        // The templates are valid; if they were not, the default style would serve.
        let (bar, template) = match total_bytes {
            Some(total) => (ProgressBar::new(total), KNOWN_SIZE),
            None => (ProgressBar::no_length(), UNKNOWN_SIZE),
        };
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style.progress_chars("━╸─"));
        }
        if total_bytes.is_none() {
            bar.enable_steady_tick(TICK);
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
