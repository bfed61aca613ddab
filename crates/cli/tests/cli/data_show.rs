//! `data show`: a picture on which every image is where the command says, and nothing replaced unasked.

use burn_mnist_data::{Augmentation, DigitSet, synthetic};
use burn_mnist_model::SIDE;
use image::GrayImage;
use serde_json::{Value, json};

use crate::fixture::idx_directory;
use crate::outcome::assert_has_keys;
use crate::sandbox::Sandbox;

const SYNTHETIC: &str = "data show --dataset synthetic --format json";

/// Gap between images, and around them.
const GAP: usize = 4;

/// Height of a line of text.
const LINE: usize = 16;

fn sheet(sandbox: &Sandbox, name: &str) -> GrayImage {
    image::open(sandbox.path(name)).unwrap().into_luma8()
}

/// How many times as large as it is an image is drawn.
const ZOOM: usize = 3;

/// The image of a row and column, where each row has a title of so many lines.
fn image_at(sheet: &GrayImage, title: usize, row: usize, column: usize) -> Vec<u8> {
    let left = GAP + column * (SIDE * ZOOM + GAP);
    let caption = 1;
    let top = GAP + title * LINE + row * ((title + caption) * LINE + SIDE * ZOOM + GAP);
    let pixels = (0..SIDE * SIDE).map(|pixel| {
        let (x, y) = (pixel % SIDE * ZOOM, pixel / SIDE * ZOOM);
        sheet.get_pixel((left + x) as u32, (top + y) as u32).0[0]
    });
    pixels.collect()
}

fn train(count: usize) -> DigitSet {
    synthetic::generate(count, 0, 0).train
}

#[test]
fn the_first_images_are_drawn_row_by_row() {
    let sandbox = Sandbox::new();
    let shown = sandbox.run(&format!("{SYNTHETIC} --count 25 --out a.png"));
    let shown = shown.succeeded().json();
    assert_has_keys(&shown, &["path", "source", "width", "height", "rows"]);
    assert_eq!(shown["path"], "a.png");
    let picture = sheet(&sandbox, "a.png");
    assert_eq!(
        (&shown["width"], &shown["height"]),
        (&picture.width().into(), &picture.height().into())
    );
    let digits = train(25);
    let rows = shown["rows"].as_array().unwrap();
    assert_eq!(rows.len(), 2);
    for (row, described) in rows.iter().enumerate() {
        let indices: Vec<usize> = serde_json::from_value(described["indices"].clone()).unwrap();
        for (column, &index) in indices.iter().enumerate() {
            let drawn = image_at(&picture, 0, row, column);
            assert_eq!(drawn, digits.images()[index].0);
            assert_eq!(described["labels"][column], digits.labels()[index]);
        }
    }
}

#[test]
fn each_transformation_has_a_row_that_starts_with_the_image_as_it_is() {
    let sandbox = Sandbox::new();
    let words = format!("{SYNTHETIC} --augmented --count 3 --seed 7");
    let shown = sandbox.run(&words).succeeded().json();
    let picture = sheet(&sandbox, "digits.png");
    let names: Vec<String> = rows(&shown)
        .map(|row| row["augmentation"].as_str().unwrap().to_owned())
        .collect();
    for (row, part) in "shift rotate scale shear crop elastic noise erase"
        .split(' ')
        .enumerate()
    {
        assert!(names[row].starts_with(part), "{names:?}");
        let augmentation: Augmentation = names[row].parse().unwrap();
        let image = train(8).images()[row];
        assert_eq!(image_at(&picture, 1, row, 0), image.0);
        for epoch in 1..=3 {
            let changed = augmentation.apply(&image, 7, epoch, row);
            assert_eq!(image_at(&picture, 1, row, epoch), changed.0);
            assert_ne!(changed, image);
        }
    }
}

fn rows(shown: &Value) -> impl Iterator<Item = &Value> {
    shown["rows"].as_array().unwrap().iter()
}

#[test]
fn a_given_augmentation_is_drawn_and_said() {
    let sandbox = Sandbox::new();
    idx_directory(&sandbox);
    let words = "data show --data-dir digits --split test --augment rotate=10,shift=2";
    let text = sandbox.run(words).succeeded().stdout;
    assert!(text.starts_with("wrote digits.png: "), "{text}");
    assert_eq!(text.matches("then shift=2,rotate=10").count(), 8, "{text}");
    let shown = sandbox
        .run(&format!("{words} --force --format json"))
        .json();
    assert!(rows(&shown).all(|row| row["augmentation"] == json!("shift=2,rotate=10")));
}

#[test]
fn a_file_is_replaced_only_on_demand() {
    let sandbox = Sandbox::new();
    sandbox.write("digits.png", "mine");
    let refused = sandbox.run(SYNTHETIC).failed(2);
    let error = refused.error();
    assert_eq!(error["path"], "digits.png");
    assert!(error["hint"].as_str().unwrap().contains("--force"));
    assert_eq!(sandbox.read("digits.png"), "mine");
    sandbox.run(&format!("{SYNTHETIC} --force")).succeeded();
    sheet(&sandbox, "digits.png");
    let words = format!("{SYNTHETIC} --out no/where.png");
    sandbox
        .run(&words)
        .failed(1)
        .says("cannot write no/where.png");
}

#[test]
fn what_cannot_be_drawn_is_explained() {
    let sandbox = Sandbox::new();
    for (spec, told) in [
        ("shfit=2", "did you mean `shift`?"),
        ("rotate=500", "from 0 to 180 (degrees)"),
        ("shift=1,shift=2", "twice"),
    ] {
        let words = format!("data show --dataset synthetic --augment {spec}");
        sandbox.run(&words).failed(2).says(told);
    }
    let words = "data show --dataset synthetic --augmented --count 1001";
    sandbox.run(words).failed(2).says("--count");
    assert!(!sandbox.path("digits.png").exists());
}
