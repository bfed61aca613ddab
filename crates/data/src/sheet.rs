//! Contact sheets: many images on one PNG picture, for people to look at.

use std::io;

use burn_mnist_model::input::{Image, SIDE};
use image::codecs::png::PngEncoder;
use image::{ExtendedColorType, ImageEncoder};

/// Pixels of the sheet between two images, and around all of them.
const GAP: usize = 2;

/// Dark enough to leave white digits alone, and light enough to part black ones.
const GAP_GREY: u8 = 64;

/// Rows of images; shorter rows end in the colour of the gaps.
pub struct Sheet {
    rows: Vec<Vec<Image>>,
    zoom: usize,
}

impl Sheet {
    /// A sheet whose images are drawn `zoom` times (at least once) as wide and high as they are.
    pub fn new(rows: Vec<Vec<Image>>, zoom: usize) -> Self {
        let zoom = zoom.max(1);
        Self { rows, zoom }
    }

    /// Width in pixels.
    pub fn width(&self) -> usize {
        let columns = self.rows.iter().map(Vec::len).max().unwrap_or(0);
        self.extent(columns)
    }

    /// Height in pixels.
    pub fn height(&self) -> usize {
        self.extent(self.rows.len())
    }

    /// The content of an 8-bit grey PNG file.
    ///
    /// # Errors
    ///
    /// When the sheet is larger than a PNG picture can be.
    pub fn png(&self) -> io::Result<Vec<u8>> {
        let too_large = |_| io::Error::other("the sheet is too large for a picture");
        let width = u32::try_from(self.width()).map_err(too_large)?;
        let height = u32::try_from(self.height()).map_err(too_large)?;
        let mut png = Vec::new();
        PngEncoder::new(&mut png)
            .write_image(&self.pixels(), width, height, ExtendedColorType::L8)
            .map_err(io::Error::other)?;
        Ok(png)
    }

    fn pixels(&self) -> Vec<u8> {
        let width = self.width();
        let mut pixels = vec![GAP_GREY; width * self.height()];
        for (row, images) in self.rows.iter().enumerate() {
            for (column, image) in images.iter().enumerate() {
                let (top, left) = (self.position(row), self.position(column));
                for y in 0..SIDE * self.zoom {
                    let source = &image.0[y / self.zoom * SIDE..][..SIDE];
                    let target = &mut pixels[(top + y) * width + left..][..SIDE * self.zoom];
                    for (x, grey) in target.iter_mut().enumerate() {
                        *grey = source[x / self.zoom];
                    }
                }
            }
        }
        pixels
    }

    /// Where the image of this row or column begins.
    fn position(&self, index: usize) -> usize {
        GAP + index * (SIDE * self.zoom + GAP)
    }

    fn extent(&self, images: usize) -> usize {
        self.position(images)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::synthetic;

    #[test]
    fn every_image_is_on_the_picture_where_its_row_and_column_say() {
        let digits = synthetic::generate(5, 0, 1).train;
        let rows: Vec<Vec<Image>> = digits.images().chunks(3).map(<[_]>::to_vec).collect();
        let sheet = Sheet::new(rows.clone(), 2);
        let picture = image::load_from_memory(&sheet.png().unwrap())
            .unwrap()
            .into_luma8();
        assert_eq!(picture.dimensions(), (3 * 58 + 2, 2 * 58 + 2));
        for (row, images) in rows.iter().enumerate() {
            for (column, image) in images.iter().enumerate() {
                for (pixel, grey) in image.0.iter().enumerate() {
                    let x = 2 + column * 58 + pixel % SIDE * 2;
                    let y = 2 + row * 58 + pixel / SIDE * 2;
                    for (dx, dy) in [(0, 0), (1, 0), (0, 1), (1, 1)] {
                        let drawn = picture.get_pixel((x + dx) as u32, (y + dy) as u32);
                        assert_eq!(drawn.0, [*grey]);
                    }
                }
            }
        }
        // Of the second row's missing image, and of a gap.
        assert_eq!(picture.get_pixel(150, 80).0, [GAP_GREY]);
        assert_eq!(picture.get_pixel(59, 10).0, [GAP_GREY]);
    }
}
