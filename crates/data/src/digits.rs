//! Labelled images in memory, as every other module of the workspace takes them.

use std::fmt;
use std::io;
use std::sync::Arc;

use burn_dataset::{Dataset, DatasetError};
use burn_mnist_model::input::{CLASSES, Image};
use sha2::{Digest as _, Sha256};

use crate::DataError;
use crate::digest;

/// One labelled image.
#[derive(Clone, Debug, PartialEq)]
pub struct Digit {
    /// The picture.
    pub image: Image,
    /// The digit it shows, 0 to 9.
    pub label: u8,
}

/// Labelled images in order. A clone shares them.
#[derive(Clone, PartialEq, Eq)]
pub struct DigitSet {
    images: Arc<Vec<Image>>,
    labels: Arc<Vec<u8>>,
}

/// A training set, a test set, and where they came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Digits {
    /// What may be learned from.
    pub train: DigitSet,
    /// What no training decision sees.
    pub test: DigitSet,
    /// For people: "MNIST from /path", "synthetic digits, seed 42".
    pub source: String,
    /// The names of the classes by label, where a user's folders name them; none where they are the digits themselves.
    pub classes: Vec<String>,
}

impl DigitSet {
    /// Pairs images with labels.
    ///
    /// # Errors
    ///
    /// When their counts differ or a label is above 9.
    pub fn new(images: Vec<Image>, labels: Vec<u8>) -> Result<Self, DataError> {
        if images.len() != labels.len() {
            return Err(DataError::Unpaired {
                images: images.len(),
                labels: labels.len(),
            });
        }
        if let Some(index) = labels
            .iter()
            .position(|&label| usize::from(label) >= CLASSES)
        {
            return Err(DataError::Label {
                index,
                found: labels[index],
            });
        }
        Ok(Self::paired(images, labels))
    }

    /// For images and labels known to pair up.
    pub(crate) fn paired(images: Vec<Image>, labels: Vec<u8>) -> Self {
        Self {
            images: Arc::new(images),
            labels: Arc::new(labels),
        }
    }

    /// The number of images.
    pub fn len(&self) -> usize {
        self.images.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.images.is_empty()
    }

    /// The images in order.
    pub fn images(&self) -> &[Image] {
        &self.images
    }

    /// The labels in the order of the images.
    pub fn labels(&self) -> &[u8] {
        &self.labels
    }

    /// The first `count` digits, or all where there are fewer.
    pub fn first(&self, count: usize) -> Self {
        if count >= self.len() {
            return self.clone();
        }
        Self::paired(self.images[..count].to_vec(), self.labels[..count].to_vec())
    }

    /// The digits at `indices`, in that order.
    ///
    /// # Panics
    ///
    /// When an index is out of bounds, as indexing a slice does.
    pub fn select(&self, indices: &[u32]) -> Self {
        let images = indices
            .iter()
            .map(|&index| self.images[index as usize])
            .collect();
        let labels = indices
            .iter()
            .map(|&index| self.labels[index as usize])
            .collect();
        Self::paired(images, labels)
    }

    /// How many images each class has.
    pub fn class_counts(&self) -> [usize; CLASSES] {
        let mut counts = [0; CLASSES];
        for &label in self.labels.iter() {
            counts[usize::from(label)] += 1;
        }
        counts
    }

    /// Names the contents: SHA-256 over the count, all pixels, the count again and all labels, in hexadecimal.
    pub fn sha256(&self) -> String {
        let count = (self.len() as u64).to_le_bytes();
        let mut hasher = Sha256::new_with_prefix(count);
        for image in self.images.iter() {
            hasher.update(image.0);
        }
        hasher.update(count);
        hasher.update(self.labels.as_slice());
        digest::hex(hasher)
    }
}

impl fmt::Debug for DigitSet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "DigitSet({} digits)", self.len())
    }
}

impl Dataset<Digit> for DigitSet {
    fn get(&self, index: usize) -> Result<Digit, DatasetError> {
        match (self.images.get(index), self.labels.get(index)) {
            (Some(image), Some(label)) => Ok(Digit {
                image: *image,
                label: *label,
            }),
            _ => {
                let count = self.images.len();
                let message = format!("no image {index} among {count}");
                Err(DatasetError::new(io::Error::other(message)))
            }
        }
    }

    fn len(&self) -> usize {
        self.images.len()
    }
}

#[cfg(test)]
mod tests;
