//! How the run learnt, in a sentence.

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

/// The recipe, with what was done besides the usual.
pub fn sentence(record: &RunRecord) -> String {
    let setting = |key: &str| record.settings.get(key).map(value);
    let or = |key: &str, usual: &str| setting(key).unwrap_or_else(|| usual.to_owned());
    let planned = record.settings.get("epochs").and_then(Value::as_u64);
    let planned = planned.map_or(record.summary.epochs, |epochs| epochs as usize);
    let mut text = format!(
        "A network of {} units with {} learnt {} of {} ({}), {} at a time, for {}{}: {} on {}, at a {} \
         learning rate of {}, from seed {}.",
        layers(record),
        or("activation", "relu"),
        counted(record.dataset.train_count, "image"),
        digits(&record.dataset.name),
        validation(record),
        or("batch_size", "an unknown number"),
        setting("patience").map_or("", |_| "up to "),
        counted(planned, "epoch"),
        or("optimizer", "adam"),
        or("loss", "cross-entropy"),
        or("schedule", "constant"),
        or("learning_rate", "an unknown height"),
        record.seed
    );
    let besides: Vec<String> = BESIDES
        .iter()
        .filter_map(|(key, words)| Some((setting(key)?, words)))
        .filter(|(set, _)| !["0", "0.0", "none", ""].contains(&set.as_str()))
        .map(|(set, words)| format!("{words} {set}"))
        .collect();
    if !besides.is_empty() {
        text += &format!(" Besides: {}.", besides.join("; "));
    }
    text
}

/// Settings that say nothing unless they are set, and what each is of.
const BESIDES: [(&str, &str); 11] = [
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

fn digits(dataset: &str) -> &str {
    match dataset {
        "mnist" => "MNIST",
        "synthetic" => "synthetic digits",
        other => other,
    }
}

fn validation(record: &RunRecord) -> String {
    match record.dataset.validation_count {
        0 => "none held back for validation".to_owned(),
        held => format!("{} held back for validation", count(held as u64)),
    }
}
