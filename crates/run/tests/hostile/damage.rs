//! Genuine bytes, damaged, and bytes that never were genuine.

use proptest::prelude::*;

/// Looks like one of our files, but is not.
const LIKENESS: &str = concat!(
    r#"\{"schema_version": ?[0-2],? ?"#,
    r#"("(files|epoch|seed)": ?(\{|\[|"\.\./x"|-?[0-9]{1,20})[\]\}]{0,2},?){0,3}"#,
    r#"\}?"#
);

/// Other bytes than these: a bit flipped, the end cut, a part lost, or one moved over another.
pub fn damaged(genuine: Vec<u8>) -> impl Strategy<Value = Vec<u8>> {
    let length = genuine.len();
    let places = (0..length, 0..length, 1..=length.div_ceil(2));
    let struck = (0..4, 0..8_u8, places).prop_map({
        let genuine = genuine.clone();
        move |(kind, bit, (at, from, part))| {
            let mut bytes = genuine.clone();
            let end = |start: usize| (start + part).min(length);
            match kind {
                0 => bytes[at] ^= 1 << bit,
                1 => bytes.truncate(at),
                2 => drop(bytes.drain(at..end(at))),
                _ => {
                    let moved = genuine[from..end(from)].iter().copied();
                    drop(bytes.splice(at..end(at), moved));
                }
            }
            bytes
        }
    });
    struck.prop_filter("it is as it was", move |bytes| *bytes != genuine)
}

/// Bytes of any kind, and text that looks like ours.
pub fn foreign() -> impl Strategy<Value = Vec<u8>> {
    prop_oneof![
        prop::collection::vec(any::<u8>(), 0..200),
        LIKENESS.prop_map(String::into_bytes),
    ]
}
