//! Files that are whole or absent: written beside, flushed to the disk, then renamed.

use std::fs::{self, File};
use std::io::Write;
use std::path::Path;

use tempfile::Builder;

use crate::error::RunError;

/// How the names of unfinished files and directories begin; a dead process may leave some.
const STAGING: &str = ".staging-";
const REMOVED: &str = ".removed-";

/// Replaces a file in one step; a reader sees the old content or the new, never a part.
pub fn replace(path: &Path, bytes: &[u8]) -> Result<(), RunError> {
    let directory = path.parent().unwrap_or(Path::new("."));
    let failed = |source| RunError::write(path, bytes.len())(source);
    let mut file = staging(0o666).tempfile_in(directory).map_err(failed)?;
    file.write_all(bytes).map_err(failed)?;
    file.as_file().sync_all().map_err(failed)?;
    file.persist(path).map_err(|error| failed(error.error))?;
    sync_directory(directory)
}

/// For what is not yet in its place. Temporary files and directories are private by default;
/// results are for whom the user's umask says.
pub fn staging(mode: u32) -> Builder<'static, 'static> {
    let mut builder = Builder::new();
    builder.prefix(STAGING);
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(mode));
    #[cfg(not(unix))]
    let _ = mode;
    builder
}

/// Writes new files into `directory` and waits until the disk has all of them: flushed together,
/// they cost little more than one.
pub(crate) fn write_new(directory: &Path, files: &[(&str, &[u8])]) -> Result<(), RunError> {
    let mut written = Vec::new();
    for (name, bytes) in files {
        let path = directory.join(name);
        let failed = |source| RunError::write(&path, bytes.len())(source);
        let mut file = File::create_new(&path).map_err(failed)?;
        file.write_all(bytes).map_err(failed)?;
        written.push((file, path, bytes.len()));
    }
    for (file, path, length) in written {
        file.sync_all().map_err(RunError::write(&path, length))?;
    }
    sync_directory(directory)
}

/// Creates a directory and its parents.
pub(crate) fn create_directory(path: &Path) -> Result<(), RunError> {
    fs::create_dir_all(path).map_err(RunError::io("create", path))
}

/// Removes a directory: its name is gone at once, so that nobody finds half of it.
pub(crate) fn remove_directory(path: &Path) -> Result<(), RunError> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let doomed = path.with_file_name(format!("{REMOVED}{name}"));
    fs::rename(path, &doomed).map_err(RunError::io("remove", path))?;
    fs::remove_dir_all(&doomed).map_err(RunError::io("remove", &doomed))
}

/// Whether a file or directory of this name is unfinished, or on its way out.
pub fn is_leftover(name: &str) -> bool {
    name.starts_with(STAGING) || name.starts_with(REMOVED)
}

/// Removes what a dead process left unfinished in `directory`; says how many there were.
/// Only the run's one writer may ask: a living one's files look the same.
pub(crate) fn sweep(directory: &Path) -> Result<usize, RunError> {
    let mut swept = 0;
    for entry in fs::read_dir(directory).map_err(RunError::io("read", directory))? {
        let entry = entry.map_err(RunError::io("read", directory))?;
        if !is_leftover(&entry.file_name().to_string_lossy()) {
            continue;
        }
        let path = entry.path();
        let removed = match path.is_dir() {
            true => fs::remove_dir_all(&path),
            false => fs::remove_file(&path),
        };
        removed.map_err(RunError::io("remove", &path))?;
        swept += 1;
    }
    Ok(swept)
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

    #[test]
    fn what_a_dead_process_left_is_swept_and_nothing_else() {
        let directory = tempfile::tempdir().unwrap();
        let path = |name: &str| directory.path().join(name);
        let (_, half_written) = staging(0o666)
            .tempfile_in(directory.path())
            .unwrap()
            .keep()
            .unwrap();
        let staged = staging(0o777).tempdir_in(directory.path()).unwrap().keep();
        fs::write(staged.join("model.bpk"), "half").unwrap();
        fs::create_dir(path(".removed-epoch-0001-step-000001")).unwrap();
        fs::write(path("latest"), "kept").unwrap();
        fs::write(path(".mine"), "kept").unwrap();
        assert!(half_written.exists());
        assert_eq!(sweep(directory.path()).unwrap(), 3);
        assert_eq!(fs::read_dir(directory.path()).unwrap().count(), 2);
    }
}
