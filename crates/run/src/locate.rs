//! From the path a user types to the weights meant: a run, a checkpoint or a bare weights file.

use std::fs;
use std::path::{Path, PathBuf};

use crate::checkpoint::{Checkpoint, CheckpointName, MANIFEST, MODEL};
use crate::digest::sha256;
use crate::error::RunError;
use crate::layout::RunDirectory;
use crate::missing::MissingItem;
use crate::names::{CHECKPOINTS, RECORD};
use crate::pointer::Pointer;

/// Weights found and, where there is a manifest, verified.
#[derive(Debug)]
pub struct WeightsSource {
    /// The weights file.
    pub path: PathBuf,
    /// The run it belongs to, if it lies in one.
    pub run: Option<RunDirectory>,
    /// Its content, decoded from nowhere else.
    pub bytes: Vec<u8>,
    /// Whether a manifest vouched for the bytes.
    pub verified: bool,
}

impl WeightsSource {
    /// SHA-256 of the content, by which records name weights.
    pub fn sha256(&self) -> String {
        sha256(&self.bytes)
    }
}

/// Finds what `path` names: a run (its best checkpoint), a checkpoint directory, or a weights file.
///
/// # Errors
///
/// [`RunError::Missing`] if there is nothing of the kind, [`RunError::Damaged`] if it fails its manifest.
pub fn locate(path: &Path) -> Result<WeightsSource, RunError> {
    if path.is_dir() {
        return from_directory(path);
    }
    if !path.is_file() {
        return Err(RunError::Missing {
            what: MissingItem::RunCheckpointOrWeights,
            path: path.to_owned(),
        });
    }
    let directory = path.parent().unwrap_or(Path::new(""));
    if path.file_name().is_some_and(|name| name == MODEL) && directory.join(MANIFEST).is_file() {
        return from_checkpoint(directory);
    }
    let bytes = fs::read(path).map_err(RunError::io("read", path))?;
    Ok(WeightsSource {
        path: path.to_owned(),
        run: run_of(directory),
        bytes,
        verified: false,
    })
}

/// A running training may replace what a pointer names between our looking and our reading.
fn from_directory(path: &Path) -> Result<WeightsSource, RunError> {
    let directory = checkpoint_directory(path)?;
    from_checkpoint(&directory).or_else(|error| match checkpoint_directory(path)? {
        other if other != directory => from_checkpoint(&other),
        _ => Err(error),
    })
}

fn checkpoint_directory(path: &Path) -> Result<PathBuf, RunError> {
    if path.join(MANIFEST).is_file() {
        return Ok(path.to_owned());
    }
    let checkpoints = path.join(CHECKPOINTS);
    if !path.join(RECORD).is_file() && !checkpoints.is_dir() {
        return Err(RunError::Missing {
            what: MissingItem::RunOrCheckpoint,
            path: path.to_owned(),
        });
    }
    for pointer in [Pointer::Best, Pointer::Latest] {
        if let Some(name) = pointer.get(&checkpoints)? {
            return Ok(checkpoints.join(name.to_string()));
        }
    }
    // The pointers are gone, but names sort by age: the newest checkpoint is the best guess left.
    if let Some(name) = CheckpointName::list(&checkpoints)?.last() {
        return Ok(checkpoints.join(name.to_string()));
    }
    Err(RunError::Missing {
        what: MissingItem::FinishedCheckpoint,
        path: checkpoints,
    })
}

fn from_checkpoint(directory: &Path) -> Result<WeightsSource, RunError> {
    let checkpoint = Checkpoint::read(directory)?;
    let bytes = checkpoint.file(MODEL)?.to_vec();
    let path = directory.join(MODEL);
    Ok(WeightsSource {
        path,
        run: run_of(directory),
        bytes,
        verified: true,
    })
}

/// `<run>/checkpoints/<name>` lies in `<run>`, even when a running training has removed it since it was read.
fn run_of(checkpoint: &Path) -> Option<RunDirectory> {
    let checkpoint = checkpoint
        .canonicalize()
        .or_else(|_| std::path::absolute(checkpoint))
        .ok()?;
    RunDirectory::open(checkpoint.parent()?.parent()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checkpoint::commit;

    fn run_with_two_checkpoints() -> tempfile::TempDir {
        let root = tempfile::tempdir().unwrap();
        let run = RunDirectory::create(root.path()).unwrap();
        for (epoch, weights) in [(1, b"one"), (2, b"two")] {
            let name = CheckpointName { epoch, step: epoch };
            commit(&run.checkpoints(), name, &[(MODEL, weights)]).unwrap();
            Pointer::Latest.set(&run.checkpoints(), name).unwrap();
        }
        root
    }

    #[test]
    fn a_run_names_its_best_checkpoint_else_its_latest() {
        let root = run_with_two_checkpoints();
        assert_eq!(locate(root.path()).unwrap().bytes, b"two");
        let checkpoints = root.path().join(CHECKPOINTS);
        Pointer::Best
            .set(&checkpoints, CheckpointName { epoch: 1, step: 1 })
            .unwrap();
        assert_eq!(locate(root.path()).unwrap().bytes, b"one");
    }

    #[test]
    fn without_pointers_the_newest_checkpoint_is_found() {
        let root = run_with_two_checkpoints();
        fs::remove_file(root.path().join("checkpoints/latest")).unwrap();
        assert_eq!(locate(root.path()).unwrap().bytes, b"two");
    }

    #[test]
    fn a_checkpoint_and_its_weights_file_are_verified() {
        let root = run_with_two_checkpoints();
        let checkpoint = root.path().join("checkpoints/epoch-0001-step-000001");
        for path in [checkpoint.clone(), checkpoint.join(MODEL)] {
            let source = locate(&path).unwrap();
            assert_eq!(
                (source.bytes.as_slice(), source.verified),
                (b"one".as_slice(), true)
            );
        }
        fs::write(checkpoint.join(MODEL), b"on3").unwrap();
        assert!(matches!(
            locate(&checkpoint.join(MODEL)),
            Err(RunError::Damaged { .. })
        ));
    }

    #[test]
    fn a_checkpoint_that_was_removed_since_still_tells_its_run() {
        let root = tempfile::tempdir().unwrap();
        let run = RunDirectory::create(root.path()).unwrap();
        fs::write(run.record(), "{}").unwrap();
        let gone = run.checkpoints().join("epoch-0001-step-000001");
        assert_eq!(run_of(&gone).unwrap().root(), root.path());
    }

    #[test]
    fn a_bare_weights_file_is_not_vouched_for() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("elsewhere.bpk");
        fs::write(&path, b"weights").unwrap();
        assert!(!locate(&path).unwrap().verified);
    }

    #[test]
    fn what_is_not_there_is_named() {
        let directory = tempfile::tempdir().unwrap();
        for path in [directory.path().join("typo"), directory.path().to_owned()] {
            let error = locate(&path).unwrap_err();
            assert!(
                matches!(&error, RunError::Missing { path: p, .. } if *p == path),
                "{error}"
            );
        }
    }
}
