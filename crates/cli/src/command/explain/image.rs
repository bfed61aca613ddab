//! One image explained: maps as a picture, in characters and as numbers.

use std::path::Path;

use burn_mnist_inference::explain::draw::{self, Panel};
use burn_mnist_inference::explain::sanity::THRESHOLD;
use burn_mnist_inference::explain::{Explanation, Map, Method, Sanity, explain as maps, sanity};
use burn_mnist_inference::{InferenceError, Prediction};
use burn_mnist_model::{Image, SIDE};
use serde::Serialize;

use super::destination::Destination;
use crate::arguments::Explain;
use crate::failure::Failure;
use crate::input::Input;
use crate::output::Output;
use crate::saved::Saved;

/// What `--format json` says of an image; maps and pixels are 28 rows of 28 numbers.
#[derive(Debug, Serialize)]
struct Explained<'a> {
    input: &'a str,
    label: u8,
    probabilities: [f32; 10],
    inverted: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    expected: Option<u8>,
    class: u8,
    logit: f32,
    black_logit: f32,
    attributed: f64,
    completeness_gap: f64,
    #[serde(skip_serializing_if = "Option::is_none")]
    picture: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    sanity: Vec<Checked>,
    pixels: &'a [[u8; SIDE]],
    maps: Maps<'a>,
}

/// A map of every method.
#[derive(Debug, Serialize)]
struct Maps<'a> {
    gradient: &'a [[f32; SIDE]],
    gradient_times_input: &'a [[f32; SIDE]],
    integrated_gradients: &'a [[f32; SIDE]],
    occlusion: &'a [[f32; SIDE]],
}

/// How a map fared when the network's weights were drawn anew.
#[derive(Debug, Serialize)]
struct Checked {
    map: &'static str,
    stages: Vec<Stage>,
    threshold: f64,
    passes: bool,
}

/// The layers drawn anew, and how alike the map stayed.
#[derive(Debug, Serialize)]
struct Stage {
    layers: String,
    likeness: f64,
    likeness_of_sizes: f64,
}

/// Explains the image that was named; nothing is printed unless its picture could be written.
pub fn explain(
    saved: &Saved,
    arguments: &Explain,
    destination: Option<&Destination>,
    output: Output,
) -> Result<(), Failure> {
    let input = input(saved, arguments, output)?;
    let image = &input.prepared.image;
    let prediction = prediction(saved, image)?;
    let class = arguments.class.unwrap_or(prediction.label);

    let (classifier, device) = (saved.predictor.classifier(), &saved.opened.device);
    let explanation = maps(classifier, image, class, device)?;
    let checks = match arguments.sanity {
        true => sanity(classifier, image, &explanation, device)?,
        false => Vec::new(),
    };
    let picture = match destination {
        Some(destination) => {
            let png = draw::strip(image, &explanation)?;
            let path = destination.save(&file_name(&input.name, class), &png)?;
            Some(path.display().to_string())
        }
        None => None,
    };

    let explained = explained(&input, &prediction, &explanation, &checks, picture);
    output.result(&explained, |explained| {
        drawing(image, &explanation, output) + &words(explained, &input)
    })
}

fn input(saved: &Saved, arguments: &Explain, output: Output) -> Result<Input, Failure> {
    if let Some(picture) = &arguments.picture {
        return Input::picture(picture);
    }
    let indices: Vec<usize> = arguments.index.into_iter().collect();
    let source = arguments.source.clone();
    let mut inputs = Input::test_images(&indices, saved, source, output)?;
    inputs
        .pop()
        .ok_or_else(|| Failure::usage("name a picture, or an image with --index"))
}

fn prediction(saved: &Saved, image: &Image) -> Result<Prediction, InferenceError> {
    let mut predictions = saved.predictor.predict(&[*image])?;
    predictions.pop().ok_or_else(|| InferenceError::Device {
        reason: "it returned nothing".to_owned(),
    })
}

/// `maps/three.png` and class 3 make `three-as-3`, `test[8]` makes `test-8-as-3`.
fn file_name(input: &str, class: u8) -> String {
    let stem = Path::new(input).file_stem().unwrap_or_default();
    let words = stem.to_string_lossy();
    let words: Vec<&str> = words
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    format!("{}-as-{class}", words.join("-"))
}

fn explained<'a>(
    input: &'a Input,
    prediction: &Prediction,
    explanation: &'a Explanation,
    checks: &[Sanity],
    picture: Option<String>,
) -> Explained<'a> {
    let rows = |method| explanation.map(method).rows();
    let completeness = explanation.completeness;
    Explained {
        input: &input.name,
        label: prediction.label,
        probabilities: prediction.probabilities,
        inverted: input.prepared.inverted,
        expected: input.expected,
        class: explanation.class,
        logit: completeness.logit,
        black_logit: completeness.black,
        attributed: completeness.attributed,
        completeness_gap: completeness.relative_gap(),
        picture,
        sanity: checks.iter().map(checked).collect(),
        pixels: input.prepared.image.0.as_chunks().0,
        maps: Maps {
            gradient: rows(Method::Gradient),
            gradient_times_input: rows(Method::GradientTimesInput),
            integrated_gradients: rows(Method::IntegratedGradients),
            occlusion: rows(Method::Occlusion),
        },
    }
}

fn checked(check: &Sanity) -> Checked {
    let stages = check.stages.iter().map(|stage| Stage {
        layers: stage.layers.clone(),
        likeness: stage.likeness,
        likeness_of_sizes: stage.likeness_of_sizes,
    });
    Checked {
        map: check.method.name(),
        stages: stages.collect(),
        threshold: THRESHOLD,
        passes: check.passes(),
    }
}

fn drawing(image: &Image, explanation: &Explanation, output: Output) -> String {
    let map = |method: Method| {
        let map: &Map = explanation.map(method);
        (method.name(), Panel::of(map, image))
    };
    let maps = Method::DRAWN.map(map);
    let panels: Vec<_> = std::iter::once(("input", Panel::Digit(image)))
        .chain(maps)
        .collect();
    draw::text(&panels, output.ink())
}

fn words(explained: &Explained, input: &Input) -> String {
    let share = |class: u8| 100.0 * explained.probabilities[usize::from(class)];
    let Explained {
        input: name,
        label,
        class,
        ..
    } = explained;
    let mut text = format!(
        "{name}: {label} ({:.1} %){}\n",
        share(*label),
        input.remarks()
    );
    if class != label {
        text += &format!("explained as {class} ({:.1} %)\n", share(*class));
    }
    text += &format!(
        "logit for {class}: {:.2}, of a black image: {:.2}; integrated gradients add up to {:.2} of {:.2} \
         (gap {:.2} %)\n",
        explained.logit,
        explained.black_logit,
        explained.attributed,
        explained.logit - explained.black_logit,
        100.0 * explained.completeness_gap,
    );
    text += &verdicts(&explained.sanity);
    if let Some(picture) = &explained.picture {
        text += &format!("{picture}: input, gradient, integrated gradients, occlusion\n");
    }
    text
}

fn verdicts(checks: &[Checked]) -> String {
    let mut text = String::new();
    if !checks.is_empty() {
        text += &format!(
            "rank correlation with maps of networks drawn anew (of sizes alone); \
             passes below {THRESHOLD} once all layers are:\n"
        );
    }
    for check in checks {
        text += &format!("  {:22}", check.map);
        for stage in &check.stages {
            let Stage {
                layers,
                likeness,
                likeness_of_sizes,
            } = stage;
            text += &format!("{layers} {likeness:.2} ({likeness_of_sizes:.2})   ");
        }
        text += match check.passes {
            true => "passes\n",
            false => "does not pass\n",
        };
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_is_called_after_its_input_and_class() {
        for (input, expected) in [
            ("test[8]", "test-8-as-3"),
            ("digits/Three (1).jpeg", "Three-1-as-3"),
            ("standard input", "standard-input-as-3"),
            ("..", "-as-3"),
        ] {
            assert_eq!(file_name(input, 3), expected);
        }
    }
}
