//! Files that are written where the caller said: nothing is replaced that was not meant to be.

use std::fs::OpenOptions;
use std::io::{self, ErrorKind, Write};
use std::path::Path;

use crate::error::AppError;

/// What happens to a file that is there already.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Existing {
    /// It stays, and nothing is written.
    #[default]
    Kept,
    /// It is replaced.
    Replaced,
}

impl Existing {
    /// What `force` says of it.
    pub fn kept_unless(force: bool) -> Self {
        match force {
            true => Self::Replaced,
            false => Self::Kept,
        }
    }
}

/// Refuses, before any work is done, a file that is there and is to be kept.
///
/// # Errors
///
/// [`AppError::FileExists`].
pub fn check(path: &Path, existing: Existing) -> Result<(), AppError> {
    match path.symlink_metadata() {
        Ok(_) if existing == Existing::Kept => Err(AppError::FileExists(path.to_owned())),
        _ => Ok(()),
    }
}

/// Writes the file; one that has come to be there meanwhile is refused too.
///
/// # Errors
///
/// [`AppError::FileExists`], [`AppError::Io`].
pub fn write(path: &Path, content: &[u8], existing: Existing) -> Result<(), AppError> {
    try_write(path, content, existing).map_err(|error| match error.kind() {
        ErrorKind::AlreadyExists => AppError::FileExists(path.to_owned()),
        _ => AppError::io("write", path)(error),
    })
}

fn try_write(path: &Path, content: &[u8], existing: Existing) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true);
    match existing {
        Existing::Replaced => options.create(true).truncate(true),
        Existing::Kept => options.create_new(true),
    };
    options.open(path)?.write_all(content)
}
