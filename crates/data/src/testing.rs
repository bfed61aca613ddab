//! A tiny digit set, a loopback mirror and a progress that remembers, for the tests of this crate.

mod server;

use std::fs;
use std::io::Write;
use std::path::Path;

use burn_mnist_model::input::{Image, PIXELS};
use flate2::Compression;
use flate2::write::GzEncoder;

use crate::digest::sha256;
use crate::files::{DataFile, DataFiles, MNIST};
use crate::{DigitSet, Progress, idx};

pub(crate) use server::{Server, ok};

/// Digits whose label is their index modulo ten and whose first two pixels are their index.
pub(crate) fn digits(count: u16) -> DigitSet {
    let image = |index: u16| {
        let mut image = Image([0; PIXELS]);
        image.0[..2].copy_from_slice(&index.to_le_bytes());
        image
    };
    DigitSet::new(
        (0..count).map(image).collect(),
        (0..count).map(|index| (index % 10) as u8).collect(),
    )
    .unwrap()
}

/// Four small files with MNIST's names, and their true digests.
pub(crate) struct Sample {
    pub(crate) files: DataFiles,
    pub(crate) contents: Vec<(&'static str, Vec<u8>)>,
}

pub(crate) const SAMPLE_TRAIN: u16 = 20;
pub(crate) const SAMPLE_TEST: u16 = 10;

pub(crate) fn sample() -> Sample {
    let mut contents = Vec::new();
    let mut add = |file: DataFile, bytes: Vec<u8>| {
        let digest: &'static str = sha256(&bytes).leak();
        let file = DataFile {
            bytes: bytes.len() as u64,
            sha256: digest,
            ..file
        };
        contents.push((file.name, bytes));
        file
    };
    let (train, test) = (digits(SAMPLE_TRAIN), digits(SAMPLE_TEST));
    let files = DataFiles {
        train_images: add(MNIST.train_images, image_bytes(&train)),
        train_labels: add(MNIST.train_labels, label_bytes(&train)),
        test_images: add(MNIST.test_images, image_bytes(&test)),
        test_labels: add(MNIST.test_labels, label_bytes(&test)),
    };
    Sample { files, contents }
}

impl Sample {
    pub(crate) fn bytes(&self, name: &str) -> &[u8] {
        &self
            .contents
            .iter()
            .find(|(known, _)| *known == name)
            .unwrap()
            .1
    }

    pub(crate) fn write_to(&self, directory: &Path) {
        fs::create_dir_all(directory).unwrap();
        for (name, bytes) in &self.contents {
            fs::write(directory.join(name), bytes).unwrap();
        }
    }

    /// What a faithful mirror answers.
    pub(crate) fn serve(&self, path: &str) -> Vec<u8> {
        let name = path.rsplit('/').next().unwrap().trim_end_matches(".gz");
        ok(&gzip(self.bytes(name)))
    }
}

fn image_bytes(set: &DigitSet) -> Vec<u8> {
    let mut bytes = Vec::new();
    idx::write_images(&mut bytes, set.images()).unwrap();
    bytes
}

fn label_bytes(set: &DigitSet) -> Vec<u8> {
    let mut bytes = Vec::new();
    idx::write_labels(&mut bytes, set.labels()).unwrap();
    bytes
}

pub(crate) fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// Records the progress that is reported.
#[derive(Default)]
pub(crate) struct Recorder {
    pub(crate) notes: Vec<String>,
    pub(crate) started: Vec<String>,
    pub(crate) bytes: u64,
    pub(crate) finished: usize,
}

impl Progress for Recorder {
    fn note(&mut self, message: &str) {
        self.notes.push(message.to_owned());
    }

    fn start(&mut self, file: &str, _total_bytes: Option<u64>) {
        self.started.push(file.to_owned());
    }

    fn advance(&mut self, bytes: u64) {
        self.bytes += bytes;
    }

    fn finish(&mut self) {
        self.finished += 1;
    }
}
