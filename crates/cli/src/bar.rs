//! Bars of characters that show a share.

use crate::style::{BAR, paint};

/// From an eighth of a character to seven.
const PARTS: [char; 7] = ['▏', '▎', '▍', '▌', '▋', '▊', '▉'];

/// A bar as long as its share of `width` characters, to an eighth of one.
pub fn bar(share: f64, width: usize) -> String {
    let eighths = (share * width as f64 * 8.0).round() as usize;
    let part = (eighths % 8).checked_sub(1).map(|part| PARTS[part]);
    let bar = "█".repeat(eighths / 8) + &part.map(String::from).unwrap_or_default();
    match bar.is_empty() {
        true => bar,
        false => paint(BAR, bar),
    }
}

#[cfg(test)]
mod tests {
    use super::bar;
    use crate::style::{plain, width};

    #[test]
    fn bars_are_as_long_as_their_share() {
        let bars = [0.0, 0.00625, 0.5, 0.53125, 1.0].map(|share| bar(share, 20));
        assert_eq!([plain(&bars[0]), plain(&bars[1])], ["", "▏"]);
        assert_eq!(bars.map(|bar| width(&bar)), [0, 1, 10, 11, 20]);
    }
}
