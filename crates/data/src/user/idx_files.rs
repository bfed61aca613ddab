//! Four IDX files of a user, with MNIST's names and any images.

use burn_mnist_model::input::CLASSES;

use super::{Contents, Fault, FaultKind, Gathered};
use crate::files::{DataFiles, Part};
use crate::find::find_all;
use crate::place::Place;
use crate::read::{RawFiles, RawSet, read_files};
use crate::{DataError, DigitSet};

/// Reads the files of `place` under MNIST's names.
pub(super) fn read(place: &Place, files: &DataFiles) -> Result<Contents, DataError> {
    let raw = read_files(&find_all(place, files)?, files)?;
    let other = raw.checked.iter().find(|file| !file.is_mnist);
    let name = match other {
        Some(_) => "digits other than MNIST",
        None => "MNIST",
    };
    let source = format!("{name} from {}", place.directory.display());
    let note = other.map(|file| {
        let path = file.path.display();
        format!("{path} is not the MNIST file: it belongs to another dataset or is damaged")
    });
    Ok(contents(raw, source, note))
}

/// What files hold that are whole.
pub(super) fn contents(raw: RawFiles, source: String, note: Option<String>) -> Contents {
    let mut faults = Vec::new();
    Contents {
        train: gather(raw.train, Part::Train, &mut faults),
        test: gather(raw.test, Part::Test, &mut faults),
        classes: Vec::new(),
        source,
        faults,
        notes: note.into_iter().collect(),
        checked: raw.checked,
    }
}

/// The images that have a label which names a class; the rest is noted in `faults`.
fn gather(raw: RawSet, part: Part, faults: &mut Vec<Fault>) -> Gathered {
    let unequal = raw.imbalance().map(|error| Fault {
        part,
        kind: FaultKind::UnequalCounts,
        error,
    });
    let strangers = raw.strangers().map(|error| Fault {
        part,
        kind: FaultKind::LabelOutOfRange,
        error,
    });
    let before = faults.len();
    faults.extend(strangers.chain(unequal));
    if faults.len() == before {
        return Gathered::whole(DigitSet::paired(raw.images, raw.labels));
    }
    let (mut images, mut labels, mut indices) = (Vec::new(), Vec::new(), Vec::new());
    for (index, (image, label)) in raw.images.into_iter().zip(raw.labels).enumerate() {
        if usize::from(label) < CLASSES {
            images.push(image);
            labels.push(label);
            indices.push(index);
        }
    }
    Gathered::of_indices(DigitSet::paired(images, labels), indices)
}
