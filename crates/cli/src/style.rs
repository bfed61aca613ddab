//! Colours and weights of text on a terminal: the whole program's, in one table.
//!
//! Text is always styled. [`Output`](crate::output::Output) removes the styles where a stream shows none.

use std::fmt::Display;

use anstream::adapter::strip_str;
use anstyle::{AnsiColor, Style};

/// The word that starts an error.
pub const ERROR: Style = AnsiColor::Red.on_default().bold();
/// The word that starts a warning.
pub const WARNING: Style = AnsiColor::Yellow.on_default().bold();
/// The word that starts advice.
pub const HINT: Style = AnsiColor::Cyan.on_default().bold();
/// A good verdict, and the best of several.
pub const GOOD: Style = AnsiColor::Green.on_default().bold();
/// A bad verdict.
pub const BAD: Style = AnsiColor::Red.on_default().bold();
/// A bar of a table or a chart.
pub const BAR: Style = AnsiColor::Cyan.on_default();
/// The figure that a command is run for.
pub const RESULT: Style = Style::new().bold();

/// The text in a style.
pub fn paint(style: Style, text: impl Display) -> String {
    format!("{style}{text}{style:#}")
}

/// Columns that the text takes on a terminal, without its styles.
pub fn width(text: &str) -> usize {
    strip_str(text).map(|part| part.chars().count()).sum()
}

/// The text without its styles.
pub fn plain(text: &str) -> String {
    strip_str(text).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn styles_take_no_columns() {
        let best = paint(GOOD, "best");
        assert_eq!(best, "\u{1b}[1m\u{1b}[32mbest\u{1b}[0m");
        assert_eq!((width(&best), plain(&best).as_str()), (4, "best"));
    }
}
