//! Likely label errors: from a cross-validation's predictions to findings and a picture.

use std::path::Path;

use burn_mnist_data::check::labels::{self, Opinion};
use burn_mnist_data::check::{Finding, Place, Subject};
use burn_mnist_data::files::Part;
use burn_mnist_data::sheet::{Cell, Row, Sheet};
use burn_mnist_experiment::OutOfFold;

use super::error::{DataRequestError, NeedsIndices};
use crate::context::Context;
use crate::error::AppError;
use crate::experiment::ExperimentKind;
use crate::file::{self, Existing};
use crate::notice::Notice;

/// Images in a row of the sheet.
const COLUMNS: usize = 10;

/// How many pixels wide the sheet draws one.
const ZOOM: usize = 4;

/// What the networks of a cross-validation hold against labels.
pub fn find(subject: &Subject, name: &Path) -> Result<Vec<Finding>, AppError> {
    if !subject.is_whole() {
        return Err(DataRequestError::NotWhole(NeedsIndices::CrossValidation).into());
    }
    let (directory, _) = ExperimentKind::CrossValidation.find(name)?;
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

/// `12: 7` is image 12, labelled 7; the line below it says what the networks predict.
fn caption(place: &Place, finding: &Finding) -> Vec<String> {
    let prediction = finding.detail.split(" with ").next().unwrap_or_default();
    vec![
        format!("{}: {}", place.index, place.label),
        prediction.to_owned(),
    ]
}

/// Draws the images of these findings in their order; whether there were any, since without one there is no
/// picture.
pub fn draw(
    path: &Path,
    findings: &[Finding],
    subject: &Subject,
    existing: Existing,
    context: &Context<'_>,
) -> Result<bool, AppError> {
    if findings.is_empty() {
        context.notice(Notice::NothingToDraw(path.to_owned()));
        return Ok(false);
    }
    let images = subject.digits(Part::Train).images();
    let suspects = findings.iter().flat_map(|finding| {
        let places = finding.images.iter();
        places.map(move |place| Cell {
            image: images[place.index],
            caption: caption(place, finding),
        })
    });
    let suspects: Vec<Cell> = suspects.collect();
    let rows = suspects.chunks(COLUMNS).map(|cells| Row {
        title: String::new(),
        cells: cells.to_vec(),
    });
    let png = Sheet::new(rows.collect(), ZOOM).png();
    let png = png.map_err(|error| DataRequestError::Sheet {
        reason: error.to_string(),
    })?;
    file::write(path, &png, existing)?;
    Ok(true)
}
