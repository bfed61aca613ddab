//! Digits that could be read, each with where it came from.

use std::path::{Path, PathBuf};

use crate::DigitSet;

/// A split of a user's directory, as far as it could be read.
#[derive(Clone, Debug)]
pub(crate) struct Gathered {
    pub(crate) digits: DigitSet,
    origins: Origins,
}

#[derive(Clone, Debug)]
enum Origins {
    /// Each lies at its own index.
    InOrder,
    /// Their indices in an IDX file, of which some could not be used.
    Indices(Vec<usize>),
    /// Their files.
    Files(Vec<PathBuf>),
}

impl Gathered {
    /// All of a set.
    pub(crate) fn whole(digits: DigitSet) -> Self {
        Self {
            digits,
            origins: Origins::InOrder,
        }
    }

    /// What is left of IDX files; `indices` are the places there, one a digit.
    pub(crate) fn of_indices(digits: DigitSet, indices: Vec<usize>) -> Self {
        Self {
            digits,
            origins: Origins::Indices(indices),
        }
    }

    /// Pictures; `files` are theirs, one a digit.
    pub(crate) fn of_files(digits: DigitSet, files: Vec<PathBuf>) -> Self {
        Self {
            digits,
            origins: Origins::Files(files),
        }
    }

    /// The index a user knows the digit by: in its IDX file, or among the pictures in order.
    pub(crate) fn index(&self, position: usize) -> usize {
        match &self.origins {
            Origins::Indices(indices) => indices[position],
            Origins::InOrder | Origins::Files(_) => position,
        }
    }

    /// The digit's own file, if it has one.
    pub(crate) fn file(&self, position: usize) -> Option<&Path> {
        match &self.origins {
            Origins::Files(files) => Some(&files[position]),
            Origins::InOrder | Origins::Indices(_) => None,
        }
    }
}
