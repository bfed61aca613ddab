//! Where a picture is written: to the file that was named, or under a telling name into a directory.

use std::fs;
use std::path::{Path, PathBuf};

use burn_mnist_app::file::{self, Existing};

use crate::failure::{Failure, Kind};

/// What `--out` and `--force` said.
#[derive(Debug)]
pub struct Destination {
    out: Out,
    existing: Existing,
}

#[derive(Debug)]
enum Out {
    File(PathBuf),
    Directory(PathBuf),
}

impl Destination {
    /// Resolves what was typed, if anything was.
    ///
    /// # Errors
    ///
    /// A usage failure if it is neither a directory nor a PNG file.
    pub fn new(out: Option<&Path>, force: bool) -> Result<Option<Self>, Failure> {
        let Some(path) = out else { return Ok(None) };
        let out = match path.extension() {
            None => Out::Directory(path.to_owned()),
            Some(_) if path.is_dir() => Out::Directory(path.to_owned()),
            Some(kind) if kind.eq_ignore_ascii_case("png") => Out::File(path.to_owned()),
            Some(_) => {
                return Err(Failure::usage(format!(
                    "--out takes a directory or a .png file; found {}",
                    path.display()
                )));
            }
        };
        let existing = Existing::kept_unless(force);
        Ok(Some(Self { out, existing }))
    }

    /// Checks that this many pictures have room: one file holds one.
    ///
    /// # Errors
    ///
    /// A usage failure.
    pub fn check_holds(&self, pictures: usize) -> Result<(), Failure> {
        match &self.out {
            Out::File(path) if pictures > 1 => Err(Failure::usage(format!(
                "--out {} holds one picture, and {pictures} images are explained",
                path.display()
            ))
            .hint("name a directory with --out")),
            _ => Ok(()),
        }
    }

    /// Writes a PNG, which is called `name` where a directory was given; its path.
    ///
    /// # Errors
    ///
    /// The file exists and is to be kept, or it cannot be written.
    pub fn save(&self, name: &str, png: &[u8]) -> Result<PathBuf, Failure> {
        let path = match &self.out {
            Out::File(path) => path.clone(),
            Out::Directory(directory) => {
                fs::create_dir_all(directory).map_err(|error| Failure {
                    path: Some(directory.clone()),
                    ..Failure::new(
                        Kind::Failure,
                        format!("cannot write {}: {error}", directory.display()),
                    )
                })?;
                directory.join(format!("{name}.png"))
            }
        };
        file::write(&path, png, self.existing)?;
        Ok(path)
    }
}
