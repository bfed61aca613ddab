//! Advice on faults of run directories.

use burn_mnist_run::checkpoint::MANIFEST;
use burn_mnist_run::names::{CALIBRATION, RECORD};
use burn_mnist_run::{MissingItem, RunError};

use super::Advise;
use super::lookup::OTHER_DIRECTORY;

impl Advise for RunError {
    fn advice(&self) -> Option<String> {
        let advice = match self {
            Self::Io { .. } => return None,
            Self::Missing { what, .. } => return Some(find(*what)),
            Self::Empty(_) => {
                return Some(format!("`burn-mnist train` creates one; {OTHER_DIRECTORY}"));
            }
            Self::Damaged { path, .. } if path.extension().is_some_and(|kind| kind == "jsonl") => {
                "remove the damaged lines; the checkpoints do not need them"
            }
            Self::Damaged { path, .. } if path.ends_with(RECORD) => {
                "the checkpoints do not need it: name one, or its model.bpk"
            }
            Self::Damaged { path, .. } if path.ends_with(CALIBRATION) => {
                "fit it again with `burn-mnist evaluate RUN --calibrate`, or ignore it with --no-calibration"
            }
            Self::Damaged { .. } => {
                "`burn-mnist runs verify RUN` shows which checkpoints are intact: name another one"
            }
            Self::Full { .. } => "free some space; earlier checkpoints are intact",
            Self::Locked { .. } => "wait for it to end, stop it, or use another directory",
            Self::Foreign { .. } => {
                "move it out of the run's checkpoints, or undo the edit of the run"
            }
            Self::Newer { .. } => "use the newer burn-mnist that wrote it",
            Self::Occupied { .. } => "choose another --out, or empty it first",
        };
        Some(advice.to_owned())
    }
}

/// How to come by what is missing.
fn find(what: MissingItem) -> String {
    match what {
        MissingItem::Run | MissingItem::RunCheckpointOrWeights => {
            "`burn-mnist runs list` lists the runs".to_owned()
        }
        MissingItem::RunOrCheckpoint => {
            format!("a run contains {RECORD}, a checkpoint {MANIFEST}")
        }
        MissingItem::Checkpoint => format!(
            "a checkpoint contains {MANIFEST}; `burn-mnist runs verify RUN` shows which are intact"
        ),
        MissingItem::FinishedCheckpoint => {
            "the run stopped before the end of its first epoch: train again".to_owned()
        }
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    fn damaged(file: &str) -> String {
        let error = RunError::Damaged {
            path: Path::new("run").join(file),
            expected: "JSON of a known schema".to_owned(),
            found: "something else".to_owned(),
        };
        error.advice().unwrap()
    }

    #[test]
    fn a_damaged_calibration_says_how_to_go_on() {
        assert!(damaged(CALIBRATION).contains("--no-calibration"));
    }

    #[test]
    fn what_to_do_about_damage_depends_on_the_file() {
        assert!(damaged("metrics.jsonl").starts_with("remove the damaged lines"));
        assert!(damaged(RECORD).starts_with("the checkpoints do not need it"));
        assert!(damaged("checkpoints/best").contains("runs verify RUN"));
    }
}
