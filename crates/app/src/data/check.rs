//! What is wrong with digits, and which of them training is better off without.

use std::path::{Path, PathBuf};

use burn_mnist_data::check::{Report, Subject, check as judge};
use burn_mnist_data::files::Part;
use burn_mnist_settings::Dataset;
use serde::Serialize;

use super::error::{DataRequestError, NeedsIndices};
use super::labels;
use crate::context::Context;
use crate::digits;
use crate::error::AppError;
use crate::file::{self, Existing};
use crate::notice::Notice;

/// Which digits to check, and what else to do with the findings.
#[derive(Clone, Debug)]
pub struct CheckRequest {
    /// Which digits.
    pub dataset: Dataset,
    /// A directory that holds them.
    pub data_dir: Option<PathBuf>,
    /// Which splits.
    pub parts: &'static [Part],
    /// A cross-validation whose predictions may show label errors.
    pub cross_validation: Option<PathBuf>,
    /// A picture of the likely label errors.
    pub sheet: Option<(PathBuf, Existing)>,
    /// A list of training images to leave out.
    pub exclusions: Option<PathBuf>,
}

/// What was found.
#[derive(Debug, Serialize)]
pub struct Checked {
    /// All findings.
    #[serde(flatten)]
    pub report: Report,
    /// Whether nothing is wrong; notes are not wrong.
    pub is_sound: bool,
    /// The list that was written.
    pub exclusions: Option<WrittenExclusions>,
    /// The picture of likely label errors that was written.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sheet: Option<PathBuf>,
}

/// A list of exclusions that was written.
#[derive(Debug, Serialize)]
pub struct WrittenExclusions {
    /// The file.
    pub path: PathBuf,
    /// How many images it names.
    pub count: usize,
}

/// Checks digits.
///
/// # Errors
///
/// [`AppError`] if they cannot be had, or what was asked for cannot be written. Faults of the digits are findings.
pub fn check(request: &CheckRequest, context: &Context<'_>) -> Result<Checked, AppError> {
    if let Some((path, existing)) = &request.sheet {
        file::check(path, *existing)?;
    }
    let subject = load(request, context)?;
    for note in subject.notes() {
        context.notice(Notice::AboutDigits(note.to_string()));
    }
    let mut report = judge(&subject, request.parts);
    let mut sheet = None;
    if let Some(name) = &request.cross_validation {
        let suspects = labels::find(&subject, name)?;
        if let Some((path, existing)) = &request.sheet {
            let is_drawn = labels::draw(path, &suspects, &subject, *existing, context)?;
            sheet = is_drawn.then(|| path.clone());
        }
        report.add(suspects);
    }
    let exclusions = match &request.exclusions {
        Some(path) => Some(write_exclusions(path, &subject, &report)?),
        None => None,
    };
    Ok(Checked {
        is_sound: report.is_sound(),
        report,
        exclusions,
        sheet,
    })
}

fn load(request: &CheckRequest, context: &Context<'_>) -> Result<Subject, AppError> {
    match request.dataset {
        Dataset::Synthetic => Ok(digits::load(Dataset::Synthetic, None, context)?.into()),
        Dataset::Mnist => {
            let mut downloads = context.events.downloads();
            let place = digits::request(request.data_dir.clone(), context);
            Ok(Subject::load(&place, downloads.as_mut())?)
        }
    }
}

fn write_exclusions(
    path: &Path,
    subject: &Subject,
    report: &Report,
) -> Result<WrittenExclusions, AppError> {
    if !subject.is_whole() {
        return Err(DataRequestError::NotWhole(NeedsIndices::Exclusions).into());
    }
    let exclusions = report.exclusions().ok_or(DataRequestError::NoTrainingSet)?;
    exclusions.write(path)?;
    Ok(WrittenExclusions {
        path: path.to_path_buf(),
        count: exclusions.images.len(),
    })
}
