//! The names, sizes and digests of MNIST's four files: their only copy.

use std::path::{Path, PathBuf};

use serde::Serialize;

/// A split of a digit set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Part {
    /// Digits to learn from.
    Train,
    /// Digits to judge by.
    Test,
}

impl Part {
    /// What flags and records call it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Train => "train",
            Self::Test => "test",
        }
    }
}

/// One of the four files, unpacked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DataFile {
    /// Its name; a mirror adds `.gz`.
    pub name: &'static str,
    /// Where it belongs.
    pub part: Part,
    /// Its length in bytes.
    pub bytes: u64,
    /// Its SHA-256 in hexadecimal.
    pub sha256: &'static str,
}

/// The files of a digit set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DataFiles {
    /// Images to learn from.
    pub train_images: DataFile,
    /// Their labels.
    pub train_labels: DataFile,
    /// Images to judge by.
    pub test_images: DataFile,
    /// Their labels.
    pub test_labels: DataFile,
}

/// LeCun, Cortes and Burges's MNIST.
pub const MNIST: DataFiles = DataFiles {
    train_images: DataFile {
        name: "train-images-idx3-ubyte",
        part: Part::Train,
        bytes: 47_040_016,
        sha256: "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db",
    },
    train_labels: DataFile {
        name: "train-labels-idx1-ubyte",
        part: Part::Train,
        bytes: 60_008,
        sha256: "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5",
    },
    test_images: DataFile {
        name: "t10k-images-idx3-ubyte",
        part: Part::Test,
        bytes: 7_840_016,
        sha256: "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7",
    },
    test_labels: DataFile {
        name: "t10k-labels-idx1-ubyte",
        part: Part::Test,
        bytes: 10_008,
        sha256: "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2",
    },
};

impl DataFiles {
    /// All four, training first.
    pub fn all(&self) -> [DataFile; 4] {
        [
            self.train_images,
            self.train_labels,
            self.test_images,
            self.test_labels,
        ]
    }
}

impl DataFile {
    /// The name mirrors serve it under.
    pub fn packed_name(&self) -> String {
        format!("{}.gz", self.name)
    }

    /// The file in `directory` under any name it goes by: unpacked before packed, `-idx3-` before `.idx3-`.
    pub fn find(&self, directory: &Path) -> Option<PathBuf> {
        let dotted = self.name.replace("-idx", ".idx");
        let names = [
            self.name.to_owned(),
            dotted.clone(),
            self.packed_name(),
            format!("{dotted}.gz"),
        ];
        names
            .iter()
            .map(|name| directory.join(name))
            .find(|path| path.is_file())
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn any_usual_name_is_found_and_unpacked_files_come_first() {
        let directory = tempfile::tempdir().unwrap();
        let names = [
            "t10k-labels.idx1-ubyte.gz",
            "t10k-labels-idx1-ubyte.gz",
            "t10k-labels.idx1-ubyte",
            "t10k-labels-idx1-ubyte",
        ];
        assert_eq!(MNIST.test_labels.find(directory.path()), None);
        for name in names {
            fs::write(directory.path().join(name), "").unwrap();
            assert_eq!(
                MNIST.test_labels.find(directory.path()),
                Some(directory.path().join(name))
            );
        }
        assert_eq!(MNIST.train_labels.find(directory.path()), None);
    }

    #[test]
    fn a_directory_of_that_name_is_not_the_file() {
        let directory = tempfile::tempdir().unwrap();
        fs::create_dir(directory.path().join("t10k-labels-idx1-ubyte")).unwrap();
        assert_eq!(MNIST.test_labels.find(directory.path()), None);
    }
}
