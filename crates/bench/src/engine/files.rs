//! What a worker reads from files: images, labels and weights.

use std::fs::File;
use std::io::BufReader;
use std::path::Path;

use burn_mnist_data::{DigitSet, Digits, idx};
use burn_mnist_model::Weights;

use crate::error::WorkError;
use crate::images;
use crate::protocol::WeightsFiles;
use crate::raw;

/// The four raw IDX files of a directory.
pub(crate) fn read(directory: &Path) -> Result<Digits, WorkError> {
    let [train_images, train_labels, test_images, test_labels] =
        images::names().map(|name| directory.join(name));
    Ok(Digits {
        train: read_set(&train_images, &train_labels)?,
        test: read_set(&test_images, &test_labels)?,
        source: directory.display().to_string(),
        classes: Vec::new(),
    })
}

fn read_set(images: &Path, labels: &Path) -> Result<DigitSet, WorkError> {
    let open = |path: &Path| {
        let file = File::open(path).map_err(WorkError::file(path))?;
        Ok::<_, WorkError>(BufReader::with_capacity(1 << 20, file))
    };
    let digits = DigitSet::new(
        idx::read_images(open(images)?, images)?,
        idx::read_labels(open(labels)?, labels)?,
    );
    Ok(digits?)
}

/// From a checkpoint where there is one, so that what is compared is what a checkpoint holds.
pub(crate) fn weights_of(files: &WeightsFiles) -> Result<Weights, WorkError> {
    match &files.burnpack {
        Some(path) => {
            let bytes = std::fs::read(path).map_err(WorkError::file(path))?;
            Ok(Weights::from_bytes(&bytes)?)
        }
        None => raw::read(&files.raw, files.hidden),
    }
}

pub(super) fn enough(digits: &DigitSet, needed: usize) -> Result<DigitSet, WorkError> {
    match digits.len() {
        found if found < needed => Err(WorkError::TooFewImages { needed, found }),
        _ => Ok(digits.first(needed)),
    }
}
