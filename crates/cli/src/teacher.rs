//! The network that a run learns from besides the labels, and that it stays the same one.

use burn_mnist_model::Weights;
use burn_mnist_run::record::TeacherRecord;
use burn_mnist_run::{RunRecord, locate, sha256};
use burn_mnist_training::Teacher;

use crate::failure::{Failure, Kind};
use crate::run_path;
use crate::settings::Settings;

/// The teacher that the settings name, noted in the run's record. From now on they name its weights file: what
/// `latest` means changes.
///
/// # Errors
///
/// A failure if it cannot be read, or is not the one the run was begun with.
pub fn load(settings: &mut Settings, record: &mut RunRecord) -> Result<Option<Teacher>, Failure> {
    let Some(typed) = &settings.teacher else {
        return Ok(None);
    };
    let source = locate(&run_path::find(typed)?)?;
    let weights = Weights::from_bytes(&source.bytes).map_err(|error| Failure {
        path: Some(source.path.clone()),
        ..Failure::new(
            Kind::Checkpoint,
            format!("{}: {error}", source.path.display()),
        )
    })?;
    let found = sha256(&source.bytes);
    if let Some(TeacherRecord { weights_sha256, .. }) = &record.teacher
        && *weights_sha256 != found
    {
        let message = format!(
            "{}: not the teacher that the run was begun with: expected SHA-256 {weights_sha256}, found {found}",
            source.path.display()
        );
        return Err(Failure {
            path: Some(source.path),
            expected: Some(weights_sha256.clone()),
            found: Some(found),
            ..Failure::new(Kind::Checkpoint, message)
        }
        .hint("name that teacher's weights with --teacher"));
    }
    let path = std::path::absolute(&source.path).unwrap_or(source.path);
    let shown = path.display().to_string();
    record
        .settings
        .insert("teacher".to_owned(), shown.clone().into());
    settings.teacher = Some(path);
    record.teacher = Some(TeacherRecord {
        weights: shown,
        weights_sha256: found,
    });
    Ok(Some(Teacher {
        weights,
        share: settings.teacher_share.unwrap_or(SHARE),
        temperature: settings.temperature.unwrap_or(TEMPERATURE),
    }))
}

/// The teacher's share of the loss unless told otherwise.
pub const SHARE: f64 = 0.9;

/// The temperature unless told otherwise.
pub const TEMPERATURE: f64 = 3.0;
