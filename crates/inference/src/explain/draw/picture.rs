//! Panels side by side, enlarged and captioned, as the bytes of a PNG file.

use std::io::Cursor;

use burn_mnist_model::{Image, SIDE};
use burn_mnist_picture::lettering::LINE_HEIGHT;
use image::{ImageFormat, Rgb, RgbImage};

use super::caption::{legend, write};
use super::layout::Layout;
use super::{Panel, Scale, unit_panels};
use crate::error::InferenceError;
use crate::explain::{Explanation, Method, Unit};

/// Side of a pixel of an explanation's picture, in the file's pixels.
const STRIP_ENLARGEMENT: usize = 8;

/// Side of a pixel of a unit's picture, in the file's pixels; with captions they are larger.
const UNIT_ENLARGEMENT: usize = 3;
const CAPTIONED_UNIT_ENLARGEMENT: usize = 4;

/// The most units in a picture: a wider layer's weakest are left out, before the file gets unwieldy.
const MOST_UNITS: usize = 1024;

/// Pixels at least as bright are inside the outline.
const INSIDE: u8 = 128;

const BACKGROUND: Rgb<u8> = Rgb([255; 3]);
const OUTLINE: Rgb<u8> = Rgb([110; 3]);

/// A PNG of the image and what explains its class, from left to right under `heading`: the image and
/// [`Method::DRAWN`], each with its title and on its own scale over the digit's outline. A legend says what the
/// colours mean.
///
/// # Errors
///
/// [`InferenceError::Drawing`] if it cannot be encoded.
pub fn strip(
    heading: &str,
    image: &Image,
    explanation: &Explanation,
) -> Result<Vec<u8>, InferenceError> {
    let maps = Method::DRAWN.map(|method| Panel::of(explanation.map(method), image));
    let panels: Vec<Panel> = std::iter::once(Panel::Digit(image)).chain(maps).collect();
    let layout = Layout {
        header: STRIP_ENLARGEMENT + 2 * LINE_HEIGHT,
        footer: LINE_HEIGHT + STRIP_ENLARGEMENT,
        ..Layout::new(panels.len(), STRIP_ENLARGEMENT)
    };
    let mut picture = grid(&panels, &layout);
    let margin = STRIP_ENLARGEMENT;
    write(&mut picture, heading, (margin, margin));
    let titles = std::iter::once("input").chain(Method::DRAWN.map(Method::name));
    for (number, title) in titles.enumerate() {
        let (left, top) = layout.position(number);
        write(&mut picture, title, (left, top - LINE_HEIGHT));
    }
    let class = explanation.class;
    let against = format!("evidence against a {class}");
    let for_it = format!("evidence for a {class} (each map on its own scale)");
    // Below the first map; the input has no colours.
    let (left, _) = layout.position(1);
    let below = (left, layout.below(panels.len()));
    legend(&mut picture, below, &against, &for_it);
    png(&picture)
}

/// A PNG of one panel without a margin, each of its pixels `enlargement` (at least one) of the file's
/// wide and high.
///
/// # Errors
///
/// [`InferenceError::Drawing`] if it cannot be encoded.
pub fn alone(panel: &Panel, enlargement: usize) -> Result<Vec<u8>, InferenceError> {
    let enlargement = enlargement.max(1);
    let side = (SIDE * enlargement) as u32;
    let mut picture = RgbImage::new(side, side);
    put(&mut picture, panel, (0, 0), enlargement);
    png(&picture)
}

/// A PNG of the weights of `units`, row by row in their order, at most the first 1,024.
///
/// # Errors
///
/// [`InferenceError::Drawing`] if it cannot be encoded.
pub fn unit_grid(units: &[Unit], scale: Scale) -> Result<Vec<u8>, InferenceError> {
    let panels = unit_panels(&units[..units.len().min(MOST_UNITS)], scale);
    let layout = Layout::new(columns(panels.len()), UNIT_ENLARGEMENT);
    png(&grid(&panels, &layout))
}

/// [`unit_grid`] with a title above, the number and the outgoing norm of each unit below it, and a legend.
///
/// # Errors
///
/// [`InferenceError::Drawing`] if it cannot be encoded.
pub fn captioned_unit_grid(units: &[Unit], scale: Scale) -> Result<Vec<u8>, InferenceError> {
    let units = &units[..units.len().min(MOST_UNITS)];
    let panels = unit_panels(units, scale);
    let layout = Layout {
        header: CAPTIONED_UNIT_ENLARGEMENT + LINE_HEIGHT,
        caption: LINE_HEIGHT,
        footer: LINE_HEIGHT + CAPTIONED_UNIT_ENLARGEMENT,
        ..Layout::new(columns(panels.len()).max(4), CAPTIONED_UNIT_ENLARGEMENT)
    };
    let mut picture = grid(&panels, &layout);
    let scales = match scale {
        Scale::Common => "one scale for all units",
        Scale::Each => "each unit on its own scale",
    };
    let margin = CAPTIONED_UNIT_ENLARGEMENT;
    write(
        &mut picture,
        &format!("unit: outgoing norm; {scales}"),
        (margin, margin),
    );
    for (number, unit) in units.iter().enumerate() {
        let (left, top) = layout.position(number);
        let caption = format!("{}: {:.2}", unit.number, unit.outgoing_norm);
        let below = top + SIDE * CAPTIONED_UNIT_ENLARGEMENT;
        write(&mut picture, &caption, (left, below));
    }
    let below = (CAPTIONED_UNIT_ENLARGEMENT, layout.below(panels.len()));
    match (scale, panels.first()) {
        (Scale::Common, Some(Panel::Map { largest, .. })) => {
            let (least, most) = (format!("weight -{largest:.2}"), format!("{largest:.2}"));
            legend(&mut picture, below, &least, &most);
        }
        _ => legend(&mut picture, below, "weight < 0", "> 0"),
    }
    png(&picture)
}

/// Twice as many columns as rows, as screens are wide.
fn columns(panels: usize) -> usize {
    let columns = (2.0 * panels as f64).sqrt().ceil() as usize;
    columns.max(1)
}

fn grid(panels: &[Panel], layout: &Layout) -> RgbImage {
    let (width, height) = layout.size(panels.len());
    let mut picture = RgbImage::from_pixel(width as u32, height as u32, BACKGROUND);
    for (number, panel) in panels.iter().enumerate() {
        put(
            &mut picture,
            panel,
            layout.position(number),
            layout.enlargement,
        );
    }
    picture
}

/// Draws a panel with its first pixel at (left, top).
fn put(picture: &mut RgbImage, panel: &Panel, (left, top): (usize, usize), enlargement: usize) {
    let side = SIDE * enlargement;
    for (x, y) in (0..side).flat_map(|y| (0..side).map(move |x| (x, y))) {
        let colour = match is_outline(panel, x, y, enlargement) {
            true => OUTLINE,
            false => Rgb(panel.colour(y / enlargement * SIDE + x / enlargement)),
        };
        picture.put_pixel((left + x) as u32, (top + y) as u32, colour);
    }
}

/// Whether the file's pixel (x, y) of a panel is at an edge between ink and paper: the first of a
/// pixel that is unlike the one to its left or above.
fn is_outline(panel: &Panel, x: usize, y: usize, enlargement: usize) -> bool {
    let Panel::Map {
        outline: Some(image),
        ..
    } = panel
    else {
        return false;
    };
    let (column, row) = (x / enlargement, y / enlargement);
    let inside = |row: usize, column: usize| image.0[row * SIDE + column] >= INSIDE;
    let here = inside(row, column);
    (x.is_multiple_of(enlargement) && column > 0 && inside(row, column - 1) != here)
        || (y.is_multiple_of(enlargement) && row > 0 && inside(row - 1, column) != here)
}

fn png(picture: &RgbImage) -> Result<Vec<u8>, InferenceError> {
    let mut bytes = Cursor::new(Vec::new());
    let written = picture.write_to(&mut bytes, ImageFormat::Png);
    written.map_err(|error| InferenceError::Drawing {
        reason: error.to_string(),
    })?;
    Ok(bytes.into_inner())
}

#[cfg(test)]
mod tests {
    use burn_mnist_model::PIXELS;

    use super::*;
    use crate::explain::Map;

    fn unit(number: usize, weight: f32) -> Unit {
        let mut weights = Map([0.0; PIXELS]);
        weights.0[0] = weight;
        Unit {
            number,
            weights,
            outgoing_norm: 1.0,
        }
    }

    #[test]
    fn units_are_laid_out_row_by_row_on_the_scale_asked_for() {
        let units: Vec<Unit> = (0..7)
            .map(|number| unit(number, if number == 5 { -2.0 } else { 1.0 }))
            .collect();
        for (scale, first) in [
            (Scale::Each, [178, 24, 43]),
            (Scale::Common, [246, 179, 149]),
        ] {
            let bytes = unit_grid(&units, scale).unwrap();
            let picture = image::load_from_memory(&bytes).unwrap().to_rgb8();
            assert_eq!(picture.dimensions(), (4 * 87 + 3, 2 * 87 + 3));
            assert_eq!(picture.get_pixel(3, 3).0, first, "{scale:?}");
            // The sixth is the second of the second row.
            assert_eq!(picture.get_pixel(87 + 3, 87 + 3).0, [33, 102, 172]);
            assert_eq!(
                picture.get_pixel(3 * 87 + 3, 87 + 3).0,
                [255; 3],
                "there is no eighth"
            );
        }
    }

    #[test]
    fn a_panel_alone_has_no_margin() {
        let image = Image(std::array::from_fn(|at| (at % 251) as u8));
        for enlargement in [0, 1, 3] {
            let bytes = alone(&Panel::Digit(&image), enlargement).unwrap();
            let picture = image::load_from_memory(&bytes).unwrap().to_rgb8();
            let scale = enlargement.max(1) as u32;
            assert_eq!(picture.dimensions(), (28 * scale, 28 * scale));
            let last = picture.get_pixel(28 * scale - 1, 28 * scale - 1);
            assert_eq!(last.0, [(783 % 251) as u8; 3]);
        }
    }

    #[test]
    fn a_layer_too_wide_shows_its_strongest_units() {
        let units: Vec<Unit> = (0..1100).map(|number| unit(number, 1.0)).collect();
        let bytes = unit_grid(&units, Scale::Common).unwrap();
        let picture = image::load_from_memory(&bytes).unwrap();
        assert_eq!(
            (picture.width(), picture.height()),
            (46 * 87 + 3, 23 * 87 + 3)
        );
    }

    #[test]
    fn the_outline_runs_between_ink_and_paper() {
        let mut image = Image([0; PIXELS]);
        image.0[SIDE + 1] = 255;
        let map = Map([0.0; PIXELS]);
        let picture = grid(&[Panel::of(&map, &image)], &Layout::new(1, 8));
        let outlined = picture.pixels().filter(|pixel| **pixel == OUTLINE).count();
        // Four sides of eight, two of which meet in the pixel's own corner.
        assert_eq!(outlined, 31);
    }

    /// Whether anything but the background is in these rows.
    fn is_drawn(picture: &RgbImage, rows: std::ops::Range<usize>) -> bool {
        let mut pixels = picture.enumerate_pixels();
        pixels.any(|(_, y, pixel)| rows.contains(&(y as usize)) && *pixel != BACKGROUND)
    }

    #[test]
    fn captions_of_units_stand_below_them_and_the_legend_last() {
        let units: Vec<Unit> = (0..7).map(|number| unit(number, 1.0)).collect();
        let bytes = captioned_unit_grid(&units, Scale::Each).unwrap();
        let picture = image::load_from_memory(&bytes).unwrap().to_rgb8();
        let row = 29 * 4 + LINE_HEIGHT;
        let header = 4 + LINE_HEIGHT;
        let height = header + 2 * row + 4 + LINE_HEIGHT + 4;
        assert_eq!(picture.dimensions(), (4 * 29 * 4 + 4, height as u32));
        assert!(is_drawn(&picture, 4..header));
        let caption = header + 29 * 4..header + 29 * 4 + LINE_HEIGHT;
        assert!(is_drawn(&picture, caption));
        let legend = header + 2 * row + 4..height;
        assert!(is_drawn(&picture, legend));
    }
}
