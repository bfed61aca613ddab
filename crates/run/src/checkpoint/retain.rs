//! Which checkpoints stay: the last few and the best. The rest make room, and only when asked to.

use std::path::Path;

use super::CheckpointName;
use crate::durable;
use crate::error::RunError;

/// Where checkpoints go that a resumed run leaves behind it.
const ASIDE: &str = "aside";

/// The checkpoints that keeping the last `keep` and `best` would remove, the oldest first.
///
/// # Errors
///
/// [`RunError::Io`] if the directory cannot be read.
pub fn surplus(
    checkpoints: &Path,
    keep: usize,
    best: Option<CheckpointName>,
) -> Result<Vec<CheckpointName>, RunError> {
    let mut names = CheckpointName::list(checkpoints)?;
    names.truncate(names.len().saturating_sub(keep));
    names.retain(|name| Some(*name) != best);
    Ok(names)
}

/// Removes a checkpoint; nobody sees a part of it.
///
/// # Errors
///
/// [`RunError::Io`].
pub fn remove(checkpoints: &Path, name: CheckpointName) -> Result<(), RunError> {
    durable::remove_directory(&checkpoints.join(name.to_string()))
}

/// Moves a checkpoint out of the way of those to come, without removing it.
///
/// # Errors
///
/// [`RunError::Io`].
pub fn set_aside(checkpoints: &Path, name: CheckpointName) -> Result<(), RunError> {
    let aside = checkpoints.join(ASIDE);
    durable::create_directory(&aside)?;
    let place = (1..)
        .map(|number| aside.join(format!("{name}.{number}")))
        .find(|place| !place.exists())
        .unwrap_or_else(|| aside.join(name.to_string()));
    let from = checkpoints.join(name.to_string());
    std::fs::rename(&from, &place).map_err(RunError::io("set aside", &from))?;
    durable::sync_directory(checkpoints)
}

/// Removes all that was set aside; says whether anything was.
///
/// # Errors
///
/// [`RunError::Io`].
pub fn clear_aside(checkpoints: &Path) -> Result<bool, RunError> {
    let aside = checkpoints.join(ASIDE);
    if !aside.is_dir() {
        return Ok(false);
    }
    durable::remove_directory(&aside).map(|()| true)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checkpoint::testing::{commit_epoch, name};

    #[test]
    fn the_last_few_and_the_best_stay() {
        let directory = tempfile::tempdir().unwrap();
        for epoch in 1..=5 {
            commit_epoch(directory.path(), epoch);
        }
        let surplus = |keep, best| surplus(directory.path(), keep, best).unwrap();
        assert_eq!(surplus(2, Some(name(2))), [name(1), name(3)]);
        assert_eq!(surplus(2, Some(name(5))), [name(1), name(2), name(3)]);
        assert_eq!(surplus(9, None), []);
        remove(directory.path(), name(1)).unwrap();
        assert_eq!(CheckpointName::list(directory.path()).unwrap().len(), 4);
        assert_eq!(std::fs::read_dir(directory.path()).unwrap().count(), 4);
    }

    #[test]
    fn what_is_set_aside_is_kept_until_it_is_cleared() {
        let directory = tempfile::tempdir().unwrap();
        for _ in 0..2 {
            commit_epoch(directory.path(), 1);
            set_aside(directory.path(), name(1)).unwrap();
        }
        assert_eq!(CheckpointName::list(directory.path()).unwrap(), []);
        let aside = std::fs::read_dir(directory.path().join(ASIDE)).unwrap();
        assert_eq!(aside.count(), 2);
        assert!(clear_aside(directory.path()).unwrap());
        assert!(!clear_aside(directory.path()).unwrap());
    }
}
