//! What augmentation costs a run: the time to prepare images, and the time that the network waited for them.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

/// Running totals of a loader, of its slices and of its copies for other devices. Without an augmentation they stay
/// zero.
#[derive(Clone, Debug, Default)]
pub struct LoaderCost(Arc<Totals>);

#[derive(Debug, Default)]
struct Totals {
    images: AtomicU64,
    preparing_ns: AtomicU64,
    waited_ns: AtomicU64,
}

impl LoaderCost {
    /// Images prepared so far, including those that were not used.
    pub fn images(&self) -> u64 {
        self.0.images.load(Ordering::Relaxed)
    }

    /// Seconds that threads spent preparing them, added up. By the clock: where threads share a core, also the time
    /// in which another one had it.
    pub fn preparing_seconds(&self) -> f64 {
        seconds(&self.0.preparing_ns)
    }

    /// Seconds in which the network waited for a batch.
    pub fn waited_seconds(&self) -> f64 {
        seconds(&self.0.waited_ns)
    }

    pub(super) fn prepared(&self, images: usize, took: Duration) {
        self.0.images.fetch_add(images as u64, Ordering::Relaxed);
        add(&self.0.preparing_ns, took);
    }

    pub(super) fn waited(&self, took: Duration) {
        add(&self.0.waited_ns, took);
    }
}

fn seconds(nanoseconds: &AtomicU64) -> f64 {
    Duration::from_nanos(nanoseconds.load(Ordering::Relaxed)).as_secs_f64()
}

fn add(total: &AtomicU64, took: Duration) {
    total.fetch_add(took.as_nanos() as u64, Ordering::Relaxed);
}
