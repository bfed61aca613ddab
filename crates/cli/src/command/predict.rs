//! `predict`: which digit is in a picture, or in an image of the test set.

use std::io;
use std::path::Path;

use burn_mnist_inference::Prediction;
use burn_mnist_inference::picture::{self, Prepared, preview};
use burn_mnist_run::Temperature;
use serde::Serialize;

use super::Done;
use crate::arguments::{EvaluatedSplit, Predict};
use crate::calibration::Calibrated;
use crate::failure::Failure;
use crate::output::Output;
use crate::saved::Saved;

/// A picture to look at.
struct Input {
    name: String,
    prepared: Prepared,
    expected: Option<u8>,
}

/// What `--format json` says of a picture.
#[derive(Debug, Serialize)]
struct Predicted {
    input: String,
    label: u8,
    probabilities: [f32; 10],
    calibration: Calibrated,
    temperature: Temperature,
    inverted: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    expected: Option<u8>,
}

/// Predicts every input; nothing is printed unless all of them could be read.
pub fn run(arguments: Predict, output: Output) -> Result<Done, Failure> {
    let saved = Saved::load(&arguments.network, output)?;
    let inputs = inputs(&arguments, &saved, output)?;
    let images: Vec<_> = inputs.iter().map(|input| input.prepared.image).collect();
    let predictions = saved.predictor.predict(&images)?;

    let predicted: Vec<Predicted> = inputs
        .iter()
        .zip(&predictions)
        .map(|(input, prediction)| Predicted {
            input: input.name.clone(),
            label: prediction.label,
            probabilities: prediction.probabilities,
            calibration: saved.calibrated,
            temperature: saved.predictor.temperature(),
            inverted: input.prepared.inverted,
            expected: input.expected,
        })
        .collect();
    output.result(predicted.as_slice(), |_| {
        let texts = inputs
            .iter()
            .zip(&predictions)
            .map(|(input, prediction)| render(input, prediction, saved.calibrated, &arguments));
        texts.collect()
    })?;
    Ok(Done::Completed)
}

fn inputs(arguments: &Predict, saved: &Saved, output: Output) -> Result<Vec<Input>, Failure> {
    let standard_inputs = arguments
        .pictures
        .iter()
        .filter(|path| *path == Path::new("-"));
    if standard_inputs.count() > 1 {
        return Err(Failure::usage(
            "`-` may be given once: standard input holds one picture",
        ));
    }
    let mut inputs = Vec::new();
    for path in &arguments.pictures {
        let (name, prepared) = if path == Path::new("-") {
            let name = "standard input".to_owned();
            let prepared = picture::read_from(io::stdin().lock(), &name)?;
            (name, prepared)
        } else {
            (path.display().to_string(), picture::read(path)?)
        };
        inputs.push(Input {
            name,
            prepared,
            expected: None,
        });
    }
    if arguments.index.is_empty() {
        return Ok(inputs);
    }
    let source = arguments.source.clone();
    let all = Some(usize::MAX);
    let test = saved
        .labelled(source, EvaluatedSplit::Test, all, output)?
        .digits;
    for index in &arguments.index {
        let (Some(image), Some(label)) = (test.images().get(*index), test.labels().get(*index))
        else {
            let last = test.len().saturating_sub(1);
            return Err(Failure::usage(format!(
                "--index takes 0 to {last}; found {index}"
            )));
        };
        let prepared = Prepared {
            image: *image,
            inverted: false,
        };
        inputs.push(Input {
            name: format!("test[{index}]"),
            prepared,
            expected: Some(*label),
        });
    }
    Ok(inputs)
}

fn render(
    input: &Input,
    prediction: &Prediction,
    calibrated: Calibrated,
    arguments: &Predict,
) -> String {
    let mut text = String::new();
    if arguments.show {
        text += &preview(&input.prepared.image);
    }
    text += &format!("{}:", input.name);
    for (label, probability) in prediction.top(usize::from(arguments.top)) {
        text += &format!(" {label} ({:.1} %)", 100.0 * probability);
    }
    if calibrated == Calibrated::Applied {
        text += ", calibrated";
    }
    if let Some(expected) = input.expected {
        text += &format!(", labelled {expected}");
    }
    if input.prepared.inverted {
        text += ", inverted: the picture is dark on light";
    }
    text + "\n"
}
