//! The manifest: digest and length of each file, by which a checkpoint proves that it is intact.

use std::collections::BTreeMap;
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::digest::sha256;
use crate::error::RunError;

#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Manifest {
    schema_version: u32,
    pub(super) files: BTreeMap<String, Entry>,
}

#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Entry {
    sha256: String,
    pub(super) bytes: u64,
}

impl Manifest {
    /// The schema version of `manifest.json`.
    pub(super) const VERSION: u32 = 1;

    pub(super) fn of(files: &[(&str, &[u8])]) -> Self {
        let files = files.iter().map(|(name, content)| {
            let entry = Entry {
                sha256: sha256(content),
                bytes: content.len() as u64,
            };
            ((*name).to_owned(), entry)
        });
        Self {
            schema_version: Self::VERSION,
            files: files.collect(),
        }
    }
}

impl Entry {
    /// Compares what was read with what was written.
    pub(super) fn check(&self, path: &Path, content: &[u8]) -> Result<(), RunError> {
        if content.len() as u64 != self.bytes {
            let [expected, found] =
                [self.bytes, content.len() as u64].map(|bytes| format!("{bytes} bytes"));
            return Err(RunError::damaged(path, expected, found));
        }
        let found = sha256(content);
        if found != self.sha256 {
            let [expected, found] =
                [&self.sha256, &found].map(|digest| format!("SHA-256 {digest}"));
            return Err(RunError::damaged(path, expected, found));
        }
        Ok(())
    }
}
