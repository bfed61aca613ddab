//! Labelled images for a command: real or synthetic, from where the user said.

use std::path::PathBuf;

use burn_mnist_data::mnist::{self, Request};
use burn_mnist_data::{Digits, Exclusions, synthetic};
use burn_mnist_settings::{Dataset, Settings};

use crate::failure::Failure;
use crate::output::Output;
use crate::progress::Downloads;

/// Synthetic digits are one fixed set, as MNIST is: a run's seed does not change its data.
const SYNTHETIC_SEED: u64 = 0;

/// Loads the digits, downloading real ones if they are nowhere here.
pub fn load(
    dataset: Dataset,
    data_dir: Option<PathBuf>,
    output: Output,
) -> Result<Digits, Failure> {
    match dataset {
        Dataset::Synthetic => Ok(synthetic::generate(
            synthetic::DEFAULT_TRAIN,
            synthetic::DEFAULT_TEST,
            SYNTHETIC_SEED,
        )),
        Dataset::Mnist => Ok(mnist::load(
            &request(data_dir),
            &mut Downloads::new(output),
        )?),
    }
}

/// The digits of a run, without what its settings exclude from training.
pub fn of_run(settings: &Settings, output: Output) -> Result<Digits, Failure> {
    let digits = load(settings.dataset, settings.data_dir.clone(), output)?;
    let Some(path) = &settings.exclude else {
        return Ok(digits);
    };
    let train = digits.train.without(&Exclusions::read(path)?)?;
    Ok(Digits { train, ..digits })
}

/// Where MNIST is looked for.
pub fn request(data_dir: Option<PathBuf>) -> Request {
    let cache = std::env::var_os("BURN_MNIST_CACHE").filter(|cache| !cache.is_empty());
    Request {
        data_dir,
        cache: cache.map(PathBuf::from),
    }
}
