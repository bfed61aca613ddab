//! Where a picture goes: to the file that was named, or under a telling name into a directory.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::failure::{Failure, Kind};

/// What `--out` and `--force` said.
#[derive(Debug)]
pub struct Destination {
    place: Place,
    existing: Existing,
}

#[derive(Debug)]
enum Place {
    File(PathBuf),
    Directory(PathBuf),
}

#[derive(Clone, Copy, Debug)]
enum Existing {
    Kept,
    Replaced,
}

impl Destination {
    /// Resolves what was typed, if anything was.
    pub fn new(out: Option<&Path>, force: bool) -> Result<Option<Self>, Failure> {
        let Some(out) = out else { return Ok(None) };
        let place = match out.extension() {
            None => Place::Directory(out.to_owned()),
            Some(_) if out.is_dir() => Place::Directory(out.to_owned()),
            Some(kind) if kind.eq_ignore_ascii_case("png") => Place::File(out.to_owned()),
            Some(_) => {
                return Err(Failure::usage(format!(
                    "--out takes a directory or a .png file; found {}",
                    out.display()
                )));
            }
        };
        let existing = match force {
            true => Existing::Replaced,
            false => Existing::Kept,
        };
        Ok(Some(Self { place, existing }))
    }

    /// Checks that this many pictures have room: one file holds one.
    ///
    /// # Errors
    ///
    /// A usage failure.
    pub fn check_holds(&self, pictures: usize) -> Result<(), Failure> {
        match &self.place {
            Place::File(path) if pictures > 1 => Err(Failure::usage(format!(
                "--out {} holds one picture, and {pictures} images are explained",
                path.display()
            ))
            .hint("name a directory with --out")),
            _ => Ok(()),
        }
    }

    /// Writes a PNG, which is called `name` where a directory was given; its path.
    pub fn save(&self, name: &str, png: &[u8]) -> Result<PathBuf, Failure> {
        let path = match &self.place {
            Place::File(path) => path.clone(),
            Place::Directory(directory) => {
                fs::create_dir_all(directory).map_err(|error| unwritable(directory, &error))?;
                directory.join(format!("{name}.png"))
            }
        };
        let written = self.open(&path).and_then(|mut file| file.write_all(png));
        match written {
            Ok(()) => Ok(path),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Err(occupied(&path)),
            Err(error) => Err(unwritable(&path, &error)),
        }
    }

    fn open(&self, path: &Path) -> io::Result<File> {
        match self.existing {
            Existing::Replaced => File::create(path),
            Existing::Kept => OpenOptions::new().write(true).create_new(true).open(path),
        }
    }
}

fn occupied(path: &Path) -> Failure {
    Failure {
        path: Some(path.to_owned()),
        ..Failure::usage(format!("{} exists already", path.display()))
            .hint("--force replaces it; or name another --out")
    }
}

fn unwritable(path: &Path, error: &io::Error) -> Failure {
    Failure {
        path: Some(path.to_owned()),
        ..Failure::new(
            Kind::Failure,
            format!("cannot write {}: {error}", path.display()),
        )
    }
}
