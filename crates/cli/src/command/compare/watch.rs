//! What a user sees while a comparison runs: a line that says what is being done, and what went wrong.

use std::time::Duration;

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
    /// The round, and how many there are.
    round: (usize, usize),
    /// How long the measuring will still take, if that is known.
    left: Option<Duration>,
}

impl Watch {
    /// Watches until `stop` asks for an end.
    pub fn new(output: Output, stop: StopSignal) -> Self {
        let line = match output.draws_progress() {
            true => ProgressBar::new_spinner(),
            false => ProgressBar::hidden(),
        };
        if let Ok(style) = ProgressStyle::with_template("{elapsed}, {prefix}{wide_msg}") {
            line.set_style(style);
        }
        Self {
            output,
            line,
            stop,
            round: (0, 0),
            left: None,
        }
    }

    /// Leaves the terminal as it was.
    pub fn clear(&self) {
        self.line.finish_and_clear();
    }

    /// As in `round 2 of 10, about 3 min left`.
    fn progress(&self) -> String {
        let (index, count) = self.round;
        match self.left {
            Some(left) => format!("round {index} of {count}, {} left", about(left)),
            None => format!("round {index} of {count}"),
        }
    }

    fn warn(&self, message: String) {
        self.line.suspend(|| self.output.warn(message));
    }
}

impl Observer for Watch {
    fn round(&mut self, index: usize, count: usize) {
        self.round = (index, count);
        self.line.set_prefix(format!("{}: ", self.progress()));
        if !self.output.draws_progress() {
            self.output.note(self.progress());
        }
    }

    fn time_left(&mut self, left: Duration) {
        self.left = Some(left);
        self.line.set_prefix(format!("{}: ", self.progress()));
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

/// A time to wait, as roughly as it is known.
fn about(left: Duration) -> String {
    match left.as_secs() {
        seconds @ 0..90 => format!("about {seconds} s"),
        seconds => format!("about {} min", (seconds + 30) / 60),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_to_wait_is_in_seconds_or_minutes() {
        let times = [0, 89, 90, 600].map(|seconds| about(Duration::from_secs(seconds)));
        assert_eq!(
            times,
            ["about 0 s", "about 89 s", "about 2 min", "about 10 min"]
        );
    }
}
