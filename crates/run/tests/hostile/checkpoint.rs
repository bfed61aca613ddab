//! A checkpoint is what was written, byte for byte, or it is refused.

use std::fs;
use std::path::PathBuf;

use burn_mnist_run::checkpoint::{MANIFEST, MODEL, OPTIMIZER, SCHEDULER, STATE, commit};
use burn_mnist_run::{Checkpoint, CheckpointName, Pointer};
use proptest::prelude::*;
use tempfile::TempDir;

use crate::damage::{damaged, foreign};

const NAME: CheckpointName = CheckpointName { epoch: 2, step: 15 };

struct Committed {
    _directory: TempDir,
    place: PathBuf,
}

impl Committed {
    fn new() -> Self {
        let directory = tempfile::tempdir().unwrap();
        let files: [(&str, &[u8]); 4] = [
            (MODEL, b"weights"),
            (OPTIMIZER, b"moments"),
            (SCHEDULER, b"rate"),
            (STATE, b"{}"),
        ];
        Self {
            place: commit(directory.path(), NAME, &files).unwrap(),
            _directory: directory,
        }
    }

    fn bytes(&self, file: &str) -> Vec<u8> {
        fs::read(self.place.join(file)).unwrap()
    }

    /// The result of reading with `bytes` in place of one file.
    fn read_with(&self, file: &str, bytes: &[u8]) -> Result<Checkpoint, String> {
        let genuine = self.bytes(file);
        fs::write(self.place.join(file), bytes).unwrap();
        let read = Checkpoint::read(&self.place).map_err(|error| error.to_string());
        fs::write(self.place.join(file), genuine).unwrap();
        read
    }
}

#[test]
fn a_damaged_file_is_always_refused() {
    let checkpoint = Committed::new();
    for file in [MODEL, OPTIMIZER, SCHEDULER, STATE, MANIFEST] {
        proptest!(|(bytes in damaged(checkpoint.bytes(file)))| {
            prop_assert!(checkpoint.read_with(file, &bytes).is_err());
        });
    }
    Checkpoint::read(&checkpoint.place).unwrap();
}

#[test]
fn no_other_text_is_a_manifest() {
    let checkpoint = Committed::new();
    proptest!(|(bytes in foreign())| {
        prop_assert!(checkpoint.read_with(MANIFEST, &bytes).is_err());
    });
}

#[test]
fn a_manifest_that_leaves_a_file_out_is_refused() {
    let checkpoint = Committed::new();
    let manifest = String::from_utf8(checkpoint.bytes(MANIFEST)).unwrap();
    for file in [MODEL, OPTIMIZER, SCHEDULER, STATE] {
        let entry = manifest.find(&format!("    \"{file}\"")).unwrap();
        let (before, rest) = manifest.split_at(entry);
        let (_, after) = rest.split_once('}').unwrap();
        // The last entry has no comma after it, and leaves one before it.
        let left = match after.strip_prefix(",\n") {
            Some(after) => format!("{before}{after}"),
            None => format!("{}{after}", before.trim_end_matches(",\n")),
        };
        let error = checkpoint.read_with(MANIFEST, left.as_bytes()).unwrap_err();
        assert!(error.contains(file), "{error}");
    }
}

proptest! {
    #[test]
    fn a_pointer_names_a_checkpoint_or_is_refused(
        bytes in prop_oneof![damaged(NAME.to_string().into_bytes()), foreign()],
    ) {
        let directory = tempfile::tempdir().unwrap();
        fs::write(directory.path().join(Pointer::Best.file_name()), &bytes).unwrap();
        if let Ok(name) = Pointer::Best.get(directory.path()) {
            let name = name.unwrap().to_string();
            prop_assert_eq!(name.as_bytes(), bytes.trim_ascii());
        }
    }
}
