//! The plan of a cross-validation: a trial for each fold and seed.

use burn_mnist_experiment::{Plan, Point, Search, Trial, check_trials};
use burn_mnist_run::timestamp;
use burn_mnist_settings::{PartialSettings, Settings};

use super::Folding;
use crate::context::Context;
use crate::error::AppError;
use crate::experiment::ExperimentRequestError;
use crate::train;

/// Folds unless set.
const FOLDS: usize = 5;

/// More folds than anybody waits for.
const MOST_FOLDS: usize = 1_000;

/// Refuses a number of folds that makes no sense.
pub fn check_folds(folding: &Folding) -> Result<(), AppError> {
    let found = folding.folds.unwrap_or(FOLDS);
    match (2..=MOST_FOLDS).contains(&found) {
        true => Ok(()),
        false => Err(ExperimentRequestError::Folds {
            most: MOST_FOLDS,
            found,
        }
        .into()),
    }
}

/// Plans what was asked for; the training images are for the caller to name.
pub fn plan(
    folding: &Folding,
    asked: PartialSettings,
    context: &Context<'_>,
) -> Result<Plan, AppError> {
    if asked.patience.is_some() {
        return Err(ExperimentRequestError::Patience.into());
    }
    let base = train::settings(
        PartialSettings {
            validation: Some(0),
            ..asked
        },
        None,
        context,
    )?;
    let folds = folding.folds.unwrap_or(FOLDS);
    let count = folding.seeds.unwrap_or(1);
    check_trials(folds, count)?;
    let seeds: Vec<u64> = (base.seed..).take(count).collect();
    let pairs = seeds
        .iter()
        .flat_map(|seed| (1..=folds).map(move |fold| (*seed, fold)));
    let trials = (1..).zip(pairs).map(|(number, (seed, fold))| Trial {
        number,
        point: 1,
        seed,
        fold: Some(fold),
        settings: Settings {
            seed,
            ..base.clone()
        }
        .to_record(),
    });
    let trials = trials.collect();
    Ok(Plan {
        schema_version: Plan::VERSION,
        started_at: Some(timestamp::now()),
        search: Search::CrossValidation,
        keys: Vec::new(),
        points: vec![Point::new()],
        seeds,
        folds: Some(folds),
        train_sha256: String::new(),
        scored: folding.scored,
        keep_runs: folding.keep_runs,
        trials,
    })
}
