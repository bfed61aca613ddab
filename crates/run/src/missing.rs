//! What can be missing, and where it was looked for.

use std::fmt;
use std::path::PathBuf;

/// What is not where it was looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MissingItem {
    /// A run's directory.
    Run,
    /// A run or a checkpoint, in a directory that is there.
    RunOrCheckpoint,
    /// Anything that weights can be loaded from.
    RunCheckpointOrWeights,
    /// A checkpoint's directory.
    Checkpoint,
    /// Any checkpoint of a run that is there.
    FinishedCheckpoint,
}

impl fmt::Display for MissingItem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Run => "run",
            Self::RunOrCheckpoint => "run or checkpoint",
            Self::RunCheckpointOrWeights => "run, checkpoint or weights file",
            Self::Checkpoint => "checkpoint",
            Self::FinishedCheckpoint => "finished checkpoint",
        })
    }
}

/// Nothing in a store that could be its latest entry, and where that was looked for.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub struct EmptyStore {
    /// What was looked for: "run", "sweep".
    pub kind: &'static str,
    /// The directory that was searched, as an absolute path.
    pub home: PathBuf,
    /// How many entries there cannot be read.
    pub unreadable: usize,
}

impl fmt::Display for EmptyStore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (kind, home) = (self.kind, self.home.display());
        match self.unreadable {
            0 => write!(f, "no {kind} in {home}"),
            1 => write!(f, "no readable {kind} in {home}: 1 entry cannot be read"),
            count => write!(
                f,
                "no readable {kind} in {home}: {count} entries cannot be read"
            ),
        }
    }
}
