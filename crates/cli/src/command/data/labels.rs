//! Likely label errors, for `data check`: from a cross-validation's predictions to findings and a picture.

use std::path::Path;

use burn_mnist_data::check::labels::{self, Opinion};
use burn_mnist_data::check::{Finding, Subject};
use burn_mnist_data::files::Part;
use burn_mnist_data::sheet::Sheet;
use burn_mnist_experiment::OutOfFold;

use crate::command::experiment::Purpose;
use crate::failure::{Failure, Kind};
use crate::new_file;
use crate::output::Output;

/// Images in a row of the sheet.
const COLUMNS: usize = 10;

/// How many pixels wide the sheet draws one.
const ZOOM: usize = 3;

/// What the networks of a cross-validation hold against labels.
pub fn find(subject: &Subject, typed: &Path) -> Result<Vec<Finding>, Failure> {
    if !subject.is_whole() {
        let message = "--cross-validation: indices would not be those of training, which reads these digits whole \
                       or not at all";
        return Err(Failure::new(Kind::Data, message)
            .hint("put right first what `burn-mnist data check` finds that cannot be read"));
    }
    let (directory, _) = Purpose::CrossValidation.find(typed)?;
    let path = directory.predictions();
    if !path.is_file() {
        let root = directory.root().display();
        let message = format!("{root} has no predictions yet");
        return Err(Failure::usage(message).hint(format!(
            "end it first: burn-mnist cross-validate --resume {root}"
        )));
    }
    let opinions: Vec<Opinion> = OutOfFold::read(&path)?.iter().map(opinion).collect();
    Ok(labels::find(subject, &opinions)?)
}

fn opinion(prediction: &OutOfFold) -> Opinion {
    Opinion {
        index: prediction.index as usize,
        label: prediction.label,
        predicted: prediction.predicted,
        label_probability: prediction.label_probability.into(),
        predicted_probability: prediction.predicted_probability.into(),
    }
}

/// Draws the images of these findings in their order; without any there is no picture.
pub fn draw(
    path: &Path,
    findings: &[Finding],
    subject: &Subject,
    force: bool,
    output: Output,
) -> Result<(), Failure> {
    if findings.is_empty() {
        let path = path.display();
        output.warn(format!(
            "{path} is not written: there is no likely label error to draw"
        ));
        return Ok(());
    }
    let images = subject.digits(Part::Train).images();
    let suspects = findings.iter().flat_map(|finding| &finding.images);
    let suspects: Vec<_> = suspects.map(|place| images[place.index]).collect();
    let rows = suspects.chunks(COLUMNS).map(<[_]>::to_vec).collect();
    let png = Sheet::new(rows, ZOOM).png();
    let png = png.map_err(|error| Failure::new(Kind::Failure, error.to_string()))?;
    new_file::write(path, &png, force)
}
