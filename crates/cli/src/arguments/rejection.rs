//! The message for a wrong command line, as text and as JSON.

use std::process::ExitCode;

use clap::error::ErrorKind;

use crate::failure::{Failure, exit_code};
use crate::output::{Format, Output};

/// Prints clap's message; as JSON too, when that was asked for and it is an error.
pub fn reject(error: &clap::Error) -> ExitCode {
    let asked = std::env::args_os()
        .map(|argument| argument.to_string_lossy().into_owned())
        .collect::<Vec<_>>()
        .join(" ");
    let json = asked.contains("--format json") || asked.contains("--format=json");
    if json
        && error.use_stderr()
        && error.kind() != ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand
    {
        let failure = Failure::usage(in_a_line(&error.to_string())).hint("see --help");
        Output {
            format: Format::Json,
            quiet: false,
        }
        .failure(&failure);
        return ExitCode::from(exit_code(failure.kind));
    }
    // If the stream is closed, there is no other place for the message.
    let _ = error.print();
    ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2))
}

/// Clap's first paragraph: what is wrong and the values that are accepted, without the usage below.
fn in_a_line(message: &str) -> String {
    let paragraph = message
        .lines()
        .map(str::trim)
        .take_while(|line| !line.is_empty());
    let words = paragraph.collect::<Vec<_>>().join(" ");
    words.trim_start_matches("error: ").to_owned()
}
