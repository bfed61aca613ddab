//! Where runs are kept, and whatever else is one directory an entry: sweeps, cross-validations, comparisons.
//!
//! Users may name an entry's directory as they like, so that names say nothing about age: the [`latest`](Store::latest)
//! entry is the one that started last by its own records.

mod error;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

pub use self::error::StoreError;
use crate::missing::EmptyStore;
use crate::timestamp::Timestamp;

/// The word for the entry that started last.
pub const LATEST: &str = "latest";

/// What a store keeps.
#[derive(Clone, Copy, Debug)]
pub struct EntryKind {
    /// What messages call one: "run", "sweep".
    pub name: &'static str,
    /// The file that makes a directory an entry.
    pub marker: &'static str,
    /// Reads when the entry in this directory started; nothing if it cannot be read.
    pub started_at: fn(&Path) -> Option<Timestamp>,
}

/// A directory of entries of one kind.
#[derive(Clone, Debug)]
pub struct Store {
    home: PathBuf,
    kind: EntryKind,
}

impl Store {
    /// The store at `home`, which need not exist yet.
    pub fn new(home: impl Into<PathBuf>, kind: EntryKind) -> Self {
        let home = home.into();
        Self { home, kind }
    }

    /// The directory that holds the entries.
    pub fn home(&self) -> &Path {
        &self.home
    }

    /// Creates a directory for a new entry, named `id`, or `id-2`, `id-3`, ... if that is taken.
    ///
    /// # Errors
    ///
    /// [`StoreError::Io`].
    pub fn create(&self, id: &str) -> Result<PathBuf, StoreError> {
        fs::create_dir_all(&self.home).map_err(StoreError::io("create", &self.home))?;
        let mut root = self.home.join(id);
        let mut attempt = 1;
        loop {
            // Only one of two processes wins this call, so they never share a directory.
            match fs::create_dir(&root) {
                Ok(()) => return Ok(root),
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                    attempt += 1;
                    root = self.home.join(format!("{id}-{attempt}"));
                }
                Err(error) => return Err(StoreError::io("create", &root)(error)),
            }
        }
    }

    /// The directories of all entries, sorted by path; none if the store's own directory is absent.
    ///
    /// # Errors
    ///
    /// [`StoreError::Io`] if the directory cannot be read.
    pub fn list(&self) -> Result<Vec<PathBuf>, StoreError> {
        let mut entries = self.directories()?;
        entries.retain(|root| self.holds_marker(root).unwrap_or(false));
        entries.sort();
        Ok(entries)
    }

    /// The entry that started last, by its records. Of equals it is the last by name. Entries that cannot be read
    /// are passed over.
    ///
    /// # Errors
    ///
    /// [`StoreError::Empty`] if there is none, which says where it looked; [`StoreError::Io`].
    pub fn latest(&self) -> Result<PathBuf, StoreError> {
        let mut latest = None;
        let mut unreadable = 0;
        for root in self.directories()? {
            match self.holds_marker(&root) {
                Ok(false) => {}
                Ok(true) => match (self.kind.started_at)(&root) {
                    Some(started_at) => latest = latest.max(Some((started_at, root))),
                    None => unreadable += 1,
                },
                Err(_) => unreadable += 1,
            }
        }
        let empty = || EmptyStore {
            kind: self.kind.name,
            home: std::path::absolute(&self.home).unwrap_or_else(|_| self.home.clone()),
            unreadable,
        };
        let (_, root) = latest.ok_or_else(empty)?;
        Ok(root)
    }

    /// The entry that `typed` names: its directory, `latest`, or its name in this store.
    ///
    /// # Errors
    ///
    /// [`StoreError::Missing`]; as [`latest`](Self::latest).
    pub fn find(&self, typed: &Path) -> Result<PathBuf, StoreError> {
        let is_entry = |path: &Path| path.join(self.kind.marker).is_file();
        let missing = || StoreError::Missing {
            kind: self.kind.name,
            path: typed.to_owned(),
        };
        self.choose(typed, is_entry)?.ok_or_else(missing)
    }

    /// The path that `typed` names, of an entry or of anything within one: a path that exists is itself, then comes
    /// `latest`, then a path relative to this store. Any other path is itself, too, and it is for the caller to
    /// report that nothing is there.
    ///
    /// # Errors
    ///
    /// As [`latest`](Self::latest).
    pub fn resolve(&self, typed: &Path) -> Result<PathBuf, StoreError> {
        let chosen = self.choose(typed, Path::exists)?;
        Ok(chosen.unwrap_or_else(|| typed.to_owned()))
    }

    fn choose(
        &self,
        typed: &Path,
        accepts: impl Fn(&Path) -> bool,
    ) -> Result<Option<PathBuf>, StoreError> {
        if accepts(typed) {
            return Ok(Some(typed.to_owned()));
        }
        if typed == Path::new(LATEST) {
            return self.latest().map(Some);
        }
        let named = self.home.join(typed);
        Ok(accepts(&named).then_some(named))
    }

    fn directories(&self) -> Result<Vec<PathBuf>, StoreError> {
        let failed = || StoreError::io("read", &self.home);
        let entries = match fs::read_dir(&self.home) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            entries => entries.map_err(failed())?,
        };
        let paths = entries.map(|entry| Ok(entry.map_err(failed())?.path()));
        paths.collect()
    }

    /// Whether the directory is an entry; an error if nobody lets us look.
    fn holds_marker(&self, root: &Path) -> io::Result<bool> {
        match fs::metadata(root.join(self.kind.marker)) {
            Ok(marker) => Ok(marker.is_file()),
            Err(error) => match error.kind() {
                io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => Ok(false),
                _ => Err(error),
            },
        }
    }
}

/// Creates the directory of a new entry where a user wants it, with its parents. One that is empty will do: nothing of
/// the user's is written over.
///
/// # Errors
///
/// [`StoreError::Occupied`] if anything is in it, [`StoreError::Io`] if it cannot be made.
pub fn create_at(root: &Path) -> Result<(), StoreError> {
    fs::create_dir_all(root).map_err(StoreError::io("create", root))?;
    let mut entries = fs::read_dir(root).map_err(StoreError::io("read", root))?;
    match entries.next() {
        None => Ok(()),
        Some(_) => Err(StoreError::Occupied {
            path: root.to_owned(),
        }),
    }
}

/// When a file was last written, for entries whose records do not say when they started.
pub fn modified_at(file: &Path) -> Option<Timestamp> {
    let modified = fs::metadata(file).and_then(|metadata| metadata.modified());
    Timestamp::of(modified.ok()?)
}

#[cfg(test)]
mod tests;
