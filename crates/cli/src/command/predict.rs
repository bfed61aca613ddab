//! `predict`: which digit is in a picture, or in an image of the test set.

mod render;

use burn_mnist_app::input::Input;
use burn_mnist_app::model::{ImageSource, OpenModel};
use burn_mnist_inference::{CalibrationStatus, Prediction};
use burn_mnist_run::Temperature;
use serde::Serialize;

use super::Done;
use crate::arguments::Predict;
use crate::events::Terminal;
use crate::failure::Failure;
use crate::input::{Named, Unreadable};
use crate::output::Output;
use render::Appearance;

/// What `--format json` says of an input.
#[derive(Debug, Serialize)]
#[serde(untagged)]
enum Entry<'a> {
    Predicted(Predicted<'a>),
    Unreadable { input: &'a str, error: &'a Failure },
}

#[derive(Debug, Serialize)]
struct Predicted<'a> {
    input: &'a str,
    label: u8,
    probabilities: [f32; 10],
    calibration: &'a CalibrationStatus,
    temperature: Temperature,
    inverted: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    expected: Option<u8>,
}

/// Predicts every input that can be read. If one cannot be, the command fails after it has shown the others.
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
        verbose,
    } = arguments;
    let named = Named::new(&network.model, pictures, index)?;
    let model = OpenModel::open(&network.into(), &context)?;
    let inputs = named.read(&model, &ImageSource::from(source), &context)?;
    let readable: Vec<&Input> = inputs.iter().flatten().collect();
    let images: Vec<_> = readable.iter().map(|input| input.prepared.image).collect();
    let predictions = model.saved.predict(&images)?;

    if !readable.is_empty() {
        let appearance = Appearance {
            top: usize::from(top),
            show,
            verbose,
            calibrated: model.saved.calibration().is_applied(),
        };
        output.result(entries(&inputs, &predictions, &model).as_slice(), |_| {
            let pairs = readable.iter().copied().zip(&predictions);
            appearance.render(&pairs.collect::<Vec<_>>())
        })?;
    }
    let mut failures = inputs.into_iter().filter_map(Result::err);
    let Some(last) = failures.next_back() else {
        return Ok(Done::Completed);
    };
    for unreadable in failures {
        output.failure(&unreadable.failure);
    }
    Err(last.failure)
}

/// An entry for each input, in their order.
fn entries<'a>(
    inputs: &'a [Result<Input, Unreadable>],
    predictions: &[Prediction],
    model: &'a OpenModel,
) -> Vec<Entry<'a>> {
    let mut predictions = predictions.iter();
    let entries = inputs.iter().filter_map(|input| match input {
        Ok(input) => predictions.next().map(|prediction| {
            Entry::Predicted(Predicted {
                input: &input.name,
                label: prediction.label,
                probabilities: prediction.probabilities,
                calibration: model.saved.calibration(),
                temperature: model.saved.temperature(),
                inverted: input.prepared.inverted,
                expected: input.expected,
            })
        }),
        Err(Unreadable { name, failure }) => Some(Entry::Unreadable {
            input: name,
            error: failure,
        }),
    });
    entries.collect()
}
