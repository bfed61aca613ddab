//! What may be given anew for an experiment that goes on: where it runs, and where its data lie.

use burn_mnist_experiment::Plan;
use burn_mnist_run::record::SettingsRecord;
use burn_mnist_settings::{PartialSettings, Settings};

use super::error::ExperimentRequestError;
use crate::error::AppError;

/// The settings that an experiment may go on with.
pub fn free_settings(asked: &PartialSettings) -> PartialSettings {
    PartialSettings {
        backend: asked.backend.clone(),
        data_dir: asked.data_dir.clone(),
        ..PartialSettings::default()
    }
}

/// The settings that all trials share, among them where they run and where their images lie.
pub fn base(plan: &Plan, here: &PartialSettings) -> Result<Settings, AppError> {
    let first = plan.trials.first().map(|trial| &trial.settings);
    let planned = first.map(PartialSettings::from_record).transpose()?;
    let settings = here.clone().or(planned.unwrap_or_default());
    Ok(Settings::resolve(settings, None)?)
}

/// Refuses settings that differ from the plan. What comes from a variable or a config that was there when
/// the experiment began is the same, or is what the experiment sets itself: what it varies, or what a fold
/// replaces.
pub fn check_unchanged(asked: &PartialSettings, plan: &Plan) -> Result<(), AppError> {
    let free = free_settings(asked).to_record()?;
    let settled = |key: &String| {
        free.contains_key(key)
            || plan.keys.contains(key)
            || plan.folds.is_some() && key == "validation"
    };
    for (key, value) in asked.to_record()? {
        let same = |planned: &SettingsRecord| planned.get(&key) == Some(&value);
        let planned = plan.trials.iter().any(|trial| same(&trial.settings));
        if !planned && !settled(&key) {
            let found = value.to_string();
            return Err(ExperimentRequestError::Changed { key, found }.into());
        }
    }
    Ok(())
}
