//! What may change about a run that is resumed or repeated, and the refusal of what may not.

use std::path::Path;

use burn_mnist_run::RunRecord;
use burn_mnist_run::record::SettingsRecord;
use burn_mnist_settings::{PartialSettings, Settings};

use crate::failure::{Failure, Kind};

/// What a run's settings have besides if it is a fold of a cross-validation.
pub const FOLD: &str = "fold";

/// The settings a run was begun with.
pub fn recorded(record: &RunRecord, run: &Path) -> Result<Settings, Failure> {
    if record.settings.contains_key(FOLD) {
        let message = format!("{} is a fold of a cross-validation", run.display());
        return Err(Failure::usage(message)
            .hint("`burn-mnist cross-validate --resume DIR` goes on with all of them"));
    }
    if record.settings.is_empty() {
        let message = format!("the record of {} holds no settings", run.display());
        return Err(Failure::new(Kind::Checkpoint, message)
            .hint("a version that could not resume wrote it: train again"));
    }
    Settings::resolve(PartialSettings::from_record(&record.settings)?, None).map_err(|error| {
        Failure {
            kind: Kind::Checkpoint,
            ..error.into()
        }
    })
}

/// Those settings with what is asked for now; what would make it another run is refused.
pub fn changed(
    recorded: &Settings,
    asked: PartialSettings,
    run: &Path,
) -> Result<Settings, Failure> {
    let settings = Settings::resolve(
        asked.or(PartialSettings::from_record(&recorded.to_record())?),
        None,
    )?;
    let Some((key, was, now)) = difference(&recorded.identity(), &settings.identity()) else {
        return Ok(settings);
    };
    let flag = key.replace('_', "-");
    let why = match key.as_str() {
        "epochs" => {
            " (the learning rate of each step of its schedule follows from how many there will be)"
        }
        _ => "",
    };
    let message = format!(
        "--{flag} (config key `{key}`) {now} would make {} another run: it has {was}{why}",
        run.display()
    );
    Err(Failure {
        expected: Some(was),
        found: Some(now),
        ..Failure::usage(message)
    }
    .hint(format!("leave --{flag} out, or begin a run of its own")))
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
