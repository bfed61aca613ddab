//! A stand-in for the kernel's files.

use std::fs;
use std::path::Path;

use tempfile::TempDir;

use super::files::Files;

/// A directory that looks like `/`.
pub(crate) struct Tree(TempDir);

impl Tree {
    pub(crate) fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    pub(crate) fn root(&self) -> &Path {
        self.0.path()
    }

    pub(crate) fn files(&self) -> Files {
        Files::below(self.root())
    }

    /// Adds or replaces a file.
    pub(crate) fn with(self, path: &str, text: &str) -> Self {
        self.put(path, text);
        self
    }

    pub(crate) fn put(&self, path: &str, text: &str) {
        let path = self.root().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
}
