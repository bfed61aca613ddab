//! Whether this machine has the memory that a training needs, asked before anything is written.

use burn_mnist_backend::available_memory;
use burn_mnist_experiment::Plan;
use burn_mnist_settings::{PartialSettings, Settings};
use burn_mnist_training::{MemoryEstimate, Recipe};

use crate::error::AppError;
use crate::train::RunRequestError;

/// Refuses a training that needs more memory than this process can have. `images` is how many there are in all.
///
/// # Errors
///
/// [`RunRequestError::NotEnoughMemory`].
pub fn check(recipe: &Recipe, images: usize) -> Result<(), AppError> {
    check_within(recipe, images, available_memory())
}

/// Refuses a plan with a trial that needs more memory than this process can have.
///
/// # Errors
///
/// [`RunRequestError::NotEnoughMemory`]; [`AppError::Settings`] for a damaged plan.
pub(crate) fn check_trials(plan: &Plan, images: usize) -> Result<(), AppError> {
    let available = available_memory();
    let first = plan.seeds.first();
    // Trials differ from those of the first seed in the seed alone.
    for trial in plan
        .trials
        .iter()
        .filter(|trial| Some(&trial.seed) == first)
    {
        let planned = PartialSettings::from_record(&trial.settings)?;
        let recipe = Settings::resolve(planned, None)?.recipe();
        check_within(&recipe, images, available)?;
    }
    Ok(())
}

fn check_within(recipe: &Recipe, images: usize, available: u64) -> Result<(), AppError> {
    let estimate = MemoryEstimate::of(recipe, images);
    // The images are loaded already.
    let needed = estimate.total().saturating_sub(estimate.images);
    if needed <= available {
        return Ok(());
    }
    Err(RunRequestError::NotEnoughMemory {
        needed,
        available,
        parameters: recipe.hidden.parameters(),
        is_batch: estimate.batch > estimate.weights,
    }
    .into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_does_not_fit_is_refused_with_both_figures() {
        let recipe = Recipe::default();
        assert!(check_within(&recipe, 60_000, 1 << 30).is_ok());
        let error = check_within(&recipe, 60_000, 1 << 20).unwrap_err();
        let AppError::RunRequest(RunRequestError::NotEnoughMemory {
            needed,
            available,
            is_batch,
            ..
        }) = error
        else {
            panic!("{error}");
        };
        assert!(needed > available && !is_batch);
        assert_eq!(available, 1 << 20);
    }
}
