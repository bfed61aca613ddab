//! Whether a checkpoint is of the run it is to continue.

use burn_mnist_run::record::SettingsRecord;
use burn_mnist_run::{Checkpoint, RunError, State};

use crate::error::TrainingError;

/// Refuses a checkpoint whose settings or data are not those of the run, which `fresh` has. A setting
/// that it lacks had no key yet when it was made, and was what `defaults` says.
pub(super) fn check_same_run(
    state: &State,
    fresh: &State,
    defaults: &SettingsRecord,
    checkpoint: &Checkpoint,
) -> Result<(), TrainingError> {
    let foreign = |what: &str, expected: &dyn ToString, found: &dyn ToString| {
        TrainingError::Run(RunError::Foreign {
            path: checkpoint.directory().to_owned(),
            what: what.to_owned(),
            expected: expected.to_string(),
            found: found.to_string(),
        })
    };
    let keys = fresh.settings.keys().chain(state.settings.keys());
    for key in keys {
        let [expected, found] = [fresh, state].map(|state| {
            let value = state.settings.get(key).or(defaults.get(key));
            value.map_or_else(|| "unset".to_owned(), ToString::to_string)
        });
        if expected != found {
            return Err(foreign(key, &expected, &found));
        }
    }
    if state.seed != fresh.seed {
        return Err(foreign("seed", &fresh.seed, &state.seed));
    }
    if state.dataset_sha256 != fresh.dataset_sha256 {
        let what = "SHA-256 of the training images";
        return Err(foreign(what, &fresh.dataset_sha256, &state.dataset_sha256));
    }
    Ok(())
}
