//! Pictures of digits: recognised as the images they were made from, whatever their size and ground.

use std::path::{Path, PathBuf};

use burn_mnist_data::{DigitSet, Digits, synthetic};
use burn_mnist_inference::picture::decode;
use image::imageops::{FilterType, resize};
use serde_json::Value;

use crate::fixture::{on_paper, picture, png, write_digits};
use crate::sandbox::Sandbox;

const COUNT: usize = 20;

/// Synthetic digits centred and scaled as MNIST's are, so that a picture of one is seen as it is.
fn like_mnist(digits: &DigitSet) -> DigitSet {
    let images = digits.images().iter();
    let images = images.map(|image| decode(&png(&picture(image)), "a digit").unwrap().image);
    DigitSet::new(images.collect(), digits.labels().to_vec()).unwrap()
}

/// A run that knows such digits, and the first of its test images.
fn trained() -> (Sandbox, DigitSet) {
    let sandbox = Sandbox::new();
    let drawn = synthetic::generate(2_000, 100, 3);
    let digits = Digits {
        train: like_mnist(&drawn.train),
        test: like_mnist(&drawn.test),
        classes: Vec::new(),
        source: drawn.source,
    };
    write_digits(&sandbox, &digits);
    sandbox
        .run("train --data-dir digits --validation 200 --learning-rate 3e-3 --out run")
        .succeeded();
    (sandbox, digits.test.first(COUNT))
}

fn predict(sandbox: &Sandbox, inputs: impl Iterator<Item = String>) -> Vec<Value> {
    let inputs = inputs.collect::<Vec<_>>().join(" ");
    let predicted = sandbox.run(&format!("predict run {inputs} --format json"));
    predicted.succeeded().json().as_array().unwrap().clone()
}

#[test]
fn an_exported_test_image_is_predicted_as_its_index_is_light_or_dark() {
    let (sandbox, test) = trained();
    for (index, image) in test.images().iter().enumerate() {
        let save = |kind: &str, content| sandbox.write(&format!("{kind}-{index}.png"), content);
        save("light", png(&picture(image)));
        save("paper", png(&on_paper(image)));
    }
    let by_index = predict(&sandbox, (0..COUNT).map(|index| format!("--index {index}")));
    for (kind, inverted) in [("light", false), ("paper", true)] {
        let pictures = predict(
            &sandbox,
            (0..COUNT).map(|index| format!("{kind}-{index}.png")),
        );
        for (picture, by_index) in pictures.iter().zip(&by_index) {
            assert_eq!(picture["inverted"], inverted, "{picture}");
            assert_eq!(picture["label"], by_index["label"], "{picture}");
            assert_eq!(
                picture["probabilities"], by_index["probabilities"],
                "{picture}"
            );
        }
    }
    let labels: Vec<&Value> = by_index.iter().map(|found| &found["expected"]).collect();
    assert_eq!(labels, test.labels());
}

#[test]
fn a_large_dark_on_light_jpeg_shows_the_digit_it_was_made_from() {
    let (sandbox, test) = trained();
    let name = |index: usize| format!("{index}.jpg");
    for (index, image) in test.images().iter().enumerate() {
        let large = resize(&on_paper(image), 420, 420, FilterType::CatmullRom);
        large.save(sandbox.path(name(index))).unwrap();
    }
    let predicted = predict(&sandbox, (0..COUNT).map(name));
    let found = predicted.iter().map(|found| &found["label"]);
    let right = found
        .zip(test.labels())
        .filter(|(found, label)| *found == *label);
    let right = right.count();
    assert!(right >= COUNT - 1, "{right} of {COUNT}");
}

/// The picture of the repository.
fn seven() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../inference/examples/seven.png")
}

#[test]
fn picture_in_the_place_of_the_run_is_recognised() {
    let sandbox = Sandbox::new();
    std::fs::copy(seven(), sandbox.path("seven.png")).unwrap();
    sandbox.run("predict seven.png").failed(2).says(
        "error: seven.png is a picture, and no run is named\n  hint: name the run first: `burn-mnist predict latest seven.png`",
    );
}

#[test]
fn network_that_saw_synthetic_digits_alone_says_so_of_pictures() {
    let sandbox = Sandbox::new();
    sandbox
        .run("train --dataset synthetic --limit 200 --epochs 1 --out run")
        .succeeded();
    let picture = seven();
    let words = format!("predict run {}", picture.display());
    sandbox
        .run(&words)
        .succeeded()
        .says("this network was trained on synthetic digits");
    let of_its_own = sandbox.run("predict run --index 0").succeeded();
    assert!(
        !of_its_own.stderr.contains("synthetic digits"),
        "{}",
        of_its_own.stderr
    );
}
