//! A seven drawn at any place, size and tone, and the bytes of its picture.

use std::io::Cursor;

use image::{DynamicImage, GrayImage, ImageFormat, Luma};

/// The tones of paper and ink.
pub(super) const DARK_ON_LIGHT: [u8; 2] = [255, 0];
pub(super) const LIGHT_ON_DARK: [u8; 2] = [0, 255];

/// A `width` by `height` picture of a seven, `size` pixels high, from `left` and `top` on.
pub(super) fn seven_at(
    [width, height]: [u32; 2],
    [left, top]: [u32; 2],
    size: u32,
    [paper, ink]: [u8; 2],
) -> GrayImage {
    GrayImage::from_fn(width, height, |x, y| {
        let inside = x >= left && y >= top && is_seven(x - left, y - top, size);
        Luma([if inside { ink } else { paper }])
    })
}

/// A seven in the middle of a square picture, with a fifth of its height as margin.
pub(super) fn seven(size: u32, tones: [u8; 2]) -> GrayImage {
    let margin = size / 5;
    seven_at(
        [size + 2 * margin; 2],
        [margin + size / 6, margin],
        size,
        tones,
    )
}

/// A bar and a slanted stem, two thirds as wide as high, with strokes an eighth as thick.
pub(super) fn is_seven(x: u32, y: u32, size: u32) -> bool {
    let (width, stroke) = (size * 2 / 3, (size / 8).max(1));
    let stem = (width - stroke).saturating_sub(y * (width - stroke) / (2 * size));
    let bar = y < stroke && x < width;
    y < size && (bar || (x >= stem && x < stem + stroke))
}

pub(super) fn png(picture: impl Into<DynamicImage>) -> Vec<u8> {
    encode(picture.into(), ImageFormat::Png)
}

pub(super) fn jpeg(picture: impl Into<DynamicImage>) -> Vec<u8> {
    encode(picture.into(), ImageFormat::Jpeg)
}

fn encode(picture: DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Vec::new();
    picture
        .write_to(&mut Cursor::new(&mut bytes), format)
        .unwrap();
    bytes
}

/// A PNG put together from its chunks, for what no encoder writes.
pub(super) fn png_of(chunks: &[(&[u8; 4], Vec<u8>)]) -> Vec<u8> {
    let mut bytes = b"\x89PNG\r\n\x1a\n".to_vec();
    for (kind, content) in chunks {
        bytes.extend((content.len() as u32).to_be_bytes());
        let body = [kind.as_slice(), content].concat();
        bytes.extend(&body);
        bytes.extend(crc32(&body).to_be_bytes());
    }
    bytes
}

/// A PNG's first chunk.
pub(super) fn header(width: u32, height: u32, depth: u8, colour: u8) -> Vec<u8> {
    let mut content = [width.to_be_bytes(), height.to_be_bytes()].concat();
    content.extend([depth, colour, 0, 0, 0]);
    content
}

/// A zlib stream that stores `content` as it is; at most 65,535 bytes.
pub(super) fn stored(content: &[u8]) -> Vec<u8> {
    let length = content.len() as u16;
    let mut bytes = vec![0x78, 0x01, 0x01];
    bytes.extend(length.to_le_bytes());
    bytes.extend((!length).to_le_bytes());
    bytes.extend(content);
    let (low, high) = content.iter().fold((1u32, 0u32), |(low, high), &byte| {
        let low = (low + u32::from(byte)) % 65_521;
        (low, (high + low) % 65_521)
    });
    bytes.extend((high << 16 | low).to_be_bytes());
    bytes
}

fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0, |mut crc, &byte| {
        crc ^= u32::from(byte);
        for _ in 0..8 {
            crc = if crc & 1 == 1 {
                crc >> 1 ^ 0xedb8_8320
            } else {
                crc >> 1
            };
        }
        crc
    })
}
