//! What a user sees while a comparison runs: a line that says what is being done, and what went wrong.

use burn_mnist_bench::Observer;
use burn_mnist_bench::record::{Event, Record};
use burn_mnist_training::StopSignal;
use indicatif::{ProgressBar, ProgressStyle};

use crate::output::Output;

/// A line on the terminal; elsewhere a line a round.
pub struct Watch {
    output: Output,
    line: ProgressBar,
    stop: StopSignal,
}

impl Watch {
    /// Watches until `stop` asks for an end.
    pub fn new(output: Output, stop: StopSignal) -> Self {
        let line = match output.draws_progress() {
            true => ProgressBar::new_spinner(),
            false => ProgressBar::hidden(),
        };
        if let Ok(style) = ProgressStyle::with_template("{elapsed} {prefix}{wide_msg}") {
            line.set_style(style);
        }
        Self { output, line, stop }
    }

    /// Leaves the terminal as it was.
    pub fn clear(&self) {
        self.line.finish_and_clear();
    }

    fn warn(&self, message: String) {
        self.line.suspend(|| self.output.warn(message));
    }
}

impl Observer for Watch {
    fn round(&mut self, index: usize, count: usize) {
        self.line.set_prefix(format!("round {index} of {count}: "));
        if !self.output.draws_progress() {
            self.output.note(format!("round {index} of {count}"));
        }
    }

    fn doing(&mut self, what: &str) {
        tracing::info!("{what}");
        // Drawn at once and never by itself: a timer's thread would disturb what is measured.
        self.line.set_message(what.to_owned());
        self.line.tick();
    }

    fn found(&mut self, record: &Record) {
        if let Event::Failure {
            subject,
            case,
            reason,
        } = &record.event
        {
            let case = case.as_ref().map(|case| format!(" ({case})"));
            let case = case.unwrap_or_default();
            self.warn(format!("{}{case}: {reason}", subject.name));
        }
    }

    fn is_stopped(&self) -> bool {
        self.stop.is_requested()
    }
}
