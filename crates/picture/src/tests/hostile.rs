//! Files that are not pictures of digits are refused with a message, and nothing panics.

use std::io;
use std::path::Path;

use image::GrayImage;

use super::drawings::{DARK_ON_LIGHT, header, jpeg, png, png_of, seven};
use super::refused;
use crate::{MAX_BYTES, PictureError, decode, read, read_from};

#[test]
fn other_formats_are_named_and_the_accepted_ones_too() {
    for (bytes, found) in [
        (b"GIF89a\x01\0\x01\0".as_slice(), "a GIF picture"),
        (b"RIFF\x24\0\0\0WEBPVP8 ", "a WebP picture"),
        (b"\0\0\0\x18ftypheic", "a HEIC picture"),
        (
            b"<svg xmlns=\"http://www.w3.org/2000/svg\"/>",
            "an SVG drawing",
        ),
        (b"a seven\n", "text"),
        (
            b"\x01\x02\x03",
            "of an unknown kind (it starts with the bytes 01 02 03)",
        ),
    ] {
        let message = refused(bytes).to_string();
        let expected = format!("the picture drawing is {found}; expected PNG or JPEG");
        assert!(message.starts_with(&expected), "{message}");
    }
}

#[test]
fn nothing_at_all_is_refused() {
    assert!(matches!(refused(b""), PictureError::Empty { .. }));
}

#[test]
fn a_picture_without_ink_is_blank() {
    for tone in [0, 128, 255] {
        for sides in [[1, 1], [28, 28], [300, 200]] {
            let paper = GrayImage::from_pixel(sides[0], sides[1], image::Luma([tone]));
            assert!(matches!(
                refused(&png(paper.clone())),
                PictureError::Blank { .. }
            ));
            assert!(matches!(refused(&jpeg(paper)), PictureError::Blank { .. }));
        }
    }
    let clear = image::RgbaImage::new(100, 100);
    assert!(matches!(refused(&png(clear)), PictureError::Blank { .. }));
}

#[test]
fn a_truncated_png_never_panics_and_never_loads() {
    let whole = png(seven(40, DARK_ON_LIGHT));
    // The last chunk, 12 bytes, only says that the picture has ended.
    for length in 0..whole.len() - 12 {
        let name = format!("the first {length} bytes");
        let error = decode(&whole[..length], &name).err();
        assert!(error.is_some_and(|error| error.to_string().contains(&name)));
    }
}

#[test]
fn a_truncated_jpeg_never_loads() {
    let whole = jpeg(seven(40, DARK_ON_LIGHT));
    decode(&whole, "whole").unwrap();
    for length in 0..whole.len() - 2 {
        assert!(decode(&whole[..length], "truncated").is_err(), "{length}");
    }
}

#[test]
fn damaged_bytes_never_panic() {
    for whole in [
        png(seven(40, DARK_ON_LIGHT)),
        jpeg(seven(40, DARK_ON_LIGHT)),
    ] {
        for at in 0..whole.len() {
            let mut flipped = whole.clone();
            flipped[at] ^= 0x55;
            let _ = decode(&flipped, "flipped");
            let _ = decode(&whole[..at], "truncated");
        }
    }
}

#[test]
fn huge_sides_are_refused_from_the_header_alone() {
    for (width, height) in [
        (65_535, 65_535),
        (4_097, 1),
        (1, 4_097),
        (i32::MAX as u32, 2),
    ] {
        let bomb = png_of(&[(b"IHDR", header(width, height, 16, 6)), (b"IDAT", vec![])]);
        match refused(&bomb) {
            PictureError::TooLarge {
                width: w,
                height: h,
                ..
            } => assert_eq!((w, h), (width, height)),
            PictureError::Damaged { .. } if width > 65_535 => {}
            error => panic!("{width}x{height}: {error}"),
        }
    }
    let jpeg_bomb = b"\xff\xd8\xff\xc0\x00\x0b\x08\xff\xff\xff\xff\x01\x01\x11\x00\
        \xff\xda\x00\x08\x01\x01\x00\x00\x3f\x00\xff\xd9";
    let error = refused(jpeg_bomb);
    assert!(error.to_string().contains("65535x65535"), "{error}");
}

#[test]
fn no_sides_at_all_are_damage() {
    for (width, height) in [(0, 0), (0, 5), (5, 0)] {
        let bytes = png_of(&[(b"IHDR", header(width, height, 8, 0)), (b"IDAT", vec![])]);
        assert!(matches!(refused(&bytes), PictureError::Damaged { .. }));
    }
}

#[test]
fn a_palette_picture_without_its_palette_is_damage() {
    let bytes = png_of(&[
        (b"IHDR", header(9, 9, 8, 3)),
        (b"IDAT", vec![]),
        (b"IEND", vec![]),
    ]);
    let message = refused(&bytes).to_string();
    assert!(message.starts_with("the picture drawing starts as PNG but cannot be decoded"));
}

#[test]
fn an_endless_stream_is_read_up_to_the_limit() {
    let error = read_from(io::repeat(0x89), "standard input").unwrap_err();
    assert!(matches!(error, PictureError::TooLong { .. }));
    assert_eq!(
        error.to_string(),
        format!(
            "the picture standard input is larger than {} MiB, the limit; save it smaller",
            MAX_BYTES / 1024 / 1024
        )
    );
}

#[test]
fn a_missing_file_is_named() {
    let error = read(Path::new("no/such/seven.png")).unwrap_err();
    assert!(matches!(error, PictureError::Unreadable { .. }));
    assert!(error.to_string().contains("seven.png"));
}
