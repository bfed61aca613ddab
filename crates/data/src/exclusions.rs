//! A list of training images to leave out, kept in a file that people can edit, for one training set alone.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::check::{Kind, Place};
use crate::store::store;
use crate::{DataError, DigitSet};

const EXCLUSIONS_VERSION: u32 = 1;

/// The first lines of the file.
const PREAMBLE: &str = "# Training images to leave out. Remove an entry to keep its image.\n";

/// Training images to leave out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Exclusions {
    schema_version: u32,
    /// Where the training set came from, for people.
    pub source: String,
    /// [`DigitSet::sha256`] of the training set.
    pub train_sha256: String,
    /// The images, each once, in order.
    #[serde(default, rename = "image")]
    pub images: Vec<Excluded>,
    #[serde(skip)]
    path: PathBuf,
}

/// An image to leave out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Excluded {
    /// Its index in the training set, from 0.
    pub index: usize,
    /// Its own file, for people.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    /// Why; any words will do.
    pub reasons: Vec<String>,
}

impl Excluded {
    /// An image that a check found.
    pub(crate) fn new(place: &Place, kind: Kind) -> Self {
        Self {
            index: place.index,
            path: place.path.as_ref().map(|path| path.display().to_string()),
            reasons: vec![kind.reason().to_owned()],
        }
    }
}

impl Exclusions {
    /// Excludes `images` of the training set with this digest; what is named twice has both reasons.
    pub(crate) fn new(source: &str, train_sha256: &str, images: Vec<Excluded>) -> Self {
        let mut once: BTreeMap<usize, Excluded> = BTreeMap::new();
        for image in images {
            match once.get_mut(&image.index) {
                Some(known) => known.reasons.extend(image.reasons),
                None => drop(once.insert(image.index, image)),
            }
        }
        Self {
            schema_version: EXCLUSIONS_VERSION,
            source: source.to_owned(),
            train_sha256: train_sha256.to_owned(),
            images: once.into_values().collect(),
            path: PathBuf::new(),
        }
    }

    /// Reads a list.
    ///
    /// # Errors
    ///
    /// When the file cannot be read or is not a list of exclusions.
    pub fn read(path: &Path) -> Result<Self, DataError> {
        let text = fs::read_to_string(path).map_err(|error| DataError::read(path, error))?;
        let refuse = |reason: String| DataError::Exclusions {
            path: path.to_path_buf(),
            reason,
        };
        let list: Self = toml::from_str(&text).map_err(|error| refuse(error.to_string()))?;
        if list.schema_version != EXCLUSIONS_VERSION {
            let found = list.schema_version;
            return Err(refuse(format!(
                "expected schema_version {EXCLUSIONS_VERSION}, found {found}"
            )));
        }
        Ok(Self {
            path: path.to_path_buf(),
            ..list
        })
    }

    /// Writes the list, whole or not at all, over what was there.
    ///
    /// # Errors
    ///
    /// When the file cannot be written.
    pub fn write(&self, path: &Path) -> Result<(), DataError> {
        let failed =
            |reason: &str| DataError::write(path, std::io::Error::other(reason.to_owned()));
        let text = toml::to_string(self).map_err(|error| failed(&error.to_string()))?;
        let name = path.file_name().and_then(|name| name.to_str());
        let name = name.ok_or_else(|| failed("expected the name of a file, in UTF-8"))?;
        let directory = match path.parent() {
            Some(parent) if parent != Path::new("") => parent,
            _ => Path::new("."),
        };
        store(directory, name, format!("{PREAMBLE}{text}").as_bytes()).map(drop)
    }
}

impl DigitSet {
    /// The set without what `exclusions` name, in its order.
    ///
    /// # Errors
    ///
    /// When they were made for another training set, name an image that it has not, or leave nothing of it.
    pub fn without(&self, exclusions: &Exclusions) -> Result<Self, DataError> {
        let path = &exclusions.path;
        let found = self.sha256();
        if found != exclusions.train_sha256 {
            return Err(DataError::OtherExclusions {
                path: path.clone(),
                expected: found,
                found: exclusions.train_sha256.clone(),
            });
        }
        let refuse = |reason: String| DataError::Exclusions {
            path: path.clone(),
            reason,
        };
        let mut is_kept = vec![true; self.len()];
        for Excluded { index, .. } in &exclusions.images {
            let count = self.len();
            let outside = || refuse(format!("no image {index} among {count}"));
            *is_kept.get_mut(*index).ok_or_else(outside)? = false;
        }
        let kept: Vec<u32> = (0..self.len() as u32)
            .filter(|&index| is_kept[index as usize])
            .collect();
        if kept.is_empty() {
            return Err(refuse("it leaves none of the training images".to_owned()));
        }
        Ok(self.select(&kept))
    }
}

#[cfg(test)]
mod tests;
