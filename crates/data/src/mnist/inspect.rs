//! What is on disk, told without changing or fetching anything.

use std::path::PathBuf;

use burn_mnist_model::input::CLASSES;
use serde::Serialize;

use crate::files::DataFiles;
use crate::place::{Place, PlaceKind, Places};
use crate::read::{CheckedFile, read_place};
use crate::{DataError, DigitSet};

/// Files that were read whole, and what they hold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct VerifyReport {
    /// What kind of directory it is.
    pub kind: PlaceKind,
    /// The directory.
    pub directory: PathBuf,
    /// Whether all four files are MNIST's, byte for byte.
    pub is_mnist: bool,
    /// The four files, training first.
    pub files: Vec<CheckedFile>,
    /// The training set.
    pub train: SetSummary,
    /// The test set.
    pub test: SetSummary,
}

/// What a set holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SetSummary {
    /// How many digits.
    pub count: usize,
    /// How many of each class.
    pub class_counts: [usize; CLASSES],
    /// [`DigitSet::sha256`].
    pub sha256: String,
}

/// A directory that is looked at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Location {
    /// What kind of directory it is.
    pub kind: PlaceKind,
    /// The directory.
    pub directory: PathBuf,
    /// Whether all four files are there; not whether they are whole.
    pub complete: bool,
    /// The four files, training first.
    pub files: Vec<LocatedFile>,
}

/// Whether a file is there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LocatedFile {
    /// MNIST's name for it.
    pub name: &'static str,
    /// Where it is, if it is there.
    pub path: Option<PathBuf>,
}

pub(super) fn verify_at(places: &Places, files: &DataFiles) -> Result<VerifyReport, DataError> {
    let chosen = places
        .data_dir
        .as_ref()
        .or_else(|| places.caches().find(|place| place.has_any(files)));
    let place = chosen.or(places.cache.as_ref()).ok_or(DataError::NoCache)?;
    let (digits, checked) = read_place(place, files)?;
    Ok(VerifyReport {
        kind: place.kind,
        directory: place.directory.clone(),
        is_mnist: checked.iter().all(|file| file.is_mnist),
        files: checked,
        train: summary(&digits.train),
        test: summary(&digits.test),
    })
}

fn summary(set: &DigitSet) -> SetSummary {
    SetSummary {
        count: set.len(),
        class_counts: set.class_counts(),
        sha256: set.sha256(),
    }
}

pub(super) fn location(place: &Place, files: &DataFiles) -> Location {
    Location {
        kind: place.kind,
        directory: place.directory.clone(),
        complete: place.has_all(files),
        files: files
            .all()
            .iter()
            .map(|file| LocatedFile {
                name: file.name,
                path: place.find(file),
            })
            .collect(),
    }
}
