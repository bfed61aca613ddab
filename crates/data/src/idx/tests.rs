//! What the IDX reader must refuse, case by case and by property.

use std::io::Write;
use std::path::Path;

use burn_mnist_model::input::{Image, PIXELS};
use flate2::Compression;
use flate2::read::MultiGzDecoder;
use flate2::write::GzEncoder;
use proptest::prelude::*;

use burn_mnist_diagnostic::Diagnostic;

use super::*;
use crate::testing::digits;

const HEADER: usize = 16;

fn images_file(count: u16) -> Vec<u8> {
    let mut bytes = Vec::new();
    write_images(&mut bytes, digits(count).images()).unwrap();
    bytes
}

fn labels_file(labels: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::new();
    write_labels(&mut bytes, labels).unwrap();
    bytes
}

fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn images(bytes: &[u8]) -> Result<Vec<Image>, DataError> {
    read_images(bytes, Path::new("images"))
}

fn labels(bytes: &[u8]) -> Result<Vec<u8>, DataError> {
    read_labels(bytes, Path::new("labels"))
}

#[track_caller]
fn refuses<T: std::fmt::Debug>(
    result: Result<T, DataError>,
    what: &str,
    expected: &str,
    found: &str,
) {
    let error = result.unwrap_err();
    assert!(
        error.to_string().contains(&format!(": {what}: ")),
        "{error}"
    );
    assert_eq!(error.expected().as_deref(), Some(expected));
    assert_eq!(error.found().as_deref(), Some(found));
    assert!(error.path().is_some());
}

#[test]
fn every_fault_names_what_was_expected_and_found() {
    let good = images_file(2);
    let with = |at: usize, byte: u8| {
        let mut bytes = good.clone();
        bytes[at] = byte;
        images(&bytes)
    };
    refuses(with(3, 1), "magic number", "0x00000803", "0x00000801");
    refuses(with(7, 0), "count", "1 to 1000000", "0");
    refuses(with(4, 0xff), "count", "1 to 1000000", "4278190082");
    refuses(with(7, 3), "length", "2368 bytes", "only 1584");
    refuses(with(7, 1), "length", "800 bytes", "more");
    refuses(with(11, 27), "height", "28 pixels", "27");
    refuses(with(15, 29), "width", "28 pixels", "29");
    refuses(images(b""), "length", "4 bytes", "only 0");
    refuses(
        images(&[good.as_slice(), &[0]].concat()),
        "length",
        "1584 bytes",
        "more",
    );
    refuses(
        labels(&labels_file(&[1, 9, 10])),
        "labels",
        "0 to 9",
        "10 at index 2",
    );
    refuses(labels(&labels_file(&[])), "count", "1 to 1000000", "0");
    refuses(labels(&good), "magic number", "0x00000801", "0x00000803");
}

#[test]
fn a_damaged_gzip_stream_is_refused() {
    let good = packed(&images_file(3));
    let read = |bytes: &[u8]| read_images(MultiGzDecoder::new(bytes), Path::new("images.gz"));
    assert_eq!(read(&good).unwrap(), digits(3).images());
    for cut in 0..good.len() {
        assert!(read(&good[..cut]).is_err(), "cut at {cut}");
    }
    let mut checksum = good.clone();
    let at = checksum.len() - 8;
    checksum[at] ^= 1;
    assert!(matches!(
        read(&checksum).unwrap_err(),
        DataError::Format {
            what: "compression",
            ..
        }
    ));
    assert!(read(&[good.as_slice(), b"trailing"].concat()).is_err());
}

#[test]
fn a_gzip_bomb_is_read_only_up_to_its_stated_length() {
    let mut unpacked = images_file(1);
    unpacked.resize(64 << 20, 0);
    let bomb = packed(&unpacked);
    let mut decoder = MultiGzDecoder::new(bomb.as_slice());
    refuses(
        read_images(&mut decoder, Path::new("bomb.gz")),
        "length",
        "800 bytes",
        "more",
    );
}

#[test]
fn a_failing_disk_is_reported_as_such() {
    struct Failing;
    impl Read for Failing {
        fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
            Err(io::Error::other("bad sector"))
        }
    }
    let error = read_images(Failing, Path::new("images")).unwrap_err();
    assert!(matches!(error, DataError::Read { .. }));
    assert_eq!(error.found().as_deref(), Some("bad sector"));
}

proptest! {
    #[test]
    fn what_is_written_is_read_back(
        pixels in prop::collection::vec(any::<u8>(), PIXELS),
        count in 1_usize..4,
        numbers in prop::collection::vec(0_u8..10, 1..200),
    ) {
        let mut image = Image([0; PIXELS]);
        image.0.copy_from_slice(&pixels);
        let written = vec![image; count];
        let mut bytes = Vec::new();
        write_images(&mut bytes, &written).unwrap();
        prop_assert_eq!(images(&bytes).unwrap(), written);
        prop_assert_eq!(labels(&labels_file(&numbers)).unwrap(), numbers);
    }

    #[test]
    fn a_truncated_file_never_loads(cut in 0_usize..(HEADER + 2 * PIXELS), cut_labels in 0_usize..18) {
        prop_assert!(images(&images_file(2)[..cut]).is_err());
        prop_assert!(labels(&labels_file(&[3; 10])[..cut_labels]).is_err());
    }

    #[test]
    fn a_flipped_bit_never_panics_and_in_a_header_never_loads(at in 0_usize..(HEADER + 2 * PIXELS), bit in 0_u8..8) {
        let mut bytes = images_file(2);
        bytes[at] ^= 1 << bit;
        prop_assert_eq!(images(&bytes).is_err(), at < HEADER);
    }

    #[test]
    fn flipped_labels_load_only_as_other_labels(at in 0_usize..18, bit in 0_u8..8) {
        let mut bytes = labels_file(&[3; 10]);
        bytes[at] ^= 1 << bit;
        match labels(&bytes) {
            Ok(read) => prop_assert!(at >= 8 && read.iter().all(|&label| label < 10)),
            Err(error) => prop_assert!(error.path().is_some()),
        }
    }

    #[test]
    fn arbitrary_bytes_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..100)) {
        let _ = images(&bytes);
        let _ = labels(&bytes);
        let _ = read_images(MultiGzDecoder::new(bytes.as_slice()), Path::new("noise.gz"));
    }
}
