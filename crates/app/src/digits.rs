//! Labelled images for a verb: real or synthetic, from where the caller said.

use std::path::PathBuf;

use burn_mnist_data::mnist::{self, Request};
use burn_mnist_data::{Digits, Exclusions, synthetic};
use burn_mnist_settings::{Dataset, Settings};

use crate::context::Context;
use crate::error::AppError;

/// Synthetic digits are one fixed set, as MNIST is: a run's seed does not change its data.
const SYNTHETIC_SEED: u64 = 0;

/// Loads the digits, downloading real ones if they are nowhere here.
///
/// # Errors
///
/// [`AppError::Data`].
pub fn load(
    dataset: Dataset,
    data_dir: Option<PathBuf>,
    context: &Context<'_>,
) -> Result<Digits, AppError> {
    match dataset {
        Dataset::Synthetic => Ok(synthetic::generate(
            synthetic::DEFAULT_TRAIN,
            synthetic::DEFAULT_TEST,
            SYNTHETIC_SEED,
        )),
        Dataset::Mnist => {
            let mut downloads = context.events.downloads();
            Ok(mnist::load(
                &request(data_dir, context),
                downloads.as_mut(),
            )?)
        }
    }
}

/// The digits of a run, without what its settings exclude from training.
///
/// # Errors
///
/// [`AppError::Data`].
pub fn of_run(settings: &Settings, context: &Context<'_>) -> Result<Digits, AppError> {
    let digits = load(settings.dataset, settings.data_dir.clone(), context)?;
    let Some(path) = &settings.exclude else {
        return Ok(digits);
    };
    let train = digits.train.without(&Exclusions::read(path)?)?;
    Ok(Digits { train, ..digits })
}

/// Where MNIST is looked for.
pub fn request(data_dir: Option<PathBuf>, context: &Context<'_>) -> Request {
    Request {
        data_dir,
        cache: context.cache.clone(),
    }
}
