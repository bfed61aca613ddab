//! `latest` and `best`: one-line files that name a checkpoint, replaced in one step.

use std::fs;
use std::path::Path;

use crate::checkpoint::CheckpointName;
use crate::durable;
use crate::error::RunError;

/// Which checkpoint of a run is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pointer {
    /// The newest.
    Latest,
    /// The one with the highest validation accuracy, or the newest where nothing is validated.
    Best,
}

impl Pointer {
    /// The file's name.
    pub fn file_name(self) -> &'static str {
        match self {
            Self::Latest => "latest",
            Self::Best => "best",
        }
    }

    /// Points at `name`, which must be committed already.
    ///
    /// # Errors
    ///
    /// [`RunError::Io`].
    pub fn set(self, checkpoints: &Path, name: CheckpointName) -> Result<(), RunError> {
        durable::replace(
            &checkpoints.join(self.file_name()),
            format!("{name}\n").as_bytes(),
        )
    }

    /// What it points at; nothing before the first checkpoint.
    ///
    /// # Errors
    ///
    /// [`RunError::Damaged`] if the file names no checkpoint, [`RunError::Io`] if it cannot be read.
    pub fn get(self, checkpoints: &Path) -> Result<Option<CheckpointName>, RunError> {
        let path = checkpoints.join(self.file_name());
        let text = match fs::read_to_string(&path) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
            text => text.map_err(RunError::io("read", &path))?,
        };
        match text.trim().parse() {
            Ok(name) => Ok(Some(name)),
            Err(_) => Err(RunError::damaged(
                &path,
                "a checkpoint's name",
                format!("{text:?}"),
            )),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pointer_says_what_it_was_told() {
        let directory = tempfile::tempdir().unwrap();
        assert_eq!(Pointer::Best.get(directory.path()).unwrap(), None);
        let name = CheckpointName {
            epoch: 3,
            step: 5625,
        };
        Pointer::Best.set(directory.path(), name).unwrap();
        assert_eq!(Pointer::Best.get(directory.path()).unwrap(), Some(name));
        assert_eq!(Pointer::Latest.get(directory.path()).unwrap(), None);
    }

    #[test]
    fn a_pointer_to_elsewhere_is_damage() {
        let directory = tempfile::tempdir().unwrap();
        fs::write(directory.path().join("best"), "../../other").unwrap();
        let error = Pointer::Best.get(directory.path()).unwrap_err();
        assert!(matches!(error, RunError::Damaged { .. }), "{error}");
    }
}
