//! The images of a comparison as files that any framework reads: raw IDX, under MNIST's names.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

use burn_mnist_data::files::MNIST;
use burn_mnist_data::{DigitSet, Digits, idx};

use crate::error::BenchError;

/// The names of training images, training labels, test images and test labels.
pub fn names() -> [&'static str; 4] {
    MNIST.all().map(|file| file.name)
}

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

fn write_set(set: &DigitSet, images: &Path, labels: &Path) -> Result<(), BenchError> {
    let create = |path: &Path| {
        let file = File::create(path).map_err(BenchError::io("create", path))?;
        Ok::<_, BenchError>(BufWriter::with_capacity(1 << 20, file))
    };
    let mut file = create(images)?;
    let written = idx::write_images(&mut file, set.images()).and_then(|()| file.flush());
    written.map_err(BenchError::io("write", images))?;
    let mut file = create(labels)?;
    let written = idx::write_labels(&mut file, set.labels()).and_then(|()| file.flush());
    written.map_err(BenchError::io("write", labels))
}
