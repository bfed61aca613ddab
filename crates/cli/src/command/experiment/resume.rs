//! What may be said anew about an experiment that goes on: where it runs, and where its data lie.

use burn_mnist_experiment::Plan;
use burn_mnist_run::record::SettingsRecord;
use burn_mnist_settings::{PartialSettings, Settings};
use serde_json::Value;

use crate::failure::{Failure, Kind};

/// The options that an experiment may go on with.
pub fn free_options(asked: &PartialSettings) -> PartialSettings {
    PartialSettings {
        backend: asked.backend.clone(),
        data_dir: asked.data_dir.clone(),
        ..PartialSettings::default()
    }
}

/// The settings that all trials share, among them where they run and where their images lie.
pub fn base(plan: &Plan, here: &PartialSettings) -> Result<Settings, Failure> {
    let first = plan.trials.first().map(|trial| &trial.settings);
    let planned = first.map(PartialSettings::from_record).transpose()?;
    let asked = here.clone().or(planned.unwrap_or_default());
    Ok(Settings::resolve(asked, None)?)
}

/// Refuses options that say otherwise than the plan. What comes from a variable or a config that was there when
/// the experiment began says the same, or is what the experiment says itself: what it varies, or what a fold
/// takes the place of.
pub fn check_unchanged(asked: &PartialSettings, plan: &Plan) -> Result<(), Failure> {
    let free = said(&free_options(asked))?;
    let settled = |key: &String| {
        free.contains_key(key)
            || plan.keys.contains(key)
            || plan.folds.is_some() && key == "validation"
    };
    for (key, value) in said(asked)? {
        let same = |planned: &SettingsRecord| planned.get(&key) == Some(&value);
        let planned = plan.trials.iter().any(|trial| same(&trial.settings));
        if !planned && !settled(&key) {
            let flag = key.replace('_', "-");
            let message = format!("--{flag} (config key `{key}`) cannot change what was planned");
            return Err(Failure {
                found: Some(value.to_string()),
                ..Failure::usage(message)
            }
            .hint(format!(
                "leave --{flag} out, or begin another in a directory of its own"
            )));
        }
    }
    Ok(())
}

/// The options that are said, by key.
fn said(options: &PartialSettings) -> Result<SettingsRecord, Failure> {
    let value = serde_json::to_value(options)
        .map_err(|error| Failure::new(Kind::Usage, error.to_string()))?;
    let Value::Object(map) = value else {
        return Ok(SettingsRecord::new());
    };
    Ok(map
        .into_iter()
        .filter(|(_, value)| !value.is_null())
        .collect())
}
