//! Which label a class's folder stands for.

use std::collections::BTreeSet;
use std::path::Path;

use burn_mnist_model::input::CLASSES;

use super::tree::{ClassFolder, Tree};
use crate::DataError;

/// The classes of a set of folders.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Classes {
    /// Every folder is named by the digit it holds; not every digit need be there.
    Digits,
    /// Names in order, numbered from 0.
    Named(Vec<String>),
}

impl Classes {
    /// Numbers the folders of `tree`.
    ///
    /// # Errors
    ///
    /// When there are more than ten classes, or names of which a split lacks one: numbered without it, the same
    /// picture would have two labels.
    pub(super) fn of(tree: &Tree) -> Result<Self, DataError> {
        let train = names(&tree.train);
        let test = tree.test.as_deref().map(names);
        let all: BTreeSet<&str> = train
            .union(test.as_ref().unwrap_or(&train))
            .copied()
            .collect();
        if all.iter().all(|name| digit(name).is_some()) {
            return Ok(Self::Digits);
        }
        let refuse = |expected: String, found: String| DataError::Folders {
            path: tree.directory.clone(),
            expected,
            found,
        };
        if all.len() > CLASSES {
            let first: Vec<&str> = all.iter().take(CLASSES).copied().collect();
            return Err(refuse(
                format!("at most {CLASSES} classes"),
                format!("{} folders: {}, ...", all.len(), first.join(", ")),
            ));
        }
        for (part, there) in [("train", Some(&train)), ("test", test.as_ref())] {
            if let Some(absent) = there.and_then(|there| all.difference(there).next()) {
                return Err(refuse(
                    "the same classes in train and test".to_owned(),
                    format!("no folder {absent} in {part}"),
                ));
            }
        }
        Ok(Self::Named(all.into_iter().map(str::to_owned).collect()))
    }

    /// The label of a folder that these classes were made of.
    pub(super) fn label(&self, name: &str) -> u8 {
        let label = match self {
            Self::Digits => digit(name),
            Self::Named(names) => names.iter().position(|known| known == name),
        };
        // Every folder was numbered, and there are at most ten.
        label.unwrap_or_default() as u8
    }

    /// The names by label; none where they are the digits.
    pub(super) fn names(self) -> Vec<String> {
        match self {
            Self::Digits => Vec::new(),
            Self::Named(names) => names,
        }
    }

    /// The source of the set, for people.
    pub(super) fn describe(&self, directory: &Path) -> String {
        let directory = directory.display();
        match self {
            Self::Digits => format!("pictures in {directory}"),
            Self::Named(names) => {
                let numbered = names.iter().enumerate();
                let classes: Vec<String> = numbered
                    .map(|(label, name)| format!("{label} {name}"))
                    .collect();
                format!("pictures in {directory} of {}", classes.join(", "))
            }
        }
    }
}

fn names(folders: &[ClassFolder]) -> BTreeSet<&str> {
    folders.iter().map(|folder| folder.name.as_str()).collect()
}

fn digit(name: &str) -> Option<usize> {
    match name.as_bytes() {
        [digit @ b'0'..=b'9'] => Some(usize::from(digit - b'0')),
        _ => None,
    }
}
