//! EMNIST's IDX files, which have names of their own and whose images lie on their side.
//!
//! Cohen, Afshar, Tapson and van Schaik, "EMNIST: an extension of MNIST to handwritten letters" (2017): the files
//! hold each image column by column.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use burn_mnist_model::input::{Image, PIXELS, SIDE};

use super::{Contents, idx_files};
use crate::DataError;
use crate::files::DataFiles;
use crate::find::complete;
use crate::read::read_files;

const PREFIX: &str = "emnist-";

/// What follows the name of the set: `emnist-digits-train-images-idx3-ubyte`.
const ENDINGS: [&str; 4] = [
    "-train-images-idx3-ubyte",
    "-train-labels-idx1-ubyte",
    "-test-images-idx3-ubyte",
    "-test-labels-idx1-ubyte",
];

/// The sets that have letters too, and how many classes they have; `digits` and `mnist` have ten.
const LETTERED: [(&str, usize); 4] = [
    ("byclass", 62),
    ("bymerge", 47),
    ("balanced", 47),
    ("letters", 26),
];

/// Files by the name of their set, in the order of [`ENDINGS`].
type Sets = BTreeMap<String, [Option<PathBuf>; 4]>;

/// Whether a directory has a file of EMNIST's.
pub(super) fn is_in(directory: &Path) -> bool {
    !find(directory).is_empty()
}

/// Whether it has all four files of one set.
pub(super) fn has_all(directory: &Path) -> bool {
    one_set(directory).is_ok()
}

/// Reads the one set in `directory`, with its images set upright.
pub(super) fn read(directory: &Path, files: &DataFiles) -> Result<Contents, DataError> {
    let (set, paths) = one_set(directory)?;
    if let Some((_, classes)) = LETTERED.iter().find(|(name, _)| *name == set) {
        return Err(DataError::TooManyClasses {
            path: directory.to_path_buf(),
            set,
            classes: *classes,
        });
    }
    let mut raw = read_files(&paths, files)?;
    for image in raw.train.images.iter_mut().chain(&mut raw.test.images) {
        *image = transposed(image);
    }
    let source = format!("EMNIST {set} from {}, transposed", directory.display());
    let note =
        format!("EMNIST {set}: its images lie on their side, so rows and columns were exchanged");
    Ok(idx_files::contents(raw, source, Some(note)))
}

fn one_set(directory: &Path) -> Result<(String, [PathBuf; 4]), DataError> {
    let mut sets = find(directory);
    match sets.pop_first() {
        Some((set, found)) if sets.is_empty() => {
            let names = ENDINGS.map(|ending| format!("{PREFIX}{set}{ending}"));
            let paths = complete(directory, names, found)?;
            Ok((set, paths))
        }
        first => {
            let names = first.into_iter().chain(sets).map(|(set, _)| set);
            Err(DataError::Missing {
                path: directory.to_path_buf(),
                expected: "the files of one EMNIST set, in a directory of their own".to_owned(),
                found: format!("several: {}", names.collect::<Vec<_>>().join(", ")),
            })
        }
    }
}

fn find(directory: &Path) -> Sets {
    let mut sets = Sets::new();
    for entry in fs::read_dir(directory).into_iter().flatten().flatten() {
        let path = entry.path();
        let name = entry.file_name();
        let Some((set, part)) = name.to_str().and_then(parse) else {
            continue;
        };
        let place = &mut sets.entry(set.to_owned()).or_default()[part];
        // Unpacked before packed, whichever the system lists first.
        if path.is_file() && place.as_ref().is_none_or(|other| path < *other) {
            *place = Some(path);
        }
    }
    sets.retain(|_, files| files.iter().any(Option::is_some));
    sets
}

/// The set a file belongs to, and which of its four it is.
fn parse(name: &str) -> Option<(&str, usize)> {
    let name = name.strip_suffix(".gz").unwrap_or(name);
    let name = name.strip_prefix(PREFIX)?;
    ENDINGS
        .iter()
        .enumerate()
        .find_map(|(part, ending)| Some((name.strip_suffix(ending)?, part)))
}

fn transposed(image: &Image) -> Image {
    let mut upright = Image([0; PIXELS]);
    for (at, pixel) in upright.0.iter_mut().enumerate() {
        *pixel = image.0[at % SIDE * SIDE + at / SIDE];
    }
    upright
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_tell_set_and_part_packed_or_not() {
        for (name, expected) in [
            ("emnist-digits-train-images-idx3-ubyte", Some(("digits", 0))),
            ("emnist-mnist-test-labels-idx1-ubyte.gz", Some(("mnist", 3))),
            ("emnist-digits-mapping.txt", None),
            ("train-images-idx3-ubyte", None),
            ("emnist-train-images-idx3-ubyte", None),
        ] {
            assert_eq!(parse(name), expected, "{name}");
        }
    }

    #[test]
    fn a_transposed_image_has_rows_and_columns_exchanged() {
        let mut image = Image([0; PIXELS]);
        image.0[3 * SIDE + 20] = 7;
        let upright = transposed(&image);
        assert_eq!(upright.0[20 * SIDE + 3], 7);
        assert_eq!(upright.0.iter().filter(|pixel| **pixel > 0).count(), 1);
        assert_eq!(transposed(&upright), image);
    }
}
