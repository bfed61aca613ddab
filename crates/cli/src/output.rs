//! Results on stdout, everything else on stderr, in the format asked for.

use std::fmt::Display;
use std::io::{self, IsTerminal, Write};

use burn_mnist_inference::explain::draw::Ink;
use clap::ValueEnum;
use serde::Serialize;

use crate::failure::{Failure, Kind};

/// How results are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// Text for a terminal.
    #[default]
    Text,
    /// JSON with stable keys.
    Json,
    /// Markdown tables.
    Md,
    /// CSV, one line per figure.
    Csv,
    /// The raw records as JSON lines.
    Jsonl,
    /// SQL statements that create and fill a table.
    Sql,
    /// A self-contained page with charts.
    Html,
    /// A bar chart of the main results.
    Svg,
}

/// Where a command's words go.
#[derive(Clone, Copy, Debug)]
pub struct Output {
    /// How results are written.
    pub format: Format,
    /// Whether notes and progress are left out.
    pub quiet: bool,
}

impl Output {
    /// Writes a command's result: as JSON, or as `text` renders it.
    pub fn result<T: Serialize + ?Sized>(
        self,
        value: &T,
        text: impl FnOnce(&T) -> String,
    ) -> Result<(), Failure> {
        match self.format {
            Format::Json => {
                let json = serde_json::to_string_pretty(value)
                    .map_err(|error| Failure::new(Kind::Failure, error.to_string()))?;
                self.print(&json)
            }
            _ => self.print(&text(value)),
        }
    }

    /// Writes text to stdout as it is, with one line end.
    pub fn print(self, text: &str) -> Result<(), Failure> {
        if text.is_empty() {
            return Ok(());
        }
        match writeln!(io::stdout(), "{}", text.trim_end_matches('\n')) {
            // The reader closed the pipe, as `head` does; this is not an error.
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
            written => written.map_err(|error| {
                Failure::new(
                    Kind::Failure,
                    format!("cannot write to standard output: {error}"),
                )
            }),
        }
    }

    /// Tells something beside the result.
    pub fn note(self, message: impl Display) {
        tracing::info!("{message}");
        if !self.quiet {
            // Nobody is left to tell if stderr is closed.
            let _ = writeln!(io::stderr(), "{message}");
        }
    }

    /// Tells something that must not go unsaid, also when quiet.
    pub fn announce(self, message: impl Display) {
        tracing::info!("{message}");
        let _ = writeln!(io::stderr(), "{message}");
    }

    /// Tells of something that needs attention, also when quiet.
    pub fn warn(self, message: impl Display) {
        tracing::warn!("{message}");
        let _ = writeln!(io::stderr(), "warning: {message}");
    }

    /// Tells why the command failed: for people, and as the last line for programs.
    pub fn failure(self, failure: &Failure) {
        let _ = match self.format {
            Format::Json => {
                let error = serde_json::to_string(failure).unwrap_or_default();
                writeln!(io::stderr(), "{{\"error\":{error}}}")
            }
            _ => {
                let hint = failure.hint.iter().map(|hint| format!("\n  hint: {hint}"));
                writeln!(
                    io::stderr(),
                    "error: {}{}",
                    failure.message,
                    hint.collect::<String>()
                )
            }
        };
    }

    /// What a drawing on standard output may use: colours on a terminal, unless `NO_COLOR` is set
    /// (no-color.org).
    pub fn ink(self) -> Ink {
        let refused = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        match !refused && io::stdout().is_terminal() {
            true => Ink::Colours,
            false => Ink::Characters,
        }
    }

    /// Whether a progress bar can be drawn.
    pub fn draws_progress(self) -> bool {
        !self.quiet && io::stderr().is_terminal()
    }
}
