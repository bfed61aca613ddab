//! The recipe of the run in a sentence.

use std::path::Path;

use burn_mnist_run::RunRecord;
use serde_json::Value;

use super::words::{count, counted, value};

/// The units of each layer, from the pixels to the classes: `784-128-10`.
pub fn layers(record: &RunRecord) -> String {
    let hidden = record.hidden.iter().copied();
    let layers = std::iter::once(784).chain(hidden).chain([10]);
    let layers: Vec<String> = layers.map(|units| units.to_string()).collect();
    layers.join("-")
}

/// The network, the data and the settings of training; those that are off by default only where they are set.
pub fn sentence(record: &RunRecord) -> String {
    let setting = |key: &str| record.settings.get(key).map(value);
    let or = |key: &str, usual: &str| setting(key).unwrap_or_else(|| usual.to_owned());
    let planned = record.settings.get("epochs").and_then(Value::as_u64);
    let planned = planned.map_or(record.summary.epochs, |epochs| epochs as usize);
    let mut text = format!(
        "A {} network ({}), trained on {} ({}) for {}{} with batch size {}: {}, {}, {}, seed {}.",
        layers(record),
        term(&or("activation", "relu")),
        training_images(record),
        validation(record),
        setting("patience").map_or("", |_| "up to "),
        counted(planned, "epoch"),
        or("batch_size", "unknown"),
        term(&or("optimizer", "adam")),
        loss(&or("loss", "cross-entropy")),
        schedule(&or("schedule", "constant"), &or("learning_rate", "unknown")),
        record.seed
    );
    let also: Vec<String> = OPTIONAL
        .iter()
        .filter_map(|(key, words)| Some((setting(key)?, words)))
        .filter(|(set, _)| !["0", "0.0", "none", ""].contains(&set.as_str()))
        .map(|(set, words)| format!("{words} {set}"))
        .collect();
    if !also.is_empty() {
        text += &format!(" Also: {}.", also.join("; "));
    }
    text
}

/// How the field writes the name of an activation function or an optimizer.
fn term(name: &str) -> &str {
    match name {
        "relu" => "ReLU",
        "gelu" => "GELU",
        "adam" => "Adam",
        "adamw" => "AdamW",
        "sgd" => "SGD",
        other => other,
    }
}

fn loss(name: &str) -> String {
    match name {
        "mse" => "mean squared error".to_owned(),
        other => format!("{other} loss"),
    }
}

fn schedule(name: &str, rate: &str) -> String {
    match name {
        "constant" => format!("constant learning rate {rate}"),
        other => format!("{other} schedule from {rate}"),
    }
}

/// What the network was trained on: `54,000 images of MNIST`.
pub(crate) fn training_images(record: &RunRecord) -> String {
    let images = counted(record.dataset.train_count, "image");
    format!("{images} of {}", dataset(record))
}

/// Settings that are off by default, and what each is of.
const OPTIONAL: [(&str, &str); 11] = [
    ("warmup_epochs", "warm-up epochs"),
    ("momentum", "momentum"),
    ("weight_decay", "weight decay"),
    ("label_smoothing", "label smoothing"),
    ("dropout", "dropout"),
    ("augment", "images augmented by"),
    ("plain_epochs", "last epochs without augmentation"),
    ("clip_norm", "gradients clipped to the norm"),
    ("average", "weights averaged with decay"),
    ("patience", "epochs of patience"),
    ("limit", "images of each split limited to"),
];

/// SHA-256 of MNIST's test set, as records have it: a run on other images is not one on MNIST, whatever `--dataset` said.
const MNIST_TEST: &str = "ae0cd36f5ca1de82e16f7882aa95d79a568be4b5bf9fb8931721bd59a85b4467";

/// What the run was tested on: `MNIST`, or `200 images of MNIST` if images were limited.
pub fn digits(record: &RunRecord) -> String {
    let dataset = dataset(record);
    match (record.dataset.limit, record.dataset.test_count) {
        (Some(_), images) if images > 0 => format!("{} of {dataset}", counted(images, "image")),
        _ => dataset,
    }
}

fn dataset(record: &RunRecord) -> String {
    let dataset = &record.dataset;
    match dataset.name.as_str() {
        "synthetic" => "synthetic digits".to_owned(),
        "mnist" if dataset.test_sha256 == MNIST_TEST => "MNIST".to_owned(),
        "mnist" => own_images(record),
        other => other.to_owned(),
    }
}

/// Users' images, by the name of their directory.
fn own_images(record: &RunRecord) -> String {
    let directory = record.settings.get("data_dir").and_then(Value::as_str);
    let name = directory.and_then(|path| Path::new(path).file_name()?.to_str());
    name.map_or_else(|| "own images".to_owned(), str::to_owned)
}

fn validation(record: &RunRecord) -> String {
    match record.dataset.validation_count {
        0 => "none held back for validation".to_owned(),
        held => format!("{} held back for validation", count(held as u64)),
    }
}
