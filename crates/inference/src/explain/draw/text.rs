//! Panels as lines of characters, two abreast, with colours or without.

use burn_mnist_model::SIDE;

use super::Panel;
use crate::picture::preview::character;

/// What the terminal can show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextStyle {
    /// 24-bit colours, by escape sequences.
    Colours,
    /// Characters alone: `+` and `#` above zero, `-` and `=` below.
    Characters,
}

/// Panels in one row of the drawing; two fit a terminal of 80 columns.
const ABREAST: usize = 2;

/// Values nearer to zero than this are blank where there are no colours.
const FAINT: f32 = 0.1;

/// Values further from zero than this are strong where there are no colours.
const STRONG: f32 = 0.4;

/// Draws titled panels: a line of titles, then 14 of characters, each of which stands for two pixels,
/// one above the other.
#[must_use]
pub fn text(panels: &[(&str, Panel)], style: TextStyle) -> String {
    let mut drawing = String::new();
    for row in panels.chunks(ABREAST) {
        let titles = row.iter().map(|(title, _)| format!("{title:SIDE$}"));
        push_line(&mut drawing, titles);
        for line in (0..SIDE).step_by(2) {
            let cells = row.iter().map(|(_, panel)| cells(panel, line, style));
            push_line(&mut drawing, cells);
        }
    }
    drawing
}

fn push_line(drawing: &mut String, parts: impl Iterator<Item = String>) {
    let line = parts.collect::<Vec<_>>().join("  ");
    drawing.push_str(line.trim_end());
    drawing.push('\n');
}

fn cells(panel: &Panel, line: usize, style: TextStyle) -> String {
    let places = (0..SIDE).map(|column| line * SIDE + column);
    match style {
        TextStyle::Characters => places.map(|at| plain(panel, at)).collect(),
        TextStyle::Colours => {
            let cells = places.map(|at| {
                let ([r, g, b], [lower_r, lower_g, lower_b]) =
                    (panel.colour(at), panel.colour(at + SIDE));
                format!("\x1b[38;2;{r};{g};{b};48;2;{lower_r};{lower_g};{lower_b}m▀")
            });
            cells.collect::<String>() + "\x1b[0m"
        }
    }
}

fn plain(panel: &Panel, at: usize) -> char {
    if let Panel::Digit(image) = panel {
        return character(image.0[at], image.0[at + SIDE]);
    }
    let mean = (panel.value(at) + panel.value(at + SIDE)) / 2.0;
    match (mean.abs(), mean > 0.0) {
        (size, _) if size < FAINT => ' ',
        (size, true) if size < STRONG => '+',
        (_, true) => '#',
        (size, false) if size < STRONG => '-',
        (_, false) => '=',
    }
}

#[cfg(test)]
mod tests {
    use burn_mnist_model::{Image, PIXELS};

    use super::*;
    use crate::explain::Map;

    #[test]
    fn two_panels_stand_abreast_under_their_titles() {
        let image = Image([255; PIXELS]);
        let mut map = Map([0.0; PIXELS]);
        // The two pixels of each of the first four characters.
        for (column, value) in [1.0, 0.3, -0.3, -1.0].into_iter().enumerate() {
            (map.0[column], map.0[column + SIDE]) = (value, value);
        }
        let panel = Panel::of(&map, &image);
        let drawn = text(
            &[
                ("input", Panel::Digit(&image)),
                ("a map", panel),
                ("again", panel),
            ],
            TextStyle::Characters,
        );
        let lines: Vec<&str> = drawn.lines().collect();
        assert_eq!(lines.len(), 30);
        assert_eq!(lines[0], format!("{:30}a map", "input"));
        assert_eq!(lines[1], format!("{}  #+-=", "█".repeat(28)));
        assert_eq!((lines[15], lines[16], lines[17]), ("again", "#+-=", ""));
    }

    #[test]
    fn colours_are_those_of_both_pixels_and_end_with_the_line() {
        let mut map = Map([0.0; PIXELS]);
        (map.0[0], map.0[SIDE]) = (2.0, -2.0);
        let image = Image([0; PIXELS]);
        let drawn = text(&[("map", Panel::of(&map, &image))], TextStyle::Colours);
        let line = drawn.lines().nth(1).unwrap();
        assert!(
            line.starts_with("\x1b[38;2;178;24;43;48;2;33;102;172m▀"),
            "{line:?}"
        );
        assert!(line.ends_with("▀\x1b[0m"), "{line:?}");
        assert_eq!(line.matches('▀').count(), SIDE);
    }

    #[test]
    fn a_map_of_zeros_is_blank() {
        let (map, image) = (Map([0.0; PIXELS]), Image([0; PIXELS]));
        let drawn = text(&[("map", Panel::of(&map, &image))], TextStyle::Characters);
        assert!(drawn.lines().skip(1).all(str::is_empty), "{drawn}");
    }
}
