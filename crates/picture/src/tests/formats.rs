//! Every kind of PNG and JPEG shows the same digit.

use burn_mnist_model::input::Image;
use image::{
    DynamicImage, GrayAlphaImage, GrayImage, Luma, LumaA, Rgb, RgbImage, Rgba, RgbaImage, imageops,
};

use super::drawings::{DARK_ON_LIGHT, header, is_seven, jpeg, png, png_of, seven, stored};
use super::{difference, prepared};
use crate::{Prepared, Sample, read, read_from, read_sample};

const SIDE: u32 = 280;
const MARGIN: u32 = 40;

fn inside(x: u32, y: u32) -> bool {
    x >= MARGIN && y >= MARGIN && is_seven(x - MARGIN, y - MARGIN, 200)
}

fn reference() -> Image {
    prepared(&png(seven(200, DARK_ON_LIGHT))).image
}

fn assert_seven(bytes: &[u8], dark_on_light: bool) {
    let Prepared { image, inverted } = prepared(bytes);
    assert_eq!(inverted, dark_on_light);
    assert!(difference(&image, &reference()) < 1.0);
}

#[test]
fn colour_becomes_grey() {
    let blue_on_yellow = RgbImage::from_fn(SIDE, SIDE, |x, y| {
        if inside(x, y) {
            Rgb([10, 20, 160])
        } else {
            Rgb([250, 240, 120])
        }
    });
    assert_seven(&png(blue_on_yellow), true);
}

#[test]
fn dark_ink_on_transparency_gets_white_paper() {
    // See-through pixels are stored black, as the ink is.
    let drawing = RgbaImage::from_fn(SIDE, SIDE, |x, y| {
        Rgba([0, 0, 0, if inside(x, y) { 255 } else { 0 }])
    });
    assert_seven(&png(drawing), true);
}

#[test]
fn light_ink_on_transparency_gets_black_paper() {
    let drawing = RgbaImage::from_fn(SIDE, SIDE, |x, y| {
        Rgba([255, 255, 255, if inside(x, y) { 255 } else { 0 }])
    });
    assert_seven(&png(drawing), false);
}

#[test]
fn a_transparent_drawing_cropped_to_its_ink_gets_paper_too() {
    let drawing = RgbaImage::from_fn(133, 200, |x, y| {
        Rgba([30, 0, 0, if is_seven(x, y, 200) { 255 } else { 0 }])
    });
    assert_seven(&png(drawing), true);
}

#[test]
fn holes_in_an_opaque_picture_are_paper() {
    let card = RgbaImage::from_fn(SIDE, SIDE, |x, y| {
        let corner = x.min(SIDE - 1 - x) + y.min(SIDE - 1 - y) < 30;
        let tone = if inside(x, y) { 20 } else { 240 };
        if corner {
            Rgba([0; 4])
        } else {
            Rgba([tone, tone, tone, 255])
        }
    });
    assert_seven(&png(card), true);
}

#[test]
fn grey_with_alpha_is_read() {
    let drawing = GrayAlphaImage::from_fn(SIDE, SIDE, |x, y| {
        LumaA([90, if inside(x, y) { 255 } else { 0 }])
    });
    assert_seven(&png(drawing), true);
}

#[test]
fn sixteen_bits_are_read() {
    let grey = DynamicImage::from(seven(200, DARK_ON_LIGHT));
    assert_seven(&png(grey.to_luma16()), true);
    assert_seven(&png(grey.to_rgba16()), true);
}

#[test]
fn a_palette_and_single_bits_are_read() {
    let rows = |bits: u32| -> Vec<u8> {
        let mut bytes = Vec::new();
        for y in 0..SIDE {
            bytes.push(0);
            for group in 0..SIDE * bits / 8 {
                let bit = |n: u32| u32::from(inside(group * 8 / bits + n, y)) << (8 / bits - 1 - n);
                bytes.push((0..8 / bits).map(bit).sum::<u32>() as u8);
            }
        }
        bytes
    };
    // Colour 1 of the palette is ink.
    let palette = png_of(&[
        (b"IHDR", header(SIDE, SIDE, 1, 3)),
        (b"PLTE", vec![240, 250, 230, 60, 10, 10]),
        (b"IDAT", stored(&rows(1))),
        (b"IEND", vec![]),
    ]);
    assert_seven(&palette, true);
    let white_on_black = png_of(&[
        (b"IHDR", header(SIDE, SIDE, 1, 0)),
        (b"IDAT", stored(&rows(1))),
        (b"IEND", vec![]),
    ]);
    assert_seven(&white_on_black, false);
}

#[test]
fn a_jpeg_is_read() {
    let Prepared { image, inverted } = prepared(&jpeg(seven(200, [230, 40])));
    assert!(inverted);
    assert!(difference(&image, &reference()) < 3.0);
}

#[test]
fn a_photograph_is_turned_as_its_camera_noted() {
    // EXIF orientation 3: the camera was held upside down.
    let exif = b"\xff\xe1\x00\x22Exif\0\0MM\0*\0\0\0\x08\
        \0\x01\x01\x12\0\x03\0\0\0\x01\0\x03\0\0\0\0\0\0";
    let mut bytes = jpeg(imageops::rotate180(&seven(200, DARK_ON_LIGHT)));
    assert!(difference(&prepared(&bytes).image, &reference()) > 20.0);
    bytes.splice(2..2, exif.iter().copied());
    assert!(difference(&prepared(&bytes).image, &reference()) < 3.0);
}

#[test]
fn a_file_and_a_stream_give_what_their_bytes_give() {
    let bytes = png(seven(200, DARK_ON_LIGHT));
    let folder = tempfile::tempdir().unwrap();
    // The extension is wrong: the format is recognised by content.
    let path = folder.path().join("seven.jpg");
    std::fs::write(&path, &bytes).unwrap();
    assert!(read(&path).is_ok_and(|seven| seven.image == reference()));
    let stream = read_from(bytes.as_slice(), "standard input");
    assert!(stream.is_ok_and(|seven| seven.image == reference()));
}

#[test]
fn a_picture_of_a_data_set_is_taken_as_it_is_only_in_28x28_and_8_bit_grey() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("sample.png");
    let dark_on_light = GrayImage::from_fn(28, 28, |x, _| Luma([if x == 14 { 0 } else { 255 }]));
    dark_on_light.save(&path).unwrap();
    let sample = read_sample(&path).unwrap();
    assert_eq!(sample, Sample::AsIs(*sample.image()));
    assert_eq!(sample.image().0.as_slice(), dark_on_light.as_raw());

    GrayImage::new(28, 28).save(&path).unwrap();
    assert_eq!(
        read_sample(&path).unwrap().image().0,
        [0; 784],
        "a blank one is no fault here"
    );

    DynamicImage::from(dark_on_light)
        .into_rgb8()
        .save(&path)
        .unwrap();
    let prepared = Sample::Prepared(read(&path).unwrap());
    assert_eq!(read_sample(&path).unwrap(), prepared);
}
