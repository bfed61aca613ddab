//! A user's own directory of digits: how it is laid out, and what of it can be read.
//!
//! Training reads it strictly: the first fault is an error. A check reads what is readable and lists the faults.

mod emnist;
mod folder;
mod gathered;
mod idx_files;

use serde::Serialize;

use crate::files::{DataFiles, Part};
use crate::place::Place;
use crate::read::CheckedFile;
use crate::{DataError, Digits};

pub(crate) use gathered::Gathered;

/// How a directory holds its digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Layout {
    /// Four IDX files under MNIST's names, which Fashion-MNIST and KMNIST share.
    Idx,
    /// Four IDX files of one EMNIST set.
    Emnist,
    /// A folder of pictures a class.
    Folders,
}

/// All that a directory holds, faults included.
pub(crate) struct Contents {
    pub(crate) train: Gathered,
    pub(crate) test: Gathered,
    /// As [`Digits::classes`].
    pub(crate) classes: Vec<String>,
    /// As [`Digits::source`].
    pub(crate) source: String,
    /// What stands in the way of training.
    pub(crate) faults: Vec<Fault>,
    /// What a user should know that is no fault.
    pub(crate) notes: Vec<String>,
    /// The IDX files, training first; pictures are not listed.
    pub(crate) checked: Vec<CheckedFile>,
}

/// Something that cannot be used, with the error that a strict reading ends in.
#[derive(Debug)]
pub(crate) struct Fault {
    pub(crate) part: Part,
    pub(crate) kind: FaultKind,
    pub(crate) error: DataError,
}

/// What is wrong with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FaultKind {
    Unreadable,
    LabelOutOfRange,
    UnequalCounts,
}

/// How `place` is laid out; a directory of nothing that is known counts as IDX, whose files are then missed by name.
pub(crate) fn layout(place: &Place, files: &DataFiles) -> Layout {
    if place.has_any(files) {
        Layout::Idx
    } else if emnist::is_in(&place.directory) {
        Layout::Emnist
    } else if folder::is_in(&place.directory) {
        Layout::Folders
    } else {
        Layout::Idx
    }
}

/// Whether all that its layout asks for is there; not whether it is whole.
pub(crate) fn has_all(place: &Place, files: &DataFiles) -> bool {
    match layout(place, files) {
        Layout::Idx => place.has_all(files),
        Layout::Emnist => emnist::has_all(&place.directory),
        Layout::Folders => true,
    }
}

/// Reads all of `place`.
///
/// # Errors
///
/// When there is too little to speak of: a missing file, an IDX file that is not whole, folders that make no classes.
pub(crate) fn read(place: &Place, files: &DataFiles) -> Result<Contents, DataError> {
    match layout(place, files) {
        Layout::Idx => idx_files::read(place, files),
        Layout::Emnist => emnist::read(&place.directory, files),
        Layout::Folders => folder::read(&place.directory),
    }
}

/// Digits without a fault: all of them, as they lie.
impl From<Digits> for Contents {
    fn from(digits: Digits) -> Self {
        Self {
            train: Gathered::whole(digits.train),
            test: Gathered::whole(digits.test),
            classes: digits.classes,
            source: digits.source,
            faults: Vec::new(),
            notes: Vec::new(),
            checked: Vec::new(),
        }
    }
}

impl Contents {
    /// The digits, if there is no fault.
    ///
    /// # Errors
    ///
    /// The first fault; of pictures, with how many more there are.
    pub(crate) fn into_digits(self) -> Result<Digits, DataError> {
        let mut faults = self.faults.into_iter();
        if let Some(mut first) = faults.next() {
            if let DataError::Picture { more, .. } = &mut first.error {
                *more = faults.len();
            }
            return Err(first.error);
        }
        Ok(Digits {
            train: self.train.digits,
            test: self.test.digits,
            source: self.source,
            classes: self.classes,
        })
    }
}

#[cfg(test)]
mod tests;
