//! In which order a loader gives the images, and for which epoch.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::split::epoch_order;

/// Gives a loader the number of the epoch, which Burn does not pass to loaders.
#[derive(Clone, Debug, Default)]
pub struct EpochCounter(Arc<AtomicUsize>);

impl EpochCounter {
    /// From now on, loaders that share this counter give the order of `epoch`.
    pub fn set(&self, epoch: usize) {
        self.0.store(epoch, Ordering::Relaxed);
    }

    pub(super) fn get(&self) -> usize {
        self.0.load(Ordering::Relaxed)
    }
}

/// In which order a loader gives the images.
#[derive(Clone, Debug)]
pub enum Order {
    /// As they lie in the set.
    Sequential,
    /// Shuffled by a pure function of seed and epoch.
    Shuffled {
        /// The run's seed.
        seed: u64,
        /// The epoch to shuffle for.
        epoch: EpochCounter,
    },
}

impl Order {
    /// Positions of `count` images, in this order.
    pub(super) fn of(&self, count: usize) -> Vec<u32> {
        match self {
            Self::Sequential => (0..count as u32).collect(),
            Self::Shuffled { seed, epoch } => epoch_order(*seed, epoch.get(), count),
        }
    }

    /// What an epoch's draws depend on; of a fixed order they never change.
    pub(super) fn seed_and_epoch(&self) -> (u64, usize) {
        match self {
            Self::Sequential => (0, 0),
            Self::Shuffled { seed, epoch } => (*seed, epoch.get()),
        }
    }
}
