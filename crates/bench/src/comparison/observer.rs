//! Progress callbacks of a comparison, which may also stop it.

use std::time::Duration;

use crate::record::Record;

/// Receives the progress of a comparison.
pub trait Observer {
    /// The `index`-th of `count` repeats of everything begins, counted from 1.
    fn round(&mut self, index: usize, count: usize);
    /// Something is about to be done.
    fn doing(&mut self, what: &str);
    /// About how long the measuring will still take, once every case was measured.
    fn time_left(&mut self, _left: Duration) {}
    /// Something was found, and is on the disk.
    fn found(&mut self, record: &Record);
    /// Whether to end now; asked between any two questions to a worker.
    fn is_stopped(&self) -> bool;
}
