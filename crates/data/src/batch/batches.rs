//! An epoch's batches, one after another.

use std::sync::Arc;
use std::time::Instant;

use burn::data::dataloader::{DataLoaderIterator, Progress};
use burn_dataset::DatasetError;
use burn_mnist_model::input::Image;

use super::ahead::Ahead;
use super::{Batch, BatchLoader, labels};

/// The batches of a loader that are still to come.
pub(super) struct Batches<'a> {
    pub(super) loader: &'a BatchLoader,
    /// All images of the epoch, in order.
    pub(super) indices: Arc<[u32]>,
    /// Images given so far.
    pub(super) done: usize,
    /// The images of the batches to come, where they are changed.
    pub(super) augmented: Option<Ahead<Vec<Image>>>,
}

impl Iterator for Batches<'_> {
    type Item = Result<Batch, DatasetError>;

    fn next(&mut self) -> Option<Self::Item> {
        let BatchLoader {
            digits,
            device,
            cost,
            batch_size,
            ..
        } = self.loader;
        let rest = &self.indices[self.done..];
        if rest.is_empty() {
            return None;
        }
        let indices = &rest[..rest.len().min(*batch_size)];
        self.done += indices.len();
        let Some(augmented) = &mut self.augmented else {
            return Some(Ok(Batch::gather(digits, indices, device)));
        };
        let began = Instant::now();
        let images = augmented.take()?;
        cost.waited(began.elapsed());
        Some(images.map(|images| Batch::new(&images, labels(digits, indices), device)))
    }
}

impl DataLoaderIterator<Batch> for Batches<'_> {
    fn progress(&self) -> Progress {
        Progress::new(self.done, self.indices.len(), Some("images".to_owned()))
    }
}
