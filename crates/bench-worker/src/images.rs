//! The images of a comparison as files that any framework reads: raw IDX, under MNIST's names.

use std::fs::File;
use std::io::{BufReader, BufWriter, Write};
use std::path::Path;

use burn_mnist_bench::BenchError;
use burn_mnist_data::files::MNIST;
use burn_mnist_data::{DigitSet, Digits, idx};

use crate::error::WorkError;

/// Bytes read or written at a time.
const BUFFER: usize = 1 << 20;

/// Writes the four files into `directory`.
///
/// # Errors
///
/// [`BenchError::Io`].
pub fn write(directory: &Path, digits: &Digits) -> Result<(), BenchError> {
    let [train_images, train_labels, test_images, test_labels] =
        names().map(|name| directory.join(name));
    write_set(&digits.train, &train_images, &train_labels)?;
    write_set(&digits.test, &test_images, &test_labels)
}

/// Reads the four files of `directory`.
///
/// # Errors
///
/// [`WorkError::File`], and [`WorkError::Data`] if they are no images and labels.
pub fn read(directory: &Path) -> Result<Digits, WorkError> {
    let [train_images, train_labels, test_images, test_labels] =
        names().map(|name| directory.join(name));
    Ok(Digits {
        train: read_set(&train_images, &train_labels)?,
        test: read_set(&test_images, &test_labels)?,
        source: directory.display().to_string(),
        classes: Vec::new(),
    })
}

/// The names of training images, training labels, test images and test labels.
fn names() -> [&'static str; 4] {
    MNIST.all().map(|file| file.name)
}

fn write_set(set: &DigitSet, images: &Path, labels: &Path) -> Result<(), BenchError> {
    let create = |path: &Path| {
        let file = File::create(path).map_err(BenchError::io("create", path))?;
        Ok::<_, BenchError>(BufWriter::with_capacity(BUFFER, file))
    };
    let mut file = create(images)?;
    let written = idx::write_images(&mut file, set.images()).and_then(|()| file.flush());
    written.map_err(BenchError::io("write", images))?;
    let mut file = create(labels)?;
    let written = idx::write_labels(&mut file, set.labels()).and_then(|()| file.flush());
    written.map_err(BenchError::io("write", labels))
}

fn read_set(images: &Path, labels: &Path) -> Result<DigitSet, WorkError> {
    let open = |path: &Path| {
        let file = File::open(path).map_err(WorkError::file(path))?;
        Ok::<_, WorkError>(BufReader::with_capacity(BUFFER, file))
    };
    let digits = DigitSet::new(
        idx::read_images(open(images)?, images)?,
        idx::read_labels(open(labels)?, labels)?,
    );
    Ok(digits?)
}
