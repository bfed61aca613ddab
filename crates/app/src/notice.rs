//! What a user should know while a verb works: facts, for a front end to put into words.

use std::path::PathBuf;

use burn_mnist_backend::Selection;
use burn_mnist_experiment::{Shard, TrialResult};
use burn_mnist_run::record::Hardware;
use burn_mnist_run::{Calibration, CheckpointName, RunError};

use crate::error::AppError;
use crate::experiment::kind::ExperimentKind;

/// One thing that a user should know.
#[derive(Debug)]
pub enum Notice<'a> {
    /// `auto` was asked for, and this backend was picked.
    BackendPicked(Selection),
    /// A device answered and will be used.
    DeviceOpened(Hardware),
    /// A data directory was given for digits that come from none.
    DirectoryIgnored,
    /// No manifest vouches for these weights.
    Unverified(PathBuf),
    /// Pictures are shown to a network that was trained on synthetic digits alone.
    TrainedOnSynthetic,
    /// The run's calibration was fitted for other weights, and is not used.
    OtherCalibration {
        /// The file.
        path: PathBuf,
        /// What it holds.
        calibration: Box<Calibration>,
        /// SHA-256 of the loaded weights.
        weights_sha256: String,
    },
    /// The run's calibration is damaged, and probabilities are the network's own.
    CalibrationDamaged(&'a RunError),
    /// The loaded test images are not those of the model's run.
    OtherTestSet {
        /// Where they came from.
        source: String,
    },
    /// The run has done all its epochs.
    RunComplete(PathBuf),
    /// A run goes on from this checkpoint, or from its beginning.
    Resuming {
        /// The run.
        run: PathBuf,
        /// Where it goes on from.
        from: Option<CheckpointName>,
    },
    /// A run goes on with another backend.
    BackendChanged {
        /// What it ran on.
        before: String,
        /// What it runs on now.
        now: String,
    },
    /// Other runs have the name of this run already.
    NameTaken {
        /// The name.
        name: String,
        /// The run that gets the name now.
        run: PathBuf,
        /// The runs that have it already.
        others: Vec<PathBuf>,
    },
    /// A run is trained once more.
    Repeating(PathBuf),
    /// The run's config could not be read and is written anew from the record.
    ConfigRewritten(Box<AppError>),
    /// A checkpoint is damaged and passed over.
    CheckpointDamaged {
        /// Which.
        name: CheckpointName,
        /// What is wrong with it.
        reason: String,
    },
    /// The best checkpoint is damaged; the next best takes its place.
    BestLost(RunError),
    /// The page of a run that goes on could not be removed.
    PageNotRemoved {
        /// The page.
        path: PathBuf,
        /// What the system said.
        error: std::io::Error,
    },
    /// The run is complete, but its page could not be made.
    PageNotWritten {
        /// The run.
        run: PathBuf,
        /// Why not.
        error: Box<AppError>,
    },
    /// The page of an experiment could not be written.
    ExperimentPageNotWritten {
        /// Which kind.
        kind: ExperimentKind,
        /// Why not.
        error: &'a AppError,
    },
    /// The page shows nothing of the network.
    PageWithoutNetwork(&'a AppError),
    /// A run cannot be compared with others image by image.
    NotCompared {
        /// The run.
        run: PathBuf,
        /// Why its network cannot be used.
        error: &'a AppError,
    },
    /// An experiment begins or goes on in this directory.
    ExperimentOpened {
        /// Which kind.
        kind: ExperimentKind,
        /// Where.
        root: PathBuf,
    },
    /// A trial has ended.
    TrialEnded {
        /// What came of it.
        result: Box<TrialResult>,
        /// How many trials are done, by all processes.
        done: usize,
        /// How many trials are planned.
        trials: usize,
        /// What distinguishes it from the others.
        description: String,
        /// How long the rest of this process's trials may take, from the mean of those that it has done; 0 after the
        /// last.
        seconds_left: f64,
    },
    /// An experiment was asked to stop, and can be resumed.
    ExperimentStopped {
        /// Which kind.
        kind: ExperimentKind,
        /// Where.
        root: PathBuf,
        /// The share of the trials that this process does.
        shard: Shard,
    },
    /// The lists have fewer points than were to be drawn.
    FewerPoints(usize),
    /// Something about digits that are checked.
    AboutDigits(String),
    /// There is no likely label error, and so no picture of them.
    NothingToDraw(PathBuf),
    /// Each point is tried with one seed, so that no interval can be given.
    OneSeed,
}
