//! Likely label errors: from a cross-validation's predictions to findings and a picture.

use std::path::Path;

use burn_mnist_data::check::labels::{self, Opinion};
use burn_mnist_data::check::{Finding, Subject};
use burn_mnist_data::files::Part;
use burn_mnist_data::sheet::Sheet;
use burn_mnist_experiment::OutOfFold;
use burn_mnist_run::Artifacts;

use super::error::{DataRequestError, NeedsIndices};
use crate::context::Context;
use crate::error::AppError;
use crate::experiment::ExperimentKind;
use crate::file::{self, Existing};
use crate::notice::Notice;

/// Images in a row of the sheet.
const COLUMNS: usize = 10;

/// How many pixels wide the sheet draws one.
const ZOOM: usize = 3;

/// What the networks of a cross-validation hold against labels.
pub fn find(
    subject: &Subject,
    name: &Path,
    artifacts: &Artifacts,
) -> Result<Vec<Finding>, AppError> {
    if !subject.is_whole() {
        return Err(DataRequestError::NotWhole(NeedsIndices::CrossValidation).into());
    }
    let (directory, _) = ExperimentKind::CrossValidation.find(name, artifacts)?;
    let path = directory.predictions();
    if !path.is_file() {
        let root = directory.root().to_owned();
        return Err(DataRequestError::NoPredictions { root }.into());
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
    existing: Existing,
    context: &Context<'_>,
) -> Result<(), AppError> {
    if findings.is_empty() {
        context.notice(Notice::NothingToDraw(path.to_owned()));
        return Ok(());
    }
    let images = subject.digits(Part::Train).images();
    let suspects = findings.iter().flat_map(|finding| &finding.images);
    let suspects: Vec<_> = suspects.map(|place| images[place.index]).collect();
    let rows = suspects.chunks(COLUMNS).map(<[_]>::to_vec).collect();
    let png = Sheet::new(rows, ZOOM).png();
    let png = png.map_err(|error| DataRequestError::Sheet {
        reason: error.to_string(),
    })?;
    file::write(path, &png, existing)
}
