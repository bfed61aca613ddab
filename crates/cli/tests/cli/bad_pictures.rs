//! Pictures that cannot be read: each is named, with what is wrong and what to do.

use image::{GrayImage, Luma};

use crate::fixture::{picture, png, quick_run, synthetic_test};
use crate::sandbox::Sandbox;

#[track_caller]
fn refuse(content: impl AsRef<[u8]>, words: &str) {
    let sandbox = Sandbox::new();
    quick_run(&sandbox);
    picture(&synthetic_test(1).images()[0])
        .save(sandbox.path("good.png"))
        .unwrap();
    sandbox.write("bad.png", content);
    sandbox
        .run("predict run bad.png")
        .failed(3)
        .says(&format!("error: the picture bad.png {words}"));
    // The good picture is predicted nonetheless.
    let both = sandbox.run("predict run bad.png good.png").ended(3);
    assert!(both.stdout.starts_with("good.png: "), "{}", both.stdout);
    assert_eq!(both.stdout.lines().count(), 1);
    both.says(&format!("error: the picture bad.png {words}"));
}

#[test]
fn text_is_called_text() {
    refuse("seven\n", "is text; expected PNG or JPEG");
}

#[test]
fn an_empty_file_is_called_empty() {
    refuse("", "is empty (0 bytes)");
}

#[test]
fn a_gif_is_called_one_whatever_its_name() {
    refuse(
        b"GIF89a\x1c\0\x1c\0\0\0\0;",
        "is a GIF picture; expected PNG or JPEG",
    );
}

#[test]
fn a_truncated_picture_is_called_damaged() {
    let whole = png(&picture(&synthetic_test(1).images()[0]));
    refuse(
        &whole[..whole.len() / 2],
        "starts as PNG but cannot be decoded",
    );
}

#[test]
fn a_blank_picture_says_so() {
    refuse(png(&GrayImage::from_pixel(64, 64, Luma([255]))), "is blank");
}

#[test]
fn a_header_that_claims_a_giant_is_refused_before_anything_is_allocated() {
    let mut bytes = png(&GrayImage::new(1, 1));
    // Width and height stand at 16 and 20, in the chunk that begins with its name at 12.
    for at in [16, 20] {
        bytes[at..at + 4].copy_from_slice(&100_000_u32.to_be_bytes());
    }
    let checksum = crc32(&bytes[12..29]).to_be_bytes();
    bytes[29..33].copy_from_slice(&checksum);
    refuse(bytes, "is 100000x100000 pixels; expected at most 4096x4096");
}

#[test]
fn a_picture_that_is_not_there_is_named() {
    let sandbox = Sandbox::new();
    quick_run(&sandbox);
    let failed = sandbox
        .run("predict run nowhere.png --format json")
        .failed(3);
    assert_eq!(failed.error()["kind"], "data");
    failed.says("cannot read the picture nowhere.png");
}

#[test]
fn json_has_an_entry_for_each_picture_in_their_order() {
    let sandbox = Sandbox::new();
    quick_run(&sandbox);
    picture(&synthetic_test(1).images()[0])
        .save(sandbox.path("good.png"))
        .unwrap();
    sandbox.write("text.png", "seven");
    let words = "run text.png good.png gone.png";
    let predicted = sandbox
        .run(&format!("predict {words} --format json"))
        .ended(3);
    let entries = predicted.json();
    assert_eq!(entries.as_array().unwrap().len(), 3);
    assert_eq!(entries[1]["input"], "good.png");
    assert!(entries[1]["label"].is_u64());
    for (at, name) in [(0, "text.png"), (2, "gone.png")] {
        assert_eq!(entries[at]["input"], name);
        assert_eq!(entries[at]["error"]["kind"], "data");
        let message = entries[at]["error"]["message"].as_str().unwrap();
        assert!(message.contains(name), "{message}");
    }
    assert_eq!(predicted.stderr.matches("{\"error\":").count(), 2);

    let words = format!("explain {words} --class 7");
    let explained = sandbox.run(&words).ended(3);
    assert!(explained.stdout.contains("good.png: "));
    let listed = sandbox.run(&format!("{words} --format json")).ended(3);
    assert_eq!(listed.json().as_array().unwrap().len(), 1);
    explained
        .says("error: the picture text.png is text")
        .says("error: cannot read the picture gone.png");
}

/// The checksum of a PNG chunk (PNG specification, annex D), bit by bit.
fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| {
            (crc >> 1) ^ (0xedb8_8320 * (crc & 1))
        })
    })
}
