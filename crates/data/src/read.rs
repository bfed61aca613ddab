//! Four IDX files, each read whole in a single pass that also digests it.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use burn_mnist_model::input::Image;
use flate2::bufread::MultiGzDecoder;
use serde::Serialize;

use crate::digest::DigestReader;
use crate::files::{DataFile, DataFiles};
use crate::find::find_all;
use crate::place::Place;
use crate::{DataError, DigitSet, Digits, idx};

const BUFFER_BYTES: usize = 256 * 1024;
const GZIP_MAGIC: [u8; 2] = [0x1f, 0x8b];

/// A file that was read whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CheckedFile {
    /// Where it is.
    pub path: PathBuf,
    /// Its length, unpacked.
    pub bytes: u64,
    /// Its SHA-256 in hexadecimal, unpacked.
    pub sha256: String,
    /// Whether it is MNIST's, byte for byte.
    pub is_mnist: bool,
}

/// One split as it was read: each file is whole, and nothing more is known.
pub(crate) struct RawSet {
    pub(crate) images: Vec<Image>,
    pub(crate) labels: Vec<u8>,
    pub(crate) images_path: PathBuf,
    pub(crate) labels_path: PathBuf,
}

/// The four files of a digit set, as they were read.
pub(crate) struct RawFiles {
    pub(crate) train: RawSet,
    pub(crate) test: RawSet,
    pub(crate) checked: Vec<CheckedFile>,
}

type Input = DigestReader<Box<dyn Read>>;

/// Reads a cache, which must hold exactly `files`.
pub(crate) fn read_cache(place: &Place, files: &DataFiles) -> Result<Digits, DataError> {
    let raw = read_trusted(place, files)?;
    Ok(Digits {
        train: raw.train.into_digits()?,
        test: raw.test.into_digits()?,
        source: format!("MNIST from {}", place.directory.display()),
        classes: Vec::new(),
    })
}

/// As [`read_cache`], with what was read.
pub(crate) fn read_trusted(place: &Place, files: &DataFiles) -> Result<RawFiles, DataError> {
    let raw = read_files(&find_all(place, files)?, files)?;
    for (read, known) in raw.checked.iter().zip(files.all()) {
        expect_mnist(read, &known)?;
    }
    Ok(raw)
}

/// Reads the files at `paths`, whatever digits they hold; `files` are what MNIST's would be.
pub(crate) fn read_files(paths: &[PathBuf; 4], files: &DataFiles) -> Result<RawFiles, DataError> {
    let mut checked = Vec::with_capacity(4);
    let mut read_set = |images_path: &PathBuf, labels_path: &PathBuf, known: [DataFile; 2]| {
        let (images, file) = read_file(&known[0], images_path, |input| {
            idx::read_images(input, images_path)
        })?;
        checked.push(file);
        let (labels, file) = read_file(&known[1], labels_path, |input| {
            idx::read_any_labels(input, labels_path)
        })?;
        checked.push(file);
        Ok::<_, DataError>(RawSet {
            images,
            labels,
            images_path: images_path.clone(),
            labels_path: labels_path.clone(),
        })
    };
    let [train_images, train_labels, test_images, test_labels] = paths;
    let train = [files.train_images, files.train_labels];
    let test = [files.test_images, files.test_labels];
    Ok(RawFiles {
        train: read_set(train_images, train_labels, train)?,
        test: read_set(test_images, test_labels, test)?,
        checked,
    })
}

impl RawSet {
    /// The digits, if each image has one label and each label names a class.
    pub(crate) fn into_digits(self) -> Result<DigitSet, DataError> {
        if let Some(error) = self.strangers().next() {
            return Err(error);
        }
        match self.imbalance() {
            Some(error) => Err(error),
            None => DigitSet::new(self.images, self.labels),
        }
    }

    /// The labels that name no class, as errors.
    pub(crate) fn strangers(&self) -> impl Iterator<Item = DataError> {
        idx::strangers(&self.labels, &self.labels_path)
    }

    /// Unequal counts of images and labels, as an error.
    pub(crate) fn imbalance(&self) -> Option<DataError> {
        let (images, labels) = (self.images.len(), self.labels.len());
        (images != labels).then(|| DataError::Format {
            path: self.labels_path.clone(),
            what: "count",
            expected: format!(
                "{images} labels, one for each image of {}",
                self.images_path.display()
            ),
            found: labels.to_string(),
        })
    }
}

/// Checks one file against its digest without keeping it.
pub(crate) fn verify_file(path: &Path, file: &DataFile) -> Result<(), DataError> {
    let (_, checked) = read_file(file, path, |input| {
        io::copy(&mut input.take(file.bytes + 1), &mut io::sink())
            .map_err(|error| DataError::read(path, error))
    })?;
    expect_mnist(&checked, file)
}

fn expect_mnist(read: &CheckedFile, known: &DataFile) -> Result<(), DataError> {
    if read.is_mnist {
        return Ok(());
    }
    Err(DataError::Digest {
        path: read.path.clone(),
        expected: known.sha256.to_owned(),
        found: read.sha256.clone(),
    })
}

fn read_file<T>(
    known: &DataFile,
    path: &Path,
    decode: impl FnOnce(&mut Input) -> Result<T, DataError>,
) -> Result<(T, CheckedFile), DataError> {
    let mut input = DigestReader::new(open(path)?);
    let contents = decode(&mut input)?;
    let (bytes, sha256) = input.finish();
    let checked = CheckedFile {
        path: path.to_path_buf(),
        bytes,
        is_mnist: sha256 == known.sha256,
        sha256,
    };
    Ok((contents, checked))
}

/// Unpacks what is packed, whatever its name says: browsers strip and add `.gz` as they like.
fn open(path: &Path) -> Result<Box<dyn Read>, DataError> {
    let failed = |error| DataError::read(path, error);
    let mut file = BufReader::with_capacity(BUFFER_BYTES, File::open(path).map_err(failed)?);
    if file.fill_buf().map_err(failed)?.starts_with(&GZIP_MAGIC) {
        return Ok(Box::new(MultiGzDecoder::new(file)));
    }
    Ok(Box::new(file))
}
