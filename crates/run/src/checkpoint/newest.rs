//! The newest checkpoint that is whole, and what is wrong with those after it.

use std::path::Path;

use super::{Checkpoint, CheckpointName};
use crate::error::RunError;

/// What a look at a run's checkpoints, from the newest backwards, has found.
#[derive(Debug)]
pub struct Newest {
    /// The newest whole one; none if there is no checkpoint, or none that is whole.
    pub whole: Option<(CheckpointName, Checkpoint)>,
    /// Those after it, and why they are not to be used.
    pub damaged: Vec<(CheckpointName, RunError)>,
}

/// Looks for the newest whole checkpoint.
///
/// # Errors
///
/// [`RunError::Newer`] if a later version of this program wrote one: to go back behind it would
/// throw away what that version did. [`RunError::Io`] if the directory cannot be read.
pub fn newest(checkpoints: &Path) -> Result<Newest, RunError> {
    let mut found = Newest {
        whole: None,
        damaged: Vec::new(),
    };
    for name in CheckpointName::list(checkpoints)?.into_iter().rev() {
        match Checkpoint::read_named(checkpoints, name) {
            Ok(checkpoint) => {
                found.whole = Some((name, checkpoint));
                break;
            }
            Err(error @ RunError::Newer { .. }) => return Err(error),
            Err(error) => found.damaged.push((name, error)),
        }
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::checkpoint::testing::commit_epoch;

    #[test]
    fn damaged_ones_are_passed_over_and_named() {
        let directory = tempfile::tempdir().unwrap();
        let [_, second, third] = [1, 2, 3].map(|epoch| commit_epoch(directory.path(), epoch));
        fs::write(second.join("model.bpk"), "other").unwrap();
        fs::remove_file(third.join("manifest.json")).unwrap();
        let found = newest(directory.path()).unwrap();
        assert_eq!(found.whole.unwrap().0.epoch, 1);
        let damaged: Vec<usize> = found.damaged.iter().map(|(name, _)| name.epoch).collect();
        assert_eq!(damaged, [3, 2]);
    }

    #[test]
    fn no_checkpoint_is_no_error() {
        let directory = tempfile::tempdir().unwrap();
        let found = newest(&directory.path().join("absent")).unwrap();
        assert!(found.whole.is_none() && found.damaged.is_empty());
    }

    #[test]
    fn a_newer_programs_checkpoint_is_not_passed_over() {
        let directory = tempfile::tempdir().unwrap();
        commit_epoch(directory.path(), 1);
        let second = commit_epoch(directory.path(), 2);
        let manifest = second.join("manifest.json");
        let text = fs::read_to_string(&manifest).unwrap();
        let newer = text.replace("\"schema_version\": 1", "\"schema_version\": 2");
        fs::write(&manifest, newer).unwrap();
        let error = newest(directory.path()).unwrap_err();
        assert!(matches!(error, RunError::Newer { found: 2, .. }), "{error}");
    }
}
