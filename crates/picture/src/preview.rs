//! The 28x28 image drawn in plain characters, for a terminal with or without colour.

use burn_mnist_model::input::{Image, SIDE};

/// Shades from paper to ink.
const SHADES: [char; 5] = [' ', '░', '▒', '▓', '█'];

/// Two pixels further apart than this are drawn as half a block.
const HALF: u8 = 96;

/// Draws the image in 14 lines of 28 characters, each ended by a line feed. A character stands for
/// two pixels, one above the other.
#[must_use]
pub fn preview(image: &Image) -> String {
    let mut drawing = String::new();
    for row in (0..SIDE).step_by(2) {
        for column in 0..SIDE {
            let at = row * SIDE + column;
            drawing.push(character(image.0[at], image.0[at + SIDE]));
        }
        drawing.push('\n');
    }
    drawing
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
    fn a_preview_is_fourteen_lines_of_twenty_eight_characters() {
        let drawing = preview(&Image([0; PIXELS]));
        assert!(drawing.ends_with('\n'));
        assert_eq!(drawing.lines().count(), 14);
        assert!(drawing.lines().all(|line| line.chars().count() == 28));
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
        let drawing = preview(&Image(pixels));
        let blank = " ".repeat(28);
        let stroke = format!("{}█{}", " ".repeat(14), " ".repeat(13));
        for (number, line) in drawing.lines().enumerate() {
            let expected = if (2..12).contains(&number) {
                &stroke
            } else {
                &blank
            };
            assert_eq!(line, expected, "line {number}");
        }
    }
}
