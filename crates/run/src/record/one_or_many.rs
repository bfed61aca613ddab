//! A list that is a plain number in files while it has one element, as it was before it was a list.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum Written {
    One(usize),
    Many(Vec<usize>),
}

pub(super) fn serialize<S: Serializer>(list: &[usize], serializer: S) -> Result<S::Ok, S::Error> {
    match list {
        [one] => Written::One(*one),
        _ => Written::Many(list.to_vec()),
    }
    .serialize(serializer)
}

pub(super) fn deserialize<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Vec<usize>, D::Error> {
    Ok(match Written::deserialize(deserializer)? {
        Written::One(one) => vec![one],
        Written::Many(list) => list,
    })
}
