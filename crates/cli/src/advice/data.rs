//! Advice on faults of data sets.

use burn_mnist_data::DataError;

use super::Advise;

impl Advise for DataError {
    fn advice(&self) -> Option<String> {
        let advice = match self {
            Self::Read { .. } => "check that the file exists and is readable",
            Self::Write { .. } => {
                "check free space and permissions; BURN_MNIST_CACHE moves the cache to another directory"
            }
            Self::Format { what: "labels", .. } => {
                "the network has ten classes: use labels 0 to 9 (the EMNIST sets digits and mnist have them), \
                 or an intact copy of the file"
            }
            Self::Format { .. } => {
                "replace the file with an intact copy; `burn-mnist data fetch` downloads verified files"
            }
            Self::Digest { .. } => "run `burn-mnist data fetch` to replace the file",
            Self::Missing { .. } => {
                "add the missing files, put pictures into one folder for each class, or omit --data-dir to use MNIST"
            }
            Self::TooManyClasses { .. } => "use an EMNIST set of ten classes: digits or mnist",
            Self::Folders { .. } => {
                "put the pictures in DIR/train/CLASS/* and DIR/test/CLASS/*, or as DIR/CLASS/* alone"
            }
            Self::Picture { .. } => {
                "replace or remove the file; `burn-mnist data check --data-dir DIR` lists all faulty files"
            }
            Self::Exclusions { .. } | Self::OtherExclusions { .. } => {
                "make the list with `burn-mnist data check --write-exclusions FILE` from the images you train on"
            }
            Self::OtherOpinions { .. } => {
                "name a cross-validation over these images, without --exclude and --limit"
            }
            Self::Unpaired { .. } | Self::Label { .. } => "give each image one label from 0 to 9",
            Self::Validation { .. } => "lower --validation",
            Self::Folds { .. } => "give another number with --folds",
            Self::NoCache => "set BURN_MNIST_CACHE to a directory, or give --data-dir",
            Self::Unreachable { .. } => {
                "give the directory of the four MNIST files with --data-dir, set BURN_MNIST_CACHE to a directory that has them, \
                 or use --dataset synthetic"
            }
        };
        Some(advice.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::*;

    fn advice(error: DataError) -> String {
        error.advice().unwrap()
    }

    #[test]
    fn labels_out_of_range_are_answered_with_the_classes() {
        let error = DataError::Format {
            path: PathBuf::from("labels"),
            what: "labels",
            expected: "0 to 9".to_owned(),
            found: "26 at index 4".to_owned(),
        };
        assert!(advice(error).contains("ten classes"));
    }

    #[test]
    fn exclusions_of_other_digits_are_answered_with_the_command_that_makes_them() {
        let error = DataError::OtherExclusions {
            path: PathBuf::from("bad.toml"),
            expected: String::new(),
            found: String::new(),
        };
        assert!(advice(error).contains("data check --write-exclusions"));
    }

    #[test]
    fn without_mnist_every_way_to_have_it_is_named() {
        assert!(advice(DataError::NoCache).contains("BURN_MNIST_CACHE"));
        let unreachable = advice(DataError::Unreachable {
            path: PathBuf::from("mnist"),
            attempts: Vec::new(),
        });
        for way in ["--data-dir", "BURN_MNIST_CACHE", "--dataset synthetic"] {
            assert!(unreachable.contains(way), "{unreachable}");
        }
    }
}
