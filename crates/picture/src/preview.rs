//! The 28x28 image drawn in plain characters, for a terminal with or without colour.

use burn_mnist_model::input::{Image, SIDE};

/// Shades from paper to ink.
const SHADES: [char; 5] = [' ', '░', '▒', '▓', '█'];

/// Two pixels further apart than this are drawn as half a block.
const HALF: u8 = 96;

/// Draws the image in at most 14 lines of at most 28 characters, each ended by a line feed. A character stands
/// for two pixels, one above the other. Blank lines above and below the digit are left out.
#[must_use]
pub fn preview(image: &Image) -> String {
    let lines: Vec<String> = (0..SIDE).step_by(2).map(|row| line(image, row)).collect();
    let is_drawn = |line: &String| !line.is_empty();
    let (Some(first), Some(last)) = (
        lines.iter().position(is_drawn),
        lines.iter().rposition(is_drawn),
    ) else {
        return String::new();
    };
    let drawn = lines[first..=last].iter();
    drawn.map(|line| format!("{line}\n")).collect()
}

fn line(image: &Image, row: usize) -> String {
    let places = (0..SIDE).map(|column| row * SIDE + column);
    let characters = places.map(|at| character(image.0[at], image.0[at + SIDE]));
    characters.collect::<String>().trim_end().to_owned()
}

/// The character of two pixels, one above the other.
pub fn character(upper: u8, lower: u8) -> char {
    if upper.abs_diff(lower) > HALF {
        return if upper > lower { '▀' } else { '▄' };
    }
    let mean = (usize::from(upper) + usize::from(lower)) / 2;
    SHADES[(mean * (SHADES.len() - 1) + 127) / 255]
}

#[cfg(test)]
mod tests {
    use super::*;
    use burn_mnist_model::input::PIXELS;

    #[test]
    fn a_preview_of_a_full_image_is_fourteen_lines_of_twenty_eight_characters() {
        let drawing = preview(&Image([255; PIXELS]));
        assert!(drawing.ends_with('\n'));
        assert_eq!(drawing.lines().count(), 14);
        assert!(drawing.lines().all(|line| line.chars().count() == 28));
    }

    #[test]
    fn a_preview_of_a_blank_image_is_empty() {
        assert_eq!(preview(&Image([0; PIXELS])), "");
    }

    #[test]
    fn each_pair_of_pixels_gets_its_character() {
        for (upper, lower, expected) in [
            (0, 0, ' '),
            (20, 0, ' '),
            (64, 64, '░'),
            (128, 128, '▒'),
            (190, 190, '▓'),
            (255, 255, '█'),
            (255, 0, '▀'),
            (0, 255, '▄'),
        ] {
            assert_eq!(character(upper, lower), expected, "{upper} above {lower}");
        }
    }

    #[test]
    fn a_stroke_is_drawn_where_it_is() {
        let mut pixels = [0; PIXELS];
        for row in 4..24 {
            pixels[row * SIDE + 14] = 255;
        }
        // Rows 4 to 23 are ten lines; nothing is drawn above, below or to the right of them.
        let line = format!("{}█\n", " ".repeat(14));
        assert_eq!(preview(&Image(pixels)), line.repeat(10));
    }
}
