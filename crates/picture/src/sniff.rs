//! The format of a picture, recognised by its first bytes and never by its name.

use image::ImageFormat;

/// A format that is decoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Format {
    Png,
    Jpeg,
}

impl Format {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Png => "PNG",
            Self::Jpeg => "JPEG",
        }
    }

    pub(super) fn codec(self) -> ImageFormat {
        match self {
            Self::Png => ImageFormat::Png,
            Self::Jpeg => ImageFormat::Jpeg,
        }
    }
}

/// Where a signature stands, the signature, and what it announces.
const OTHERS: [(usize, &[u8], &str); 16] = [
    (0, b"GIF8", "a GIF picture"),
    (8, b"WEBP", "a WebP picture"),
    (0, b"BM", "a BMP picture"),
    (0, b"II*\0", "a TIFF picture"),
    (0, b"MM\0*", "a TIFF picture"),
    (4, b"ftypavif", "an AVIF picture"),
    (4, b"ftypheic", "a HEIC picture"),
    (4, b"ftypheix", "a HEIC picture"),
    (4, b"ftypmif1", "a HEIF picture"),
    (0, b"\0\0\x01\0", "an icon"),
    (0, b"%PDF", "a PDF document"),
    (0, b"<svg", "an SVG drawing"),
    (0, b"<?xml", "an XML document, perhaps an SVG drawing"),
    (0, b"\0\0\x08", "an IDX file, as MNIST's own are"),
    (0, b"\x1f\x8b", "a gzip archive"),
    (0, b"PK\x03\x04", "a zip archive"),
];

/// Bytes of no format that is decoded, and in words what they seem to be.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Other(pub(super) String);

/// The format of `bytes`.
pub(super) fn sniff(bytes: &[u8]) -> Result<Format, Other> {
    if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        return Ok(Format::Png);
    }
    if bytes.starts_with(b"\xff\xd8\xff") {
        return Ok(Format::Jpeg);
    }
    let known = OTHERS
        .iter()
        .find(|(at, signature, _)| {
            bytes
                .get(*at..)
                .is_some_and(|rest| rest.starts_with(signature))
        })
        .map(|(_, _, name)| (*name).to_owned());
    Err(Other(known.unwrap_or_else(|| describe(bytes))))
}

fn describe(bytes: &[u8]) -> String {
    let head = &bytes[..bytes.len().min(512)];
    let is_text = head
        .iter()
        .all(|byte| !byte.is_ascii_control() || byte.is_ascii_whitespace());
    if is_text && head.is_ascii() {
        return "text".to_owned();
    }
    let start: Vec<String> = head
        .iter()
        .take(4)
        .map(|byte| format!("{byte:02x}"))
        .collect();
    format!(
        "of an unknown kind (it starts with the bytes {})",
        start.join(" ")
    )
}
