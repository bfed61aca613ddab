//! Results on stdout, everything else on stderr, in the format asked for.

use std::fmt::Display;
use std::io::{self, IsTerminal, Write};

use anstream::stream::RawStream;
use anstream::{AutoStream, ColorChoice};
use burn_mnist_inference::explain::draw::TextStyle;
use clap::ValueEnum;
use serde::Serialize;

use crate::failure::{Failure, Kind};
use crate::invocation::runnable;
use crate::style::{self, paint};

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
            _ => self.print(&runnable(&text(value))),
        }
    }

    /// Writes text to stdout with one line end, styled where stdout shows styles.
    pub fn print(self, text: &str) -> Result<(), Failure> {
        if text.is_empty() {
            return Ok(());
        }
        match writeln!(anstream::stdout(), "{}", text.trim_end_matches('\n')) {
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

    /// Prints a note on stderr, unless quiet.
    pub fn note(self, message: impl Display) {
        let message = message.to_string();
        tracing::info!("{}", style::plain(&message));
        if !self.quiet {
            say(&runnable(&message));
        }
    }

    /// Prints a message on stderr, also when quiet.
    pub fn announce(self, message: impl Display) {
        let message = message.to_string();
        tracing::info!("{}", style::plain(&message));
        say(&runnable(&message));
    }

    /// Prints a warning on stderr, also when quiet.
    pub fn warn(self, message: impl Display) {
        let message = message.to_string();
        tracing::warn!("{}", style::plain(&message));
        let word = paint(style::WARNING, "warning:");
        say(&format!("{word} {}", runnable(&message)));
    }

    /// Prints why the command failed: in words for people, as one line of JSON for programs.
    pub fn failure(self, failure: &Failure) {
        if self.format == Format::Json {
            let error = serde_json::to_string(failure).unwrap_or_default();
            return say(&format!("{{\"error\":{error}}}"));
        }
        let word = paint(style::ERROR, "error:");
        let mut text = format!("{word} {}", failure.message);
        if let Some(hint) = &failure.hint {
            let word = paint(style::HINT, "hint:");
            text += &format!("\n  {word} {}", runnable(hint));
        }
        say(&text);
    }

    /// What a drawing on stdout may use: colours where stdout shows them, otherwise characters alone.
    pub fn drawing_style(self) -> TextStyle {
        match shows_colours(&io::stdout()) {
            true => TextStyle::Colours,
            false => TextStyle::Characters,
        }
    }

    /// Whether progress on stderr is shown in colour.
    pub fn colours_progress(self) -> bool {
        shows_colours(&io::stderr())
    }

    /// Whether a progress line can be drawn on stderr, over and over in its place.
    pub fn draws_progress(self) -> bool {
        let is_dumb = std::env::var_os("TERM").is_some_and(|terminal| terminal == "dumb");
        !self.quiet && !is_dumb && io::stderr().is_terminal()
    }

    /// Columns of the terminal that stderr is, if it is one.
    pub fn stderr_columns(self) -> Option<usize> {
        terminal_size::terminal_size_of(io::stderr()).map(|(width, _)| usize::from(width.0))
    }
}

/// `NO_COLOR`, `CLICOLOR`, `CLICOLOR_FORCE` and `TERM` decide, and whether the stream is a terminal.
fn shows_colours(stream: &impl RawStream) -> bool {
    AutoStream::choice(stream) != ColorChoice::Never
}

/// Writes a line to stderr. If stderr is closed, nobody reads it, and that is not an error.
fn say(line: &str) {
    let _ = writeln!(anstream::stderr(), "{line}");
}
