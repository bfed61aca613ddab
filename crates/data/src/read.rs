//! The four files of one place, read and checked in a single pass.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use flate2::bufread::MultiGzDecoder;
use serde::Serialize;

use crate::digest::DigestReader;
use crate::files::{DataFile, DataFiles};
use crate::place::{Place, PlaceKind};
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

type Input = DigestReader<Box<dyn Read>>;

/// Reads a place. A cache must hold exactly `files`; a user's directory may hold other digits.
pub(crate) fn read_place(
    place: &Place,
    files: &DataFiles,
) -> Result<(Digits, Vec<CheckedFile>), DataError> {
    let [train_images, train_labels, test_images, test_labels] = find_all(place, files)?;
    let mut checked = Vec::with_capacity(4);
    let mut read_set = |(images, images_path): (_, &Path), (labels, labels_path): (_, &Path)| {
        let (images, file) = read_file(place.kind, images, images_path, |input| {
            idx::read_images(input, images_path)
        })?;
        checked.push(file);
        let (labels, file) = read_file(place.kind, labels, labels_path, |input| {
            idx::read_labels(input, labels_path)
        })?;
        checked.push(file);
        if images.len() != labels.len() {
            return Err(DataError::Format {
                path: labels_path.to_path_buf(),
                what: "count",
                expected: format!(
                    "{} labels, one for each image of {}",
                    images.len(),
                    images_path.display()
                ),
                found: labels.len().to_string(),
            });
        }
        DigitSet::new(images, labels)
    };
    let train = read_set(
        (&files.train_images, &train_images),
        (&files.train_labels, &train_labels),
    )?;
    let test = read_set(
        (&files.test_images, &test_images),
        (&files.test_labels, &test_labels),
    )?;
    let name = if checked.iter().all(|file| file.is_mnist) {
        "MNIST"
    } else {
        "digits other than MNIST"
    };
    let source = format!("{name} from {}", place.directory.display());
    Ok((
        Digits {
            train,
            test,
            source,
        },
        checked,
    ))
}

/// Checks one file against its digest without keeping it.
pub(crate) fn verify_file(path: &Path, file: &DataFile) -> Result<(), DataError> {
    read_file(PlaceKind::Cache, file, path, |input| {
        io::copy(&mut input.take(file.bytes + 1), &mut io::sink())
            .map_err(|error| DataError::read(path, error))
    })
    .map(drop)
}

fn find_all(place: &Place, files: &DataFiles) -> Result<[PathBuf; 4], DataError> {
    let found = files.all().map(|file| place.find(&file));
    if let [Some(a), Some(b), Some(c), Some(d)] = found {
        return Ok([a, b, c, d]);
    }
    let (there, missing): (Vec<_>, Vec<_>) = files
        .all()
        .into_iter()
        .partition(|file| place.find(file).is_some());
    let names = |files: Vec<DataFile>| {
        files
            .iter()
            .map(|file| file.name)
            .collect::<Vec<_>>()
            .join(", ")
    };
    Err(DataError::Missing {
        path: place.directory.clone(),
        expected: format!("{} (or packed as .gz)", names(missing)),
        found: if there.is_empty() {
            "none of the four files".to_owned()
        } else {
            format!("only {}", names(there))
        },
    })
}

fn read_file<T>(
    kind: PlaceKind,
    file: &DataFile,
    path: &Path,
    decode: impl FnOnce(&mut Input) -> Result<T, DataError>,
) -> Result<(T, CheckedFile), DataError> {
    let mut input = DigestReader::new(open(path)?);
    let contents = decode(&mut input)?;
    let (bytes, sha256) = input.finish();
    let is_mnist = sha256 == file.sha256;
    match kind {
        PlaceKind::Cache | PlaceKind::BurnCache if !is_mnist => Err(DataError::Digest {
            path: path.to_path_buf(),
            expected: file.sha256.to_owned(),
            found: sha256,
        }),
        _ => Ok((
            contents,
            CheckedFile {
                path: path.to_path_buf(),
                bytes,
                sha256,
                is_mnist,
            },
        )),
    }
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
