//! Text on pictures: captions in one small typeface, Noto Sans Mono.

use noto_sans_mono_bitmap::{FontWeight, RasterHeight, get_raster, get_raster_width};

const WEIGHT: FontWeight = FontWeight::Regular;
const HEIGHT: RasterHeight = RasterHeight::Size16;

/// Pixels from one line of text to the next.
pub const LINE_HEIGHT: usize = HEIGHT.val();

/// Pixels from one character to the next.
pub const CHARACTER_WIDTH: usize = get_raster_width(WEIGHT, HEIGHT);

/// Stands for a character that the typeface does not have.
const UNKNOWN: char = '?';

/// Draws a line of text: `put` is given each pixel's column and row from the text's top left corner, and how much
/// of it is covered, from 1 to 255. Characters beyond ASCII become question marks.
pub fn draw(text: &str, mut put: impl FnMut(usize, usize, u8)) {
    for (number, character) in text.chars().enumerate() {
        let raster = get_raster(character, WEIGHT, HEIGHT);
        let Some(raster) = raster.or_else(|| get_raster(UNKNOWN, WEIGHT, HEIGHT)) else {
            continue;
        };
        for (y, row) in raster.rows().enumerate() {
            for (x, &coverage) in row.iter().enumerate() {
                if coverage > 0 {
                    put(number * CHARACTER_WIDTH + x, y, coverage);
                }
            }
        }
    }
}

/// Width of a line of text in pixels.
pub fn width(text: &str) -> usize {
    text.chars().count() * CHARACTER_WIDTH
}

/// A shade between two, as far from the first as the coverage says.
pub fn blend(background: u8, foreground: u8, coverage: u8) -> u8 {
    let (from, to) = (i32::from(background), i32::from(foreground));
    let shade = from + (to - from) * i32::from(coverage) / 255;
    shade.clamp(0, 255) as u8
}

/// As much of the text as fits into so many pixels; what is cut off ends in two dots.
pub fn fitted(text: &str, pixels: usize) -> String {
    let most = pixels / CHARACTER_WIDTH;
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let kept = text.chars().take(most.saturating_sub(2));
    kept.chain("..".chars().take(most)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The pixels that a text covers.
    fn drawn(text: &str) -> Vec<(usize, usize)> {
        let mut pixels = Vec::new();
        draw(text, |x, y, _| pixels.push((x, y)));
        pixels
    }

    #[test]
    fn a_text_covers_pixels_within_its_width_and_line() {
        let text = "index 12: 7 (99.9 %)";
        let pixels = drawn(text);
        assert!(
            pixels
                .iter()
                .all(|&(x, y)| x < width(text) && y < LINE_HEIGHT)
        );
        for place in text.match_indices(|sign| sign != ' ').map(|(at, _)| at) {
            let columns = place * CHARACTER_WIDTH..(place + 1) * CHARACTER_WIDTH;
            assert!(pixels.iter().any(|(x, _)| columns.contains(x)), "{place}");
        }
    }

    #[test]
    fn a_character_that_is_missing_is_a_question_mark() {
        assert_eq!(drawn("\u{4e03}"), drawn("?"));
        assert_ne!(drawn("7"), drawn("?"));
    }

    #[test]
    fn a_text_too_long_is_cut() {
        assert_eq!(fitted("59999: 5", 8 * CHARACTER_WIDTH), "59999: 5");
        assert_eq!(fitted("59999: 5", 8 * CHARACTER_WIDTH - 1), "59999..");
        assert_eq!(fitted("59999: 5", CHARACTER_WIDTH), ".");
    }

    #[test]
    fn full_coverage_is_the_foreground() {
        assert_eq!([blend(64, 235, 0), blend(64, 235, 255)], [64, 235]);
        assert_eq!(blend(255, 0, 128), 127);
    }
}
