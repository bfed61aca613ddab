//! Files that appear whole or not at all, however many processes write them and whatever kills one.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::{Builder, NamedTempFile};

use crate::DataError;

/// Puts `bytes` at `directory/name`, replacing what was there.
pub(crate) fn store(directory: &Path, name: &str, bytes: &[u8]) -> Result<PathBuf, DataError> {
    let path = directory.join(name);
    fs::create_dir_all(directory).map_err(|error| DataError::write(directory, error))?;
    match write_beside(directory, name, bytes).and_then(|file| replace(file, &path)) {
        Ok(()) => Ok(path),
        // Some systems refuse to replace a file that another process has open: then that process has just put the
        // same bytes there.
        Err(_) if fs::read(&path).is_ok_and(|there| there == bytes) => Ok(path),
        Err(error) => Err(DataError::write(&path, error)),
    }
}

fn write_beside(directory: &Path, name: &str, bytes: &[u8]) -> io::Result<NamedTempFile> {
    let prefix = format!(".{name}.");
    let mut builder = Builder::new();
    builder.prefix(&prefix).suffix(".part");
    // A cache may be shared: the owner's umask decides who reads it, not the private mode of temporary files.
    #[cfg(unix)]
    let permissions = std::os::unix::fs::PermissionsExt::from_mode(0o666);
    #[cfg(unix)]
    builder.permissions(permissions);
    let mut file = builder.tempfile_in(directory)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    Ok(file)
}

fn replace(file: NamedTempFile, path: &Path) -> io::Result<()> {
    file.persist(path).map_err(|error| error.error)?;
    // Where a directory cannot be opened as a file, the system orders the rename itself.
    if cfg!(unix)
        && let Some(directory) = path.parent()
    {
        File::open(directory)?.sync_all()?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use burn_mnist_diagnostic::Diagnostic;

    use super::*;

    #[test]
    fn a_file_is_replaced_whole_and_nothing_else_is_left() {
        let parent = tempfile::tempdir().unwrap();
        let directory = parent.path().join("not/there/yet");
        store(&directory, "digits", b"old and longer").unwrap();
        let path = store(&directory, "digits", b"new").unwrap();
        assert_eq!(fs::read(path).unwrap(), b"new");
        assert_eq!(fs::read_dir(&directory).unwrap().count(), 1);
    }

    #[test]
    fn what_cannot_be_written_is_named() {
        let parent = tempfile::tempdir().unwrap();
        let file = parent.path().join("a-file");
        fs::write(&file, "").unwrap();
        let error = store(&file, "digits", b"new").unwrap_err();
        assert!(matches!(error, DataError::Write { .. }));
        assert_eq!(error.path(), Some(file.as_path()));
    }
}
