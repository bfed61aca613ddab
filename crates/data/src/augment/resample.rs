//! The one time that an image is resampled, however many parts move it: repeated interpolation would blur it.

use burn_mnist_model::input::{Image, PIXELS, SIDE};

use super::elastic::Field;
use super::geometry::Affine;

/// A row of an image with black around it, rounded up so that a shift finds a row.
const STRIDE: usize = 32;
const CELLS: usize = STRIDE * STRIDE;

/// Positions are multiples of 1/256 of a pixel.
const ONE: u32 = 256;

/// Beyond this all is black: position 0 is a pixel before the first, this a pixel behind the last.
const FARTHEST: f32 = (SIDE as u32 + 1) as f32 * ONE as f32;

/// The column and the row of every pixel.
const GRID: [[f32; PIXELS]; 2] = grid();

/// The image as an affine map moves it, black where that reaches beyond it.
#[inline(always)]
pub(super) fn straight(image: &Image, affine: &Affine) -> Image {
    resample(
        image,
        #[inline(always)]
        |pixel| affine.source(GRID[0][pixel], GRID[1][pixel]),
    )
}

/// The image bent by `field`, then moved by `affine`.
#[inline(always)]
pub(super) fn bent(image: &Image, affine: &Affine, field: &Field) -> Image {
    resample(
        image,
        #[inline(always)]
        |pixel| {
            let (x, y) = (GRID[0][pixel], GRID[1][pixel]);
            affine.source(x + field.x[pixel], y + field.y[pixel])
        },
    )
}

#[inline(always)]
fn resample(image: &Image, source: impl Fn(usize) -> [f32; 2]) -> Image {
    let neighbours = neighbours(image);
    let mut output = Image([0; PIXELS]);
    for (pixel, grey) in output.0.iter_mut().enumerate() {
        let [x, y] = source(pixel).map(fixed_point);
        let cell = (y / ONE) as usize * STRIDE + (x / ONE) as usize;
        *grey = blend(neighbours[cell], x % ONE, y % ONE);
    }
    output
}

/// Each pixel with those right of it, below it and below right, from the low byte up: one load for four.
#[inline(always)]
fn neighbours(image: &Image) -> [u32; CELLS] {
    let mut padded = [0; CELLS + STRIDE + 1];
    for (row, pixels) in image.0.chunks_exact(SIDE).enumerate() {
        padded[(row + 1) * STRIDE + 1..][..SIDE].copy_from_slice(pixels);
    }
    let mut cells = [0; CELLS];
    for (cell, packed) in cells.iter_mut().enumerate() {
        *packed = u32::from_le_bytes([
            padded[cell],
            padded[cell + 1],
            padded[cell + STRIDE],
            padded[cell + STRIDE + 1],
        ]);
    }
    cells
}

/// A coordinate in 1/256 of a pixel, from one pixel outside the image.
#[inline(always)]
fn fixed_point(coordinate: f32) -> u32 {
    let position = ((coordinate + 1.0) * ONE as f32).clamp(0.0, FARTHEST);
    // An f32 of 2^23 has no fraction left: the sum is rounded, and its low bits are the number.
    (position + 8_388_608.0).to_bits() % (STRIDE as u32 * ONE)
}

/// Bilinear interpolation, `x` and `y` of [`ONE`] into the cell.
#[inline(always)]
fn blend(cell: u32, x: u32, y: u32) -> u8 {
    let between = |low: u32, high: u32| low * (ONE - x) + high * x;
    let top = between(cell & 255, cell >> 8 & 255);
    let bottom = between(cell >> 16 & 255, cell >> 24);
    ((top * (ONE - y) + bottom * y + ONE * ONE / 2) / (ONE * ONE)) as u8
}

const fn grid() -> [[f32; PIXELS]; 2] {
    let mut grid = [[0.0; PIXELS]; 2];
    let mut pixel = 0;
    while pixel < PIXELS {
        grid[0][pixel] = (pixel % SIDE) as f32;
        grid[1][pixel] = (pixel / SIDE) as f32;
        pixel += 1;
    }
    grid
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spot() -> Image {
        let mut image = Image([0; PIXELS]);
        image.0[10 * SIDE + 7] = 200;
        image
    }

    fn moved(image: &Image, x: f32, y: f32) -> Image {
        resample(image, |pixel| [GRID[0][pixel] + x, GRID[1][pixel] + y])
    }

    #[test]
    fn whole_pixels_move_without_a_change() {
        let image = crate::synthetic::generate(1, 0, 1).train.images()[0];
        assert_eq!(moved(&image, 0.0, 0.0), image);
        let moved = moved(&image, 2.0, -3.0);
        for row in 3..SIDE {
            let (from, to) = ((row - 3) * SIDE, row * SIDE);
            assert_eq!(moved.0[to..to + SIDE - 2], image.0[from + 2..from + SIDE]);
        }
    }

    #[test]
    fn a_point_between_pixels_is_their_weighted_mean() {
        let moved = moved(&spot(), 0.25, 0.5);
        let expected = [(10, 7, 75), (9, 7, 75), (10, 6, 25), (9, 6, 25)];
        for (row, column, grey) in expected {
            assert_eq!(moved.0[row * SIDE + column], grey);
        }
        assert_eq!(moved.0.iter().filter(|grey| **grey > 0).count(), 4);
    }

    #[test]
    fn beyond_the_image_all_is_black_and_its_edge_fades() {
        let white = Image([255; PIXELS]);
        assert_eq!(moved(&white, 0.0, -0.5).0[..SIDE], [128; SIDE]);
        for far in [30.0, -30.0, 1e9, -1e9, f32::INFINITY] {
            assert_eq!(moved(&white, far, 0.0).0, [0; PIXELS]);
        }
    }
}
