//! What tests start from: a small trained run, digits on disk, and digits as pictures.

use std::fs::{self, File};

use burn_mnist_data::{DigitSet, Digits, idx, synthetic};
use burn_mnist_model::{Image, SIDE};
use image::GrayImage;

use crate::outcome::Outcome;
use crate::sandbox::Sandbox;

/// A training of a tenth of a second, which learns next to nothing.
pub const QUICK: &str =
    "train --dataset synthetic --limit 200 --validation 100 --epochs 2 --hidden 16";

/// Trains so in the directory `run`.
#[track_caller]
pub fn quick_run(sandbox: &Sandbox) -> Outcome {
    sandbox.run(&format!("{QUICK} --out run")).succeeded()
}

/// Trains in the directory `run` until it knows synthetic digits.
#[track_caller]
pub fn smoke_run(sandbox: &Sandbox) -> Outcome {
    sandbox.run("train --config smoke --out run").succeeded()
}

/// The first images of the test set of `--dataset synthetic`.
pub fn synthetic_test(count: usize) -> DigitSet {
    synthetic::generate(0, count, 0).test
}

/// The names of an IDX directory's files.
pub const FILES: [&str; 4] = [
    "train-images-idx3-ubyte",
    "train-labels-idx1-ubyte",
    "t10k-images-idx3-ubyte",
    "t10k-labels-idx1-ubyte",
];

/// Writes an IDX directory named `digits`, of 400 training and 100 test images.
pub fn idx_directory(sandbox: &Sandbox) -> Digits {
    let digits = synthetic::generate(400, 100, 7);
    write_digits(sandbox, &digits);
    digits
}

/// Writes these as an IDX directory named `digits`.
pub fn write_digits(sandbox: &Sandbox, digits: &Digits) {
    fs::create_dir(sandbox.path("digits")).unwrap();
    let [train_images, train_labels, test_images, test_labels] =
        FILES.map(|name| File::create(sandbox.path("digits").join(name)).unwrap());
    idx::write_images(train_images, digits.train.images()).unwrap();
    idx::write_labels(train_labels, digits.train.labels()).unwrap();
    idx::write_images(test_images, digits.test.images()).unwrap();
    idx::write_labels(test_labels, digits.test.labels()).unwrap();
}

/// The image as a picture, white on black.
pub fn picture(image: &Image) -> GrayImage {
    GrayImage::from_raw(SIDE as u32, SIDE as u32, image.0.to_vec()).unwrap()
}

/// The image as a picture, dark on light.
pub fn on_paper(image: &Image) -> GrayImage {
    let mut picture = picture(image);
    image::imageops::invert(&mut picture);
    picture
}

/// The content of a PNG file of it.
pub fn png(picture: &GrayImage) -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    picture
        .write_to(&mut bytes, image::ImageFormat::Png)
        .unwrap();
    bytes.into_inner()
}

/// The path of a run's newest checkpoint, as a user would type it.
pub fn newest_checkpoint(sandbox: &Sandbox, run: &str) -> String {
    let name = sandbox.read(&format!("{run}/checkpoints/latest"));
    format!("{run}/checkpoints/{}", name.trim())
}

/// Writes these as pictures, one folder for each class: `ROOT/<class>/<index>.png`, where `name` gives the folder of a
/// label.
pub fn write_pictures(sandbox: &Sandbox, root: &str, set: &DigitSet, name: impl Fn(u8) -> String) {
    for (index, (image, label)) in set.images().iter().zip(set.labels()).enumerate() {
        let folder = sandbox.path(root).join(name(*label));
        fs::create_dir_all(&folder).unwrap();
        picture(image)
            .save(folder.join(format!("{index:04}.png")))
            .unwrap();
    }
}

/// Writes a directory named `pictures`, of 300 training and 50 test digits.
pub fn picture_directory(sandbox: &Sandbox) -> Digits {
    let digits = synthetic::generate(300, 50, 7);
    write_pictures(sandbox, "pictures/train", &digits.train, |label| {
        label.to_string()
    });
    write_pictures(sandbox, "pictures/test", &digits.test, |label| {
        label.to_string()
    });
    digits
}
