//! An explanation in words and numbers, for people and for programs.

use burn_mnist_app::explain;
use burn_mnist_app::input::Input;
use burn_mnist_inference::explain::sanity::THRESHOLD;
use burn_mnist_inference::explain::{Method, Sanity};
use burn_mnist_model::SIDE;
use serde::Serialize;

use crate::input::remarks;
use crate::style::{BAD, GOOD, RESULT, paint};

/// What `--format json` says of an image; maps and pixels are 28 rows of 28 numbers.
#[derive(Debug, Serialize)]
pub struct Explained<'a> {
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
    picture: Option<&'a str>,
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

/// How similar a map stayed when the network's weights were replaced by random ones.
#[derive(Debug, Serialize)]
struct Checked {
    map: &'static str,
    stages: Vec<Stage>,
    threshold: f64,
    passes: bool,
}

/// The layers with random weights, and how similar the map stayed.
#[derive(Debug, Serialize)]
struct Stage {
    layers: String,
    likeness: f64,
    likeness_of_sizes: f64,
}

/// All there is to say of `input`.
pub fn explained<'a>(
    input: &'a Input,
    explained: &'a explain::Explained,
    picture: Option<&'a str>,
) -> Explained<'a> {
    let explain::Explained {
        prediction,
        explanation,
        checks,
    } = explained;
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
        map: check.method.key(),
        stages: stages.collect(),
        threshold: THRESHOLD,
        passes: check.passes(),
    }
}

/// What it says to people, below the drawing.
pub fn words(explained: &Explained, input: &Input, checks: &[Sanity], verbose: bool) -> String {
    let share = |class: u8| 100.0 * explained.probabilities[usize::from(class)];
    let Explained {
        input: name,
        label,
        class,
        ..
    } = explained;
    let mut text = format!(
        "{name}: {} ({:.1} %){}\n",
        paint(RESULT, label),
        share(*label),
        remarks(input, verbose)
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
    text += &verdicts(checks);
    if let Some(picture) = &explained.picture {
        text += &format!("wrote {picture}: input, gradient, integrated gradients, occlusion\n");
    }
    text
}

fn verdicts(checks: &[Sanity]) -> String {
    let mut text = String::new();
    if !checks.is_empty() {
        text += &format!(
            "similarity to the maps of networks with random weights, as rank correlation (of absolute values);\n\
             a map passes if it is below {THRESHOLD} once all layers are random:\n"
        );
    }
    for check in checks {
        text += &format!("  {:22}", check.method.name());
        for stage in &check.stages {
            text += &format!(
                "{} {:.2} ({:.2})   ",
                stage.layers, stage.likeness, stage.likeness_of_sizes
            );
        }
        text += match check.passes() {
            true => paint(GOOD, "passes"),
            false => paint(BAD, "does not pass"),
        }
        .as_str();
        text.push('\n');
    }
    text
}
