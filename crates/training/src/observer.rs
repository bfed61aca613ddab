//! What a run reports to its observer: progress within an epoch, and the metrics of each epoch.

use burn_mnist_run::{EpochMetrics, RunDirectory};

/// How far an epoch has come; means are over its images so far.
#[derive(Clone, Debug, PartialEq)]
pub struct Progress {
    /// The epoch, counted from 1.
    pub epoch: usize,
    /// Epochs of the run.
    pub epochs: usize,
    /// Images of this epoch trained on.
    pub images: usize,
    /// Images of an epoch.
    pub images_per_epoch: usize,
    /// Mean loss.
    pub loss: f64,
    /// Share labelled right as they passed.
    pub accuracy: f64,
    /// Images per second since the epoch began.
    pub images_per_second: f64,
}

/// A finished epoch.
#[derive(Clone, Debug, PartialEq)]
pub struct EpochReport {
    /// Epochs of the run.
    pub epochs: usize,
    /// Figures of the training split.
    pub train: EpochMetrics,
    /// Figures of the validation split, where there is one.
    pub validation: Option<EpochMetrics>,
    /// Whether its checkpoint is the best so far.
    pub best: bool,
}

/// Watches a run; every method does nothing unless written.
pub trait Observer: Send {
    /// The run's directory exists and training begins.
    fn started(&mut self, _run: &RunDirectory) {}
    /// Some steps were done, a few times a second at most on a fast device.
    fn progress(&mut self, _progress: &Progress) {}
    /// An epoch was trained, validated and checkpointed.
    fn epoch_finished(&mut self, _report: &EpochReport) {}
    /// All epochs are done and the test set is about to be evaluated.
    fn testing(&mut self, _images: usize) {}
}

/// Watches nothing.
pub struct Unobserved;

impl Observer for Unobserved {}
