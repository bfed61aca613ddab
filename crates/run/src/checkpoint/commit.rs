//! Writing a checkpoint: staged beside its place, flushed, then renamed into it.

use std::fs;
use std::path::{Path, PathBuf};

use super::manifest::Manifest;
use super::read::Checkpoint;
use super::{CheckpointName, MANIFEST};
use crate::durable;
use crate::error::RunError;
use crate::schema;

/// Commits these files as checkpoint `name` and reads it back; on any error there is no such checkpoint.
///
/// # Errors
///
/// [`RunError::Io`] if the disk refuses, [`RunError::Damaged`] if it did not keep what was written.
pub fn commit(
    checkpoints: &Path,
    name: CheckpointName,
    files: &[(&str, &[u8])],
) -> Result<PathBuf, RunError> {
    let place = checkpoints.join(name.to_string());
    let manifest = schema::encode(&place, &Manifest::of(files))?;
    let files = [files, &[(MANIFEST, &manifest)]].concat();
    let needed = files.iter().map(|(_, content)| content.len()).sum();
    let staging = durable::staging(0o777)
        .tempdir_in(checkpoints)
        .map_err(RunError::write(&place, needed))?;
    durable::write_new(staging.path(), &files).map_err(|error| error.of_all(&place, needed))?;
    Checkpoint::read(staging.path())?;

    fs::rename(staging.path(), &place).map_err(RunError::io("rename a checkpoint to", &place))?;
    durable::sync_directory(checkpoints)?;
    Ok(place)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checkpoint::{MODEL, STATE};

    const NAME: CheckpointName = CheckpointName { epoch: 1, step: 10 };

    fn committed(checkpoints: &Path) -> PathBuf {
        commit(checkpoints, NAME, &[(MODEL, b"weights"), (STATE, b"{}")]).unwrap()
    }

    #[test]
    fn what_was_committed_reads_back() {
        let directory = tempfile::tempdir().unwrap();
        let checkpoint = Checkpoint::read(&committed(directory.path())).unwrap();
        assert_eq!(checkpoint.file(MODEL).unwrap(), b"weights");
        assert_eq!(
            fs::read_dir(directory.path()).unwrap().count(),
            1,
            "staging is gone"
        );
    }

    #[test]
    fn a_flipped_bit_anywhere_is_refused() {
        let directory = tempfile::tempdir().unwrap();
        let place = committed(directory.path());
        for file in [MODEL, STATE] {
            let path = place.join(file);
            let content = fs::read(&path).unwrap();
            for bit in 0..content.len() * 8 {
                let mut flipped = content.clone();
                flipped[bit / 8] ^= 1 << (bit % 8);
                fs::write(&path, flipped).unwrap();
                let error = Checkpoint::read(&place).unwrap_err();
                assert!(
                    matches!(error, RunError::Damaged { .. }),
                    "bit {bit} of {file}: {error}"
                );
            }
            fs::write(&path, content).unwrap();
        }
        Checkpoint::read(&place).unwrap();
    }

    #[test]
    fn a_failed_commit_leaves_nothing() {
        let directory = tempfile::tempdir().unwrap();
        committed(directory.path());
        let again = commit(directory.path(), NAME, &[(MODEL, b"other")]);
        assert!(again.is_err());
        assert_eq!(fs::read_dir(directory.path()).unwrap().count(), 1);
        let kept = Checkpoint::read(&directory.path().join(NAME.to_string())).unwrap();
        assert_eq!(kept.file(MODEL).unwrap(), b"weights", "the old one stays");
    }
}
