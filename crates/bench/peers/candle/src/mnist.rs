//! MNIST's two parts, the training images as tensors and the test images as bytes.

use std::path::Path;

use anyhow::{Result, ensure};
use candle_core::{DType, Device, Tensor};

use crate::idx;

/// Width and height of an image, in pixels.
const SIDE: usize = 28;
/// Pixels of an image, and so inputs of the network.
pub const PIXELS: usize = SIDE * SIDE;
/// Classes the network tells apart.
pub const CLASSES: usize = 10;

/// The images in memory, read once.
pub struct Mnist {
    /// Bytes, `[count, 784]`.
    pub train_images: Tensor,
    /// `u32`, `[count]`.
    pub train_labels: Tensor,
    /// 784 bytes an image, one after the other.
    pub test_images: Vec<u8>,
    /// One a test image.
    pub test_labels: Vec<u8>,
}

impl Mnist {
    /// The four raw IDX files of a directory.
    ///
    /// # Errors
    ///
    /// If a file is missing or damaged, or there are not as many labels as images.
    pub fn read(directory: &Path) -> Result<Self> {
        let (images, labels) = split(directory, "train")?;
        let (test_images, test_labels) = split(directory, "t10k")?;
        let count = labels.len();
        Ok(Self {
            train_images: Tensor::from_vec(images, (count, PIXELS), &Device::Cpu)?,
            train_labels: Tensor::from_vec(labels, count, &Device::Cpu)?.to_dtype(DType::U32)?,
            test_images,
            test_labels,
        })
    }

    /// Training images.
    pub fn train_count(&self) -> usize {
        self.train_labels.elem_count()
    }

    /// Whole training batches of this size in an epoch.
    ///
    /// # Errors
    ///
    /// If it does not exist.
    pub fn whole_batches(&self, batch_size: usize) -> Result<usize> {
        let count = self.train_count();
        ensure!(
            (1..=count).contains(&batch_size),
            "a batch size of {batch_size} needs as many training images, and there are {count}"
        );
        Ok(count / batch_size)
    }
}

fn split(directory: &Path, name: &str) -> Result<(Vec<u8>, Vec<u8>)> {
    let images = idx::read(
        &directory.join(format!("{name}-images-idx3-ubyte")),
        &[SIDE, SIDE],
    )?;
    let labels = idx::read(&directory.join(format!("{name}-labels-idx1-ubyte")), &[])?;
    ensure!(
        images.len() == labels.len() * PIXELS,
        "{}: {} {name} images but {} labels",
        directory.display(),
        images.len() / PIXELS,
        labels.len()
    );
    ensure!(
        labels.iter().all(|label| usize::from(*label) < CLASSES),
        "{}: a {name} label is no digit",
        directory.display()
    );
    Ok((images, labels))
}

/// The network's input: bytes scaled to [0, 1].
///
/// # Shapes
///
/// - output: `[batch, 784]`
///
/// # Errors
///
/// Candle's own.
pub fn scaled(images: &Tensor) -> Result<Tensor> {
    Ok(images.to_dtype(DType::F32)?.affine(1.0 / 255.0, 0.0)?)
}
