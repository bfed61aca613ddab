//! What may change about a run that is resumed or repeated, and the refusal of what may not.

use std::path::Path;

use burn_mnist_run::RunRecord;
use burn_mnist_run::record::SettingsRecord;
use burn_mnist_settings::{Dataset, PartialSettings, Settings};

use super::error::RunRequestError;
use crate::error::AppError;
use crate::model::MnistPolicy;

/// What a run's settings also have if it is a fold of a cross-validation.
pub const FOLD: &str = "fold";

/// The settings a run was begun with.
pub fn recorded(record: &RunRecord, run: &Path) -> Result<Settings, AppError> {
    let run = run.to_owned();
    if record.settings.contains_key(FOLD) {
        return Err(RunRequestError::Fold { run }.into());
    }
    if record.settings.is_empty() {
        return Err(RunRequestError::NoSettings { run }.into());
    }
    let settings = PartialSettings::from_record(&record.settings)?;
    Settings::resolve(settings, None).map_err(AppError::RecordedSettings)
}

/// Those settings with what is asked for now; what would make it another run is refused, such as MNIST itself for a run
/// on a user's own digits.
pub fn changed(
    recorded: &Settings,
    asked: PartialSettings,
    mnist: MnistPolicy,
    run: &Path,
) -> Result<Settings, AppError> {
    let recorded_settings = PartialSettings::from_record(&recorded.to_record())?;
    let settings = Settings::resolve(asked.or(recorded_settings), None)?;
    if let (MnistPolicy::Exact, Dataset::Mnist, Some(directory)) =
        (mnist, settings.dataset, &settings.data_dir)
        && !burn_mnist_data::mnist::is_in(directory)
    {
        return Err(RunRequestError::Changed {
            run: run.to_owned(),
            key: "dataset".to_owned(),
            was: format!("the digits in {}", directory.display()),
            now: settings.dataset.name().to_owned(),
        }
        .into());
    }
    match difference(&recorded.identity(), &settings.identity()) {
        None => Ok(settings),
        Some((key, was, now)) => Err(RunRequestError::Changed {
            run: run.to_owned(),
            key,
            was,
            now,
        }
        .into()),
    }
}

/// The first setting that differs, with both values.
pub fn difference(
    one: &SettingsRecord,
    other: &SettingsRecord,
) -> Option<(String, String, String)> {
    let value = |record: &SettingsRecord, key: &str| match record.get(key) {
        Some(serde_json::Value::String(text)) => text.clone(),
        Some(value) => value.to_string(),
        None => "none".to_owned(),
    };
    let mut keys = one.keys().chain(other.keys());
    let key = keys.find(|key| one.get(*key) != other.get(*key))?;
    Some((key.clone(), value(one, key), value(other, key)))
}
