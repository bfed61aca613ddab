//! Bytes to pixels, within limits that are checked before any pixel is allocated.

use std::io::Cursor;

use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageReader, Limits};

use super::sniff::{Format, Other, sniff};
use super::{MAX_SIDE, PictureError};

/// The largest legal picture, 16-bit RGBA, takes 128 MiB; the rest is for the decoder's own needs.
const MAX_ALLOCATION: u64 = MAX_SIDE as u64 * MAX_SIDE as u64 * 8 + 32 * 1024 * 1024;

/// Decodes a PNG (the first frame of an animated one) or JPEG and turns it upright.
pub(super) fn decode(bytes: &[u8], name: &str) -> Result<DynamicImage, PictureError> {
    if bytes.is_empty() {
        return Err(PictureError::Empty {
            name: name.to_owned(),
        });
    }
    let format = sniff(bytes).map_err(|Other(found)| PictureError::Format {
        name: name.to_owned(),
        found,
    })?;
    let damaged = |fault: String| PictureError::Damaged {
        name: name.to_owned(),
        format: format.name(),
        fault,
    };

    if format == Format::Jpeg && !is_whole_jpeg(bytes) {
        return Err(damaged("it breaks off before its end".to_owned()));
    }
    let mut decoder = open(bytes, format).map_err(|fault| damaged(fault.to_string()))?;
    let (width, height) = decoder.dimensions();
    if width > MAX_SIDE || height > MAX_SIDE {
        return Err(PictureError::TooLarge {
            name: name.to_owned(),
            width,
            height,
        });
    }
    if width == 0 || height == 0 {
        return Err(damaged(format!("it claims to be {width}x{height} pixels")));
    }
    // A phone stores a photograph as its sensor lay; an unreadable note of how is no reason to refuse.
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let mut picture =
        DynamicImage::from_decoder(decoder).map_err(|fault| damaged(fault.to_string()))?;
    picture.apply_orientation(orientation);
    Ok(picture)
}

/// The decoder fills what is missing of a JPEG with grey, so the end is looked for here: the last
/// scan (SOS) is followed by an end (EOI). Within a scan's data neither marker can occur
/// (ITU-T T.81, B.1.1.2 and B.1.1.5).
fn is_whole_jpeg(bytes: &[u8]) -> bool {
    let last = |marker: u8| bytes.windows(2).rposition(|pair| pair == [0xff, marker]);
    last(0xd9) > last(0xda)
}

/// Reads the header; sides are left to the caller, whose message can name them.
fn open(bytes: &[u8], format: Format) -> image::ImageResult<impl ImageDecoder> {
    let mut limits = Limits::no_limits();
    limits.max_alloc = Some(MAX_ALLOCATION);
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format.codec());
    reader.limits(limits);
    reader.into_decoder()
}
