//! Text and a legend on a picture of panels.

use burn_mnist_picture::lettering::{self, LINE_HEIGHT};
use image::{Rgb, RgbImage};

use super::colour::diverging;

/// Width of the legend's bar in pixels.
const BAR_WIDTH: usize = 160;

/// Pixels between the legend's bar and its words.
const SPACE: usize = lettering::CHARACTER_WIDTH;

/// Writes a line of black text from (left, top), cut at the picture's edge.
pub(super) fn write(picture: &mut RgbImage, text: &str, (left, top): (usize, usize)) {
    let (width, height) = picture.dimensions();
    let text = lettering::fitted(text, (width as usize).saturating_sub(left));
    lettering::draw(&text, |x, y, coverage| {
        let (x, y) = ((left + x) as u32, (top + y) as u32);
        if x < width && y < height {
            let Rgb(colour) = *picture.get_pixel(x, y);
            let inked = colour.map(|channel| lettering::blend(channel, 0, coverage));
            picture.put_pixel(x, y, Rgb(inked));
        }
    });
}

/// Draws a bar of all colours, with a word for each of its ends.
pub(super) fn legend(
    picture: &mut RgbImage,
    (left, top): (usize, usize),
    negative: &str,
    positive: &str,
) {
    write(picture, negative, (left, top));
    let start = left + lettering::width(negative) + SPACE;
    let (width, height) = picture.dimensions();
    for (x, y) in (0..BAR_WIDTH).flat_map(|x| (3..LINE_HEIGHT - 2).map(move |y| (x, y))) {
        let (column, row) = ((start + x) as u32, (top + y) as u32);
        if column < width && row < height {
            let value = 2.0 * x as f32 / (BAR_WIDTH - 1) as f32 - 1.0;
            picture.put_pixel(column, row, Rgb(diverging(value)));
        }
    }
    write(picture, positive, (start + BAR_WIDTH + SPACE, top));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_legend_goes_from_blue_to_red_between_its_words() {
        let mut picture = RgbImage::from_pixel(300, 20, Rgb([255; 3]));
        legend(&mut picture, (4, 0), "no", "yes");
        let start = (4 + lettering::width("no") + SPACE) as u32;
        let end = start + BAR_WIDTH as u32 - 1;
        assert_eq!(picture.get_pixel(start, 8).0, diverging(-1.0));
        assert_eq!(picture.get_pixel(end, 8).0, diverging(1.0));
        let is_inked = |columns: std::ops::Range<u32>| {
            let mut pixels = picture.enumerate_pixels();
            pixels.any(|(x, _, pixel)| columns.contains(&x) && *pixel != Rgb([255; 3]))
        };
        assert!(is_inked(0..start - 1));
        assert!(is_inked(end + 1..300));
    }

    #[test]
    fn what_has_no_room_is_cut_off() {
        let mut picture = RgbImage::from_pixel(30, 10, Rgb([255; 3]));
        legend(&mut picture, (20, 4), "against", "for");
        assert_eq!(picture.dimensions(), (30, 10));
    }
}
