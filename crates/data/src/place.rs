//! The directories that may hold digits already, and how far each is trusted.

use std::path::{Path, PathBuf};

use serde::Serialize;

use crate::files::{DataFile, DataFiles, Part};

/// What kind of directory it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum PlaceKind {
    /// Given by the user: any digits, as IDX files or pictures, checked for structure.
    DataDir,
    /// This program's cache: MNIST, checked by digest.
    Cache,
    /// The cache of Burn's own MNIST loader, which trusts partial downloads: checked by digest too.
    BurnCache,
}

/// A directory that may hold the four files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) kind: PlaceKind,
    pub(crate) directory: PathBuf,
}

impl Place {
    pub(crate) fn new(kind: PlaceKind, directory: impl Into<PathBuf>) -> Self {
        Self {
            kind,
            directory: directory.into(),
        }
    }

    /// The directory of one part: Burn keeps the parts apart.
    pub(crate) fn part(&self, part: Part) -> PathBuf {
        match (self.kind, part) {
            (PlaceKind::DataDir | PlaceKind::Cache, _) => self.directory.clone(),
            (PlaceKind::BurnCache, Part::Train) => self.directory.join("train"),
            (PlaceKind::BurnCache, Part::Test) => self.directory.join("test"),
        }
    }

    pub(crate) fn find(&self, file: &DataFile) -> Option<PathBuf> {
        file.find(&self.part(file.part))
    }

    /// Whether all four files are there; not whether they are whole.
    pub(crate) fn has_all(&self, files: &DataFiles) -> bool {
        files.all().iter().all(|file| self.find(file).is_some())
    }

    pub(crate) fn has_any(&self, files: &DataFiles) -> bool {
        files.all().iter().any(|file| self.find(file).is_some())
    }
}

/// Where to look, in order.
#[derive(Clone, Debug, Default)]
pub(crate) struct Places {
    pub(crate) data_dir: Option<Place>,
    pub(crate) cache: Option<Place>,
    pub(crate) burn_cache: Option<Place>,
}

impl Places {
    /// `system_cache` is the platform's cache directory.
    pub(crate) fn new(
        data_dir: Option<&Path>,
        cache: Option<&Path>,
        system_cache: Option<&Path>,
    ) -> Self {
        let cache = cache
            .map(Path::to_path_buf)
            .or_else(|| system_cache.map(|system| system.join("burn-mnist")));
        Self {
            data_dir: data_dir.map(|directory| Place::new(PlaceKind::DataDir, directory)),
            cache: cache.map(|directory| Place::new(PlaceKind::Cache, directory)),
            burn_cache: system_cache
                .map(|system| Place::new(PlaceKind::BurnCache, system.join("burn-dataset/mnist"))),
        }
    }

    pub(crate) fn all(&self) -> impl Iterator<Item = &Place> {
        [&self.data_dir, &self.cache, &self.burn_cache]
            .into_iter()
            .flatten()
    }

    /// The caches, which hold MNIST or nothing.
    pub(crate) fn caches(&self) -> impl Iterator<Item = &Place> {
        [&self.cache, &self.burn_cache].into_iter().flatten()
    }
}
