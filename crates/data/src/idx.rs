//! The IDX format of the MNIST files, read strictly: what is not exactly a digit set is refused, never repaired.
//!
//! The format is described at the foot of LeCun's MNIST page: a magic number, big-endian dimensions, then bytes.

mod reader;

use std::io::{self, Read, Write};
use std::path::Path;

use burn_mnist_model::input::{CLASSES, Image, PIXELS, SIDE};

use crate::DataError;

use reader::Reader;

const IMAGES_MAGIC: u32 = 0x0000_0803;
const LABELS_MAGIC: u32 = 0x0000_0801;

/// More images than this are allocated for only as they arrive: a header may lie.
const TRUSTED_COUNT: usize = 60_000;

/// Reads a whole file of 28x28 images. `file` is its name in errors.
///
/// # Errors
///
/// When anything but a whole image file is read: another magic number or size, no image, too few bytes or too many.
pub fn read_images(input: impl Read, file: &Path) -> Result<Vec<Image>, DataError> {
    let mut reader = Reader::new(input, file);
    let count = reader.header(IMAGES_MAGIC)?;
    for side in ["height", "width"] {
        let found = reader.word()?;
        if found as usize != SIDE {
            return Err(reader.fault(side, format!("{SIDE} pixels"), format!("{found}")));
        }
    }
    let end = reader.position + u64::from(count) * PIXELS as u64;
    let mut images = Vec::with_capacity((count as usize).min(TRUSTED_COUNT));
    for _ in 0..count {
        let mut image = Image([0; PIXELS]);
        reader.fill(&mut image.0, end)?;
        images.push(image);
    }
    reader.finish(end)?;
    Ok(images)
}

/// Reads a whole file of labels from 0 to 9. `file` is its name in errors.
///
/// # Errors
///
/// When anything but a whole label file is read: another magic number, no label, a label above 9, too few bytes or
/// too many.
pub fn read_labels(input: impl Read, file: &Path) -> Result<Vec<u8>, DataError> {
    let labels = read_any_labels(input, file)?;
    if let Some(error) = strangers(&labels, file).next() {
        return Err(error);
    }
    Ok(labels)
}

/// The labels that name no class, each as an error that says where it stands.
pub(crate) fn strangers(labels: &[u8], file: &Path) -> impl Iterator<Item = DataError> {
    let strangers = labels
        .iter()
        .enumerate()
        .filter(|&(_, &label)| usize::from(label) >= CLASSES);
    strangers.map(|(index, label)| DataError::Format {
        path: file.to_path_buf(),
        what: "labels",
        expected: format!("0 to {}", CLASSES - 1),
        found: format!("{label} at index {index}"),
    })
}

/// As [`read_labels`], but a label may be any byte.
pub(crate) fn read_any_labels(input: impl Read, file: &Path) -> Result<Vec<u8>, DataError> {
    let mut reader = Reader::new(input, file);
    let count = reader.header(LABELS_MAGIC)?;
    let end = reader.position + u64::from(count);
    let mut labels = vec![0; count as usize];
    reader.fill(&mut labels, end)?;
    reader.finish(end)?;
    Ok(labels)
}

/// Writes images as [`read_images`] reads them.
///
/// # Errors
///
/// When `output` does.
pub fn write_images(mut output: impl Write, images: &[Image]) -> io::Result<()> {
    output.write_all(&IMAGES_MAGIC.to_be_bytes())?;
    for dimension in [images.len(), SIDE, SIDE] {
        output.write_all(&(dimension as u32).to_be_bytes())?;
    }
    images
        .iter()
        .try_for_each(|image| output.write_all(&image.0))
}

/// Writes labels as [`read_labels`] reads them.
///
/// # Errors
///
/// When `output` does.
pub fn write_labels(mut output: impl Write, labels: &[u8]) -> io::Result<()> {
    output.write_all(&LABELS_MAGIC.to_be_bytes())?;
    output.write_all(&(labels.len() as u32).to_be_bytes())?;
    output.write_all(labels)
}

#[cfg(test)]
mod tests;
