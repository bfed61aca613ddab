//! `predict`: which digit is in a picture, or in an image of the test set.

use std::path::Path;

use burn_mnist_inference::picture::preview;
use burn_mnist_inference::{CalibrationStatus, Prediction};
use burn_mnist_run::Temperature;
use serde::Serialize;

use super::Done;
use crate::arguments::Predict;
use crate::failure::Failure;
use crate::input::Input;
use crate::output::Output;
use crate::saved::Saved;

/// What `--format json` says of a picture.
#[derive(Debug, Serialize)]
struct Predicted<'a> {
    input: String,
    label: u8,
    probabilities: [f32; 10],
    calibration: &'a CalibrationStatus,
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
    let predictions = saved.model.predict(&images)?;

    let predicted: Vec<Predicted> = inputs
        .iter()
        .zip(&predictions)
        .map(|(input, prediction)| Predicted {
            input: input.name.clone(),
            label: prediction.label,
            probabilities: prediction.probabilities,
            calibration: saved.model.calibration(),
            temperature: saved.model.temperature(),
            inverted: input.prepared.inverted,
            expected: input.expected,
        })
        .collect();
    output.result(predicted.as_slice(), |_| {
        let texts = inputs.iter().zip(&predictions).map(|(input, prediction)| {
            render(input, prediction, saved.model.calibration(), &arguments)
        });
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
    let pictures = arguments.pictures.iter().map(|path| Input::picture(path));
    let mut inputs: Vec<Input> = pictures.collect::<Result<_, _>>()?;
    let source = arguments.source.clone();
    inputs.extend(Input::test_images(&arguments.index, saved, source, output)?);
    Ok(inputs)
}

fn render(
    input: &Input,
    prediction: &Prediction,
    calibration: &CalibrationStatus,
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
    if calibration.is_applied() {
        text += ", calibrated";
    }
    text + &input.remarks() + "\n"
}
