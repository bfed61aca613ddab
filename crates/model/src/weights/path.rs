//! The names of the layers in weight files, and the parameter ids derived from them.
//!
//! Both are part of the file format: files of every version so far use them, and an optimizer's state finds its
//! parameters by these ids.

/// The path of the output layer.
pub(crate) const OUTPUT: &str = "output";

/// The path of the hidden layer at `index`: `hidden`, then `deeper.0`, `deeper.1`, ...
pub(crate) fn hidden_path(index: usize) -> String {
    match index.checked_sub(1) {
        None => "hidden".to_owned(),
        Some(further) => format!("deeper.{further}"),
    }
}

/// The id of the parameter at `path`.
///
/// FNV-1a, 64 bit (Fowler, Noll and Vo, RFC 9923): short, fixed for all time, and without
/// collisions over the handful of paths a network has.
pub(crate) fn parameter_id(path: &str) -> u64 {
    path.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_hidden_layer_and_the_further_ones_keep_their_names() {
        let paths = [0, 1, 2].map(hidden_path);
        assert_eq!(paths, ["hidden", "deeper.0", "deeper.1"]);
    }

    #[test]
    fn ids_are_the_published_hash_of_the_path() {
        // FNV-1a's published test vector for "a".
        assert_eq!(parameter_id("a"), 0xaf63_dc4c_8601_ec8c);
    }
}
