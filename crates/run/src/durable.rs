//! Files that are whole or absent: written beside, flushed to the disk, then renamed.

use std::fs::{self, File};
use std::io::Write;
use std::path::Path;

use tempfile::Builder;

use crate::error::RunError;

/// Replaces a file in one step; whoever reads it sees the old content or the new, never a part.
pub(crate) fn replace(path: &Path, bytes: &[u8]) -> Result<(), RunError> {
    let directory = path.parent().unwrap_or(Path::new("."));
    let mut builder = Builder::new();
    readable_as_umask_allows(&mut builder, 0o666);
    let mut file = builder
        .tempfile_in(directory)
        .map_err(RunError::io("write", path))?;
    file.write_all(bytes).map_err(RunError::io("write", path))?;
    file.as_file()
        .sync_all()
        .map_err(RunError::io("write", path))?;
    file.persist(path)
        .map_err(|error| RunError::io("replace", path)(error.error))?;
    sync_directory(directory)
}

/// Temporary files and directories are private; results are for whom the user's umask says.
pub(crate) fn readable_as_umask_allows(builder: &mut Builder<'_, '_>, mode: u32) {
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(mode));
    #[cfg(not(unix))]
    let _ = (builder, mode);
}

/// Writes a new file and waits until the disk has it.
pub(crate) fn write_new(path: &Path, bytes: &[u8]) -> Result<(), RunError> {
    let mut file = File::create_new(path).map_err(RunError::io("write", path))?;
    file.write_all(bytes).map_err(RunError::io("write", path))?;
    file.sync_all().map_err(RunError::io("write", path))
}

/// Creates a directory and its parents.
pub(crate) fn create_directory(path: &Path) -> Result<(), RunError> {
    fs::create_dir_all(path).map_err(RunError::io("create", path))
}

/// Makes renames within a directory survive a power cut; only Unix has a way to ask for it.
pub(crate) fn sync_directory(path: &Path) -> Result<(), RunError> {
    if cfg!(unix) {
        let directory = File::open(path).map_err(RunError::io("open", path))?;
        directory.sync_all().map_err(RunError::io("flush", path))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn replacing_leaves_the_new_content_and_nothing_else() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("latest");
        replace(&path, b"one").unwrap();
        replace(&path, b"two").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"two");
        assert_eq!(fs::read_dir(directory.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_directory_that_vanished_is_named() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("gone").join("latest");
        let message = replace(&path, b"x").unwrap_err().to_string();
        assert!(
            message.starts_with(&format!("cannot write {}", path.display())),
            "{message}"
        );
    }
}
