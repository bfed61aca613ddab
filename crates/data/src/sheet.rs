//! Contact sheets: many images with captions on one PNG picture, for people to look at.

use std::io;

use burn_mnist_model::input::{Image, SIDE};
use burn_mnist_picture::lettering::{self, LINE_HEIGHT};
use image::codecs::png::PngEncoder;
use image::{ExtendedColorType, ImageEncoder};

/// Pixels of the sheet between two images, and around all of them.
const GAP: usize = 4;

/// Dark enough to leave white digits alone, and light enough to part black ones.
const GAP_GREY: u8 = 64;

const TEXT_GREY: u8 = 240;

/// An image with what is known of it below it.
#[derive(Clone, Debug)]
pub struct Cell {
    /// The image.
    pub image: Image,
    /// Lines of text below it, as wide as the image at most.
    pub caption: Vec<String>,
}

/// A row of a sheet.
#[derive(Clone, Debug, Default)]
pub struct Row {
    /// A line of text above its images; nothing where it is empty.
    pub title: String,
    /// Its images, from the left.
    pub cells: Vec<Cell>,
}

/// Rows of images; shorter rows end in the colour of the gaps.
pub struct Sheet {
    rows: Vec<Row>,
    zoom: usize,
}

impl Sheet {
    /// A sheet whose images are drawn `zoom` times (at least once) as wide and high as they are.
    pub fn new(rows: Vec<Row>, zoom: usize) -> Self {
        let zoom = zoom.max(1);
        Self { rows, zoom }
    }

    /// Width in pixels.
    pub fn width(&self) -> usize {
        let columns = self.rows.iter().map(|row| row.cells.len()).max();
        self.left(columns.unwrap_or(0))
    }

    /// Height in pixels.
    pub fn height(&self) -> usize {
        GAP + self
            .rows
            .iter()
            .map(|row| self.row_height(row))
            .sum::<usize>()
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
        let mut canvas = Canvas {
            width: self.width(),
            pixels: vec![GAP_GREY; self.width() * self.height()],
        };
        let mut top = GAP;
        for row in &self.rows {
            canvas.text(&row.title, GAP, top, canvas.width.saturating_sub(GAP));
            let images = top + title_height(row);
            for (column, cell) in row.cells.iter().enumerate() {
                let left = self.left(column);
                canvas.image(&cell.image, left, images, self.zoom);
                for (number, line) in cell.caption.iter().enumerate() {
                    let below = images + self.side() + number * LINE_HEIGHT;
                    canvas.text(line, left, below, self.side());
                }
            }
            top += self.row_height(row);
        }
        canvas.pixels
    }

    /// Pixels of an image's side.
    fn side(&self) -> usize {
        SIDE * self.zoom
    }

    /// Where the images of this column begin.
    fn left(&self, column: usize) -> usize {
        GAP + column * (self.side() + GAP)
    }

    /// From the top of this row to that of the next.
    fn row_height(&self, row: &Row) -> usize {
        let lines = row.cells.iter().map(|cell| cell.caption.len()).max();
        title_height(row) + self.side() + lines.unwrap_or(0) * LINE_HEIGHT + GAP
    }
}

fn title_height(row: &Row) -> usize {
    match row.title.is_empty() {
        true => 0,
        false => LINE_HEIGHT,
    }
}

/// Grey pixels to draw on.
struct Canvas {
    width: usize,
    pixels: Vec<u8>,
}

impl Canvas {
    fn image(&mut self, image: &Image, left: usize, top: usize, zoom: usize) {
        for y in 0..SIDE * zoom {
            let source = &image.0[y / zoom * SIDE..][..SIDE];
            let target = &mut self.pixels[(top + y) * self.width + left..][..SIDE * zoom];
            for (x, grey) in target.iter_mut().enumerate() {
                *grey = source[x / zoom];
            }
        }
    }

    /// Draws the text, cut at this width.
    fn text(&mut self, text: &str, left: usize, top: usize, width: usize) {
        lettering::draw(&lettering::fitted(text, width), |x, y, coverage| {
            let pixel = &mut self.pixels[(top + y) * self.width + left + x];
            *pixel = lettering::blend(*pixel, TEXT_GREY, coverage);
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::synthetic;

    const STEP: usize = 2 * SIDE + GAP;

    fn rows(captions: &[&str]) -> Vec<Row> {
        let digits = synthetic::generate(5, 0, 1).train;
        let cell = |image: &Image| Cell {
            image: *image,
            caption: captions.iter().map(|&line| line.to_owned()).collect(),
        };
        let rows = digits.images().chunks(3).map(|row| Row {
            title: String::new(),
            cells: row.iter().map(cell).collect(),
        });
        rows.collect()
    }

    fn picture(sheet: &Sheet) -> image::GrayImage {
        let png = sheet.png().unwrap();
        image::load_from_memory(&png).unwrap().into_luma8()
    }

    #[test]
    fn every_image_is_on_the_picture_where_its_row_and_column_say() {
        let rows = rows(&["1: 7"]);
        let picture = picture(&Sheet::new(rows.clone(), 2));
        let height = STEP + LINE_HEIGHT;
        let expected = (3 * STEP + GAP, 2 * height + GAP);
        assert_eq!(picture.dimensions(), (expected.0 as u32, expected.1 as u32));
        for (row, Row { cells, .. }) in rows.iter().enumerate() {
            for (column, cell) in cells.iter().enumerate() {
                for (pixel, grey) in cell.image.0.iter().enumerate() {
                    let x = GAP + column * STEP + pixel % SIDE * 2;
                    let y = GAP + row * height + pixel / SIDE * 2;
                    for (dx, dy) in [(0, 0), (1, 0), (0, 1), (1, 1)] {
                        let drawn = picture.get_pixel((x + dx) as u32, (y + dy) as u32);
                        assert_eq!(drawn.0, [*grey]);
                    }
                }
            }
        }
        // Of the second row's missing image, and of a gap.
        let missing = (2 * STEP + 20, height + 20);
        for (x, y) in [missing, (STEP + 1, 10)] {
            assert_eq!(picture.get_pixel(x as u32, y as u32).0, [GAP_GREY]);
        }
    }

    #[test]
    fn captions_stand_below_their_images_and_titles_above_their_rows() {
        let plain = Sheet::new(rows(&[]), 2);
        let captioned = Sheet::new(rows(&["index 1", "a 7"]), 2);
        assert_eq!(captioned.height(), plain.height() + 4 * LINE_HEIGHT);
        let below = GAP + 2 * SIDE..GAP + 2 * SIDE + LINE_HEIGHT;
        let is_written = |sheet: &Sheet, rows: std::ops::Range<usize>| {
            let picture = picture(sheet);
            let mut pixels =
                rows.flat_map(|y| (GAP..GAP + SIDE).map(move |x| (x as u32, y as u32)));
            pixels.any(|(x, y)| picture.get_pixel(x, y).0 == [TEXT_GREY])
        };
        assert!(is_written(&captioned, below.clone()));
        assert!(!is_written(&plain, below));

        let mut titled = rows(&[]);
        titled[0].title = "shift=5 ".repeat(100);
        let titled = Sheet::new(titled, 2);
        assert_eq!(titled.height(), plain.height() + LINE_HEIGHT);
        assert!(is_written(&titled, GAP..GAP + LINE_HEIGHT));
    }
}
