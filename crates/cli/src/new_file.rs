//! Files that a command writes where the user said: nothing is replaced that was not meant to be.

use std::fs::OpenOptions;
use std::io::{self, ErrorKind, Write};
use std::path::Path;

use crate::failure::{Failure, Kind};

/// Refuses, before any work is done, a file that is there unless `force` says to replace it.
///
/// # Errors
///
/// A usage failure.
pub fn check(path: &Path, force: bool) -> Result<(), Failure> {
    match path.symlink_metadata() {
        Ok(_) if !force => Err(occupied(path)),
        _ => Ok(()),
    }
}

/// Writes the file; one that has come to be there meanwhile is refused too.
///
/// # Errors
///
/// A usage failure, or what the system says.
pub fn write(path: &Path, content: &[u8], force: bool) -> Result<(), Failure> {
    try_write(path, content, force).map_err(|error| match error.kind() {
        ErrorKind::AlreadyExists => occupied(path),
        _ => Failure {
            path: Some(path.to_owned()),
            ..Failure::new(
                Kind::Failure,
                format!("cannot write {}: {error}", path.display()),
            )
        },
    })
}

fn try_write(path: &Path, content: &[u8], force: bool) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true);
    match force {
        true => options.create(true).truncate(true),
        false => options.create_new(true),
    };
    options.open(path)?.write_all(content)
}

fn occupied(path: &Path) -> Failure {
    Failure {
        path: Some(path.to_owned()),
        ..Failure::usage(format!("{} is there already", path.display()))
            .hint("name another file with --out, or replace this one with --force")
    }
}
