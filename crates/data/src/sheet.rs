//! A contact sheet: many digits on one picture, for looking at.

use std::io::{self, Cursor};

use burn_mnist_model::input::{Image, SIDE};
use image::{GrayImage, ImageFormat, Luma};

/// Pixels between two images, before the zoom.
const GAP: u32 = 2;

/// Between black images, so that their edges show.
const BACKGROUND: u8 = 96;

/// Rows of images as a grey PNG file, each pixel drawn as `zoom` by `zoom`.
///
/// # Errors
///
/// When there is nothing to draw or the picture would be too large for a PNG.
pub fn png(rows: &[Vec<Image>], zoom: u32) -> io::Result<Vec<u8>> {
    let columns = rows.iter().map(Vec::len).max().unwrap_or_default();
    let cell = SIDE as u32 + GAP;
    let (width, height) = (columns as u32 * cell + GAP, rows.len() as u32 * cell + GAP);
    let mut sheet = GrayImage::from_pixel(width, height, Luma([BACKGROUND]));
    for (row, images) in rows.iter().enumerate() {
        for (column, image) in images.iter().enumerate() {
            let (left, top) = (column as u32 * cell + GAP, row as u32 * cell + GAP);
            draw(&mut sheet, image, left, top);
        }
    }
    let zoomed = GrayImage::from_fn(width * zoom, height * zoom, |x, y| {
        *sheet.get_pixel(x / zoom, y / zoom)
    });
    let mut bytes = Cursor::new(Vec::new());
    zoomed
        .write_to(&mut bytes, ImageFormat::Png)
        .map_err(io::Error::other)?;
    Ok(bytes.into_inner())
}

fn draw(sheet: &mut GrayImage, image: &Image, left: u32, top: u32) {
    for (pixel, position) in image.0.iter().zip(0_u32..) {
        let (x, y) = (position % SIDE as u32, position / SIDE as u32);
        sheet.put_pixel(left + x, top + y, Luma([*pixel]));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::synthetic;

    #[test]
    fn every_image_is_where_its_row_and_column_say() {
        let digits = synthetic::generate(0, 3, 1).test;
        let [first, second, third] = digits.images() else {
            panic!("three images")
        };
        let bytes = png(&[vec![*first, *second], vec![*third]], 3).unwrap();
        let sheet = image::load_from_memory(&bytes).unwrap().to_luma8();
        assert_eq!(sheet.dimensions(), (62 * 3, 62 * 3));
        for (image, left, top) in [(first, 2, 2), (second, 32, 2), (third, 2, 32)] {
            for (pixel, position) in image.0.iter().zip(0..) {
                let (x, y) = (left + position % 28, top + position / 28);
                assert_eq!(sheet.get_pixel(3 * x + 1, 3 * y + 2).0, [*pixel]);
            }
        }
        assert_eq!(sheet.get_pixel(40 * 3, 40 * 3).0, [BACKGROUND], "no fourth");
    }
}
