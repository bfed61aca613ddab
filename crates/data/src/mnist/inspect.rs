//! Reports the files on the disk; changes and downloads nothing.

use std::path::PathBuf;

use burn_mnist_model::input::CLASSES;
use serde::Serialize;

use crate::files::DataFiles;
use crate::place::{Place, PlaceKind, Places};
use crate::read::{CheckedFile, read_trusted};
use crate::user::{self, Layout};
use crate::{DataError, DigitSet};

/// Files that were read whole, and what they hold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct VerifyReport {
    /// What kind of directory it is.
    pub kind: PlaceKind,
    /// The directory.
    pub directory: PathBuf,
    /// How it holds its digits.
    pub layout: Layout,
    /// Whether all four files are MNIST's, byte for byte.
    pub is_mnist: bool,
    /// The four files, training first; none where the digits are pictures.
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
    /// How it holds its digits; `idx` where it holds none.
    pub layout: Layout,
    /// Whether all four files, or folders of pictures, are there; not whether they are whole.
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
    let (layout, train, test, checked) = match place.kind {
        PlaceKind::DataDir => {
            let mut contents = user::read(place, files)?;
            let checked = std::mem::take(&mut contents.checked);
            let digits = contents.into_digits()?;
            let layout = user::layout(place, files);
            (layout, digits.train, digits.test, checked)
        }
        PlaceKind::Cache | PlaceKind::BurnCache => {
            let raw = read_trusted(place, files)?;
            let (train, test) = (raw.train.into_digits()?, raw.test.into_digits()?);
            (Layout::Idx, train, test, raw.checked)
        }
    };
    Ok(VerifyReport {
        kind: place.kind,
        directory: place.directory.clone(),
        layout,
        is_mnist: layout == Layout::Idx && checked.iter().all(|file| file.is_mnist),
        files: checked,
        train: summary(&train),
        test: summary(&test),
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
    let (layout, complete) = match place.kind {
        PlaceKind::DataDir => (user::layout(place, files), user::has_all(place, files)),
        PlaceKind::Cache | PlaceKind::BurnCache => (Layout::Idx, place.has_all(files)),
    };
    Location {
        kind: place.kind,
        directory: place.directory.clone(),
        layout,
        complete,
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
