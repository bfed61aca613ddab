//! Damage to burnpack records, most of it where they are parsed: in the metadata, with its length
//! put right again, so that the damage gets as far as the decoder and beyond.

use rand::{Rng, RngExt};

use crate::damage;

/// Magic number, version, and the length of the metadata.
const HEADER: usize = 10;
/// Where in the header that length is: 32 bits, little-endian.
const LENGTH: std::ops::Range<usize> = 6..10;
/// Tensors begin at multiples of this.
const ALIGNMENT: usize = 256;

/// CBOR (RFC 8949) at the edges: the longest and the shortest numbers, lengths that lie, parts
/// without an end, and Burn's names of other types.
const TOKENS: [&[u8]; 20] = [
    b"\x00",
    b"\x01",
    b"\x20",
    b"\x1b\xff\xff\xff\xff\xff\xff\xff\xff",
    b"\x1b\x7f\xff\xff\xff\xff\xff\xff\xff",
    b"\x1a\xff\xff\xff\xff",
    b"\x3b\xff\xff\xff\xff\xff\xff\xff\xff",
    b"\x9b\xff\xff\xff\xff\xff\xff\xff\xff",
    b"\xbb\xff\xff\xff\xff\xff\xff\xff\xff",
    b"\x7b\x00\x00\x00\x01\x00\x00\x00\x00",
    b"\x5b\x00\x00\x00\x01\x00\x00\x00\x00",
    b"\x9f",
    b"\xbf",
    b"\xff",
    b"\xf6",
    b"\xfb\x7f\xf8\x00\x00\x00\x00\x00\x00",
    b"\xc2\x49\x01\x00\x00\x00\x00\x00\x00\x00\x00",
    b"\x63F64",
    b"\x63I64",
    b"\x63F16",
];

/// Damages a record in one place.
pub fn strike(rng: &mut impl Rng, bytes: &mut Vec<u8>, genuine: &[u8]) {
    let parts = split(bytes).zip(split(genuine));
    match parts.filter(|_| rng.random_ratio(7, 8)) {
        Some(((metadata, data), (example, _))) => {
            let mut metadata = metadata.to_vec();
            damage::strike(rng, &mut metadata, example, &TOKENS);
            *bytes = join(&metadata, data);
        }
        None => damage::strike(rng, bytes, genuine, &TOKENS),
    }
}

/// Metadata and tensors, if the header says where they are.
fn split(record: &[u8]) -> Option<(&[u8], &[u8])> {
    let length = record.get(LENGTH)?.try_into().ok()?;
    let end = HEADER + u32::from_le_bytes(length) as usize;
    let metadata = record.get(HEADER..end)?;
    let data = record.get(end.next_multiple_of(ALIGNMENT)..)?;
    Some((metadata, data))
}

fn join(metadata: &[u8], data: &[u8]) -> Vec<u8> {
    let mut record = b"NRUB\x01\x00".to_vec();
    record.extend((metadata.len() as u32).to_le_bytes());
    record.extend(metadata);
    record.resize(record.len().next_multiple_of(ALIGNMENT), 0);
    record.extend(data);
    record
}
