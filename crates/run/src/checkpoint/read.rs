//! Reading a checkpoint: each file once, checked against the manifest, decoded only from those bytes.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use super::manifest::Manifest;
use super::{CheckpointName, LEARNER, MANIFEST, MODEL, OPTIMIZER, SCHEDULER, STATE, State};
use crate::error::RunError;
use crate::missing::MissingItem;
use crate::schema;

/// More than any file of a checkpoint here has, and little enough to hold in memory.
const LARGEST_FILE: u64 = 1 << 30;

/// Many times what a manifest of five files has.
const LARGEST_MANIFEST: u64 = 1 << 16;

/// A checkpoint whose every file matches its manifest.
#[derive(Debug)]
pub struct Checkpoint {
    directory: PathBuf,
    files: BTreeMap<String, Vec<u8>>,
}

impl Checkpoint {
    /// Reads and verifies all files of a checkpoint directory.
    ///
    /// # Errors
    ///
    /// [`RunError::Missing`] without a manifest, [`RunError::Damaged`] if a file is absent or not
    /// as written, [`RunError::Newer`] for a later schema.
    pub fn read(directory: &Path) -> Result<Self, RunError> {
        let path = directory.join(MANIFEST);
        if !path.is_file() {
            return Err(RunError::Missing {
                what: MissingItem::Checkpoint,
                path: directory.to_owned(),
            });
        }
        let bytes = read_bounded(&path, LARGEST_MANIFEST)?;
        let manifest: Manifest = schema::parse(&path, &bytes, Manifest::VERSION)?;
        if schema::encode(&path, &manifest)? != bytes {
            return Err(RunError::damaged(
                &path,
                "the text that was written",
                "other text of the same meaning",
            ));
        }
        let mut files = BTreeMap::new();
        for (name, entry) in manifest.files {
            let path = directory.join(&name);
            let plain = path.file_name().is_some_and(|file| file == name.as_str());
            if !plain || entry.bytes > LARGEST_FILE {
                let expected = "plain file names and lengths up to 1 GiB";
                return Err(RunError::damaged(&directory.join(MANIFEST), expected, name));
            }
            let content = read_bounded(&path, entry.bytes)?;
            entry.check(&path, &content)?;
            files.insert(name, content);
        }
        // What is there but not vouched for was struck from the manifest.
        for name in [MODEL, LEARNER, OPTIMIZER, SCHEDULER, STATE] {
            if !files.contains_key(name) && directory.join(name).exists() {
                let expected = format!("an entry for {name}");
                return Err(RunError::damaged(&path, expected, "none"));
            }
        }
        Ok(Self {
            directory: directory.to_owned(),
            files,
        })
    }

    /// Reads and verifies one checkpoint of a run, which must be the one its name says.
    ///
    /// # Errors
    ///
    /// As [`read`](Self::read) and [`state`](Self::state).
    pub fn read_named(checkpoints: &Path, name: CheckpointName) -> Result<Self, RunError> {
        let path = checkpoints.join(name.to_string());
        let checkpoint = Self::read(&path)?;
        let found = checkpoint.state()?.name();
        if found != name {
            return Err(RunError::damaged(&path, name, found));
        }
        Ok(checkpoint)
    }

    /// The directory it was read from.
    pub fn directory(&self) -> &Path {
        &self.directory
    }

    /// One file's verified content.
    ///
    /// # Errors
    ///
    /// [`RunError::Damaged`] if the manifest does not list it.
    pub fn file(&self, name: &str) -> Result<&[u8], RunError> {
        self.files.get(name).map(Vec::as_slice).ok_or_else(|| {
            RunError::damaged(
                &self.directory.join(MANIFEST),
                format!("an entry for {name}"),
                "none",
            )
        })
    }

    /// Where in its run the checkpoint was taken.
    ///
    /// # Errors
    ///
    /// As [`file`](Self::file), or [`RunError::Newer`].
    pub fn state(&self) -> Result<State, RunError> {
        State::from_json(&self.directory.join(STATE), self.file(STATE)?)
    }
}

/// Reads at most one byte more than the manifest promises, so that a swapped-in giant is not loaded.
fn read_bounded(path: &Path, expected: u64) -> Result<Vec<u8>, RunError> {
    use std::io::Read;
    let file = match fs::File::open(path) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            return Err(RunError::damaged(
                path,
                format!("{expected} bytes"),
                "no file",
            ));
        }
        file => file.map_err(RunError::io("read", path))?,
    };
    let mut content = Vec::new();
    file.take(expected + 1)
        .read_to_end(&mut content)
        .map_err(RunError::io("read", path))?;
    Ok(content)
}
