//! `predict`: which digit is in a picture, or in an image of the test set.

use burn_mnist_app::input::Input;
use burn_mnist_app::model::{ImageSource, OpenModel};
use burn_mnist_inference::picture::preview;
use burn_mnist_inference::{CalibrationStatus, Prediction};
use burn_mnist_run::Temperature;
use serde::Serialize;

use super::Done;
use crate::arguments::Predict;
use crate::events::Terminal;
use crate::failure::Failure;
use crate::input::{inputs, remarks};
use crate::output::Output;

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
    let terminal = Terminal::new(output);
    let context = terminal.context();
    let Predict {
        network,
        pictures,
        index,
        source,
        top,
        show,
    } = arguments;
    let model = OpenModel::open(&network.into(), &context)?;
    let inputs = inputs(
        &pictures,
        &index,
        &model,
        &ImageSource::from(source),
        &context,
    )?;
    let images: Vec<_> = inputs.iter().map(|input| input.prepared.image).collect();
    let predictions = model.saved.predict(&images)?;

    let calibration = model.saved.calibration();
    let predicted: Vec<Predicted> = inputs
        .iter()
        .zip(&predictions)
        .map(|(input, prediction)| Predicted {
            input: input.name.clone(),
            label: prediction.label,
            probabilities: prediction.probabilities,
            calibration,
            temperature: model.saved.temperature(),
            inverted: input.prepared.inverted,
            expected: input.expected,
        })
        .collect();
    let look = Look {
        top: usize::from(top),
        show,
        calibrated: calibration.is_applied(),
    };
    output.result(predicted.as_slice(), |_| {
        let pairs = inputs.iter().zip(&predictions);
        pairs.map(|(input, one)| look.render(input, one)).collect()
    })?;
    Ok(Done::Completed)
}

/// How a prediction is shown to people.
struct Look {
    top: usize,
    show: bool,
    calibrated: bool,
}

impl Look {
    fn render(&self, input: &Input, prediction: &Prediction) -> String {
        let mut text = String::new();
        if self.show {
            text += &preview(&input.prepared.image);
        }
        text += &format!("{}:", input.name);
        for (label, probability) in prediction.top(self.top) {
            text += &format!(" {label} ({:.1} %)", 100.0 * probability);
        }
        if self.calibrated {
            text += ", calibrated";
        }
        text + &remarks(input) + "\n"
    }
}
