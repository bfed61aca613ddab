//! The four files of a directory, or which of them are missing.

use std::path::{Path, PathBuf};

use crate::DataError;
use crate::files::DataFiles;
use crate::place::Place;

/// Where the four files of a place are.
pub(crate) fn find_all(place: &Place, files: &DataFiles) -> Result<[PathBuf; 4], DataError> {
    let found = files.all().map(|file| place.find(&file));
    complete(&place.directory, files.all().map(|file| file.name), found)
}

/// All four, or an error that says which of `names` the directory lacks.
pub(crate) fn complete<N: AsRef<str>>(
    directory: &Path,
    names: [N; 4],
    found: [Option<PathBuf>; 4],
) -> Result<[PathBuf; 4], DataError> {
    let found = match found {
        [Some(a), Some(b), Some(c), Some(d)] => return Ok([a, b, c, d]),
        found => found,
    };
    let list = |there: bool| {
        let chosen = names
            .iter()
            .zip(&found)
            .filter(|(_, path)| path.is_some() == there);
        let names: Vec<&str> = chosen.map(|(name, _)| name.as_ref()).collect();
        names.join(", ")
    };
    Err(DataError::Missing {
        path: directory.to_path_buf(),
        expected: format!("{} (or packed as .gz)", list(false)),
        found: if found.iter().all(Option::is_none) {
            "none of the four files".to_owned()
        } else {
            format!("only {}", list(true))
        },
    })
}
