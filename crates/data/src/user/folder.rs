//! Pictures in one folder for each class, as torchvision's `ImageFolder` has them.
//!
//! `DIR/train/<class>/*` and `DIR/test/<class>/*`, or `DIR/<class>/*` alone, of which a seventh becomes the test set.

mod classes;
mod seventh;
mod tree;

use std::path::{Path, PathBuf};

use burn_mnist_picture::{Prepared, Sample, read_sample};
use rayon::prelude::*;

use self::classes::Classes;
use self::tree::ClassFolder;
use super::{Contents, Fault, FaultKind, Gathered};
use crate::files::Part;
use crate::{DataError, DigitSet};

pub(super) use self::tree::is_in;

/// A file that should be a picture, and the class it shows.
struct Listed {
    path: PathBuf,
    label: u8,
}

/// Reads every picture under `directory`.
pub(super) fn read(directory: &Path) -> Result<Contents, DataError> {
    let mut tree = tree::survey(directory)?;
    let classes = Classes::of(&tree)?;
    let mut notes = std::mem::take(&mut tree.notes);
    let mut faults = tree::strays(&tree);
    let (train, test) = match &tree.test {
        Some(test) => (list(&tree.train, &classes), list(test, &classes)),
        None => {
            let (train, test) = seventh::part(&tree.train, &classes);
            notes.push(format!(
                "{} has no folders train and test: a seventh of each class, {} of {} pictures drawn by a fixed seed, \
                 is the test set",
                directory.display(),
                test.len(),
                train.len() + test.len()
            ));
            (train, test)
        }
    };
    for (name, listed) in [("training", &train), ("test", &test)] {
        if listed.is_empty() && faults.is_empty() {
            return Err(DataError::Folders {
                path: directory.to_path_buf(),
                expected: format!("at least one {name} picture"),
                found: "none".to_owned(),
            });
        }
    }
    let mut prepared = Preparations::default();
    let train = decode(train, Part::Train, &mut faults, &mut prepared);
    let test = decode(test, Part::Test, &mut faults, &mut prepared);
    notes.extend(prepared.note());
    Ok(Contents {
        train,
        test,
        source: classes.describe(directory),
        classes: classes.names(),
        faults,
        notes,
        checked: Vec::new(),
    })
}

fn list(folders: &[ClassFolder], classes: &Classes) -> Vec<Listed> {
    let files = folders.iter().flat_map(|folder| {
        let label = classes.label(&folder.name);
        folder.files.iter().map(move |path| Listed {
            path: path.clone(),
            label,
        })
    });
    files.collect()
}

/// The pictures that can be read, in their order; the others are noted in `faults`.
fn decode(
    listed: Vec<Listed>,
    part: Part,
    faults: &mut Vec<Fault>,
    prepared: &mut Preparations,
) -> Gathered {
    let samples: Vec<_> = listed
        .par_iter()
        .map(|Listed { path, .. }| read_sample(path))
        .collect();
    let (mut images, mut labels, mut files) = (Vec::new(), Vec::new(), Vec::new());
    for (Listed { path, label }, sample) in listed.into_iter().zip(samples) {
        match sample {
            Ok(sample) => {
                prepared.count(&sample);
                images.push(*sample.image());
                labels.push(label);
                files.push(path);
            }
            Err(error) => faults.push(Fault::picture(part, path, error.to_string())),
        }
    }
    Gathered::of_files(DigitSet::paired(images, labels), files)
}

impl Fault {
    fn picture(part: Part, path: PathBuf, reason: String) -> Self {
        Self {
            part,
            kind: FaultKind::Unreadable,
            error: DataError::Picture {
                path,
                reason,
                more: 0,
            },
        }
    }
}

/// How many pictures were not taken as they are.
#[derive(Default)]
struct Preparations {
    pictures: usize,
    prepared: usize,
    inverted: usize,
}

impl Preparations {
    fn count(&mut self, sample: &Sample) {
        self.pictures += 1;
        if let Sample::Prepared(Prepared { inverted, .. }) = sample {
            self.prepared += 1;
            self.inverted += usize::from(*inverted);
        }
    }

    fn note(&self) -> Option<String> {
        let Self {
            pictures,
            prepared,
            inverted,
        } = self;
        (*prepared > 0).then(|| {
            format!(
                "{prepared} of {pictures} pictures are not 28x28 in 8-bit grey and were prepared as predict prepares \
                 them, {inverted} of these inverted"
            )
        })
    }
}

#[cfg(test)]
mod tests;
