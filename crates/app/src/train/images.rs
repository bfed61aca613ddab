//! The images of a run: loaded, split, limited, and described for its record.

use burn_mnist_data::{DigitSet, Digits, Folds, Splits, split};
use burn_mnist_run::RunDirectory;
use burn_mnist_run::record::DatasetRecord;
use burn_mnist_settings::Settings;

use super::error::RunRequestError;
use crate::context::Context;
use crate::digits;
use crate::error::AppError;

/// All images there are, for one run or many.
pub struct Loaded {
    digits: Digits,
    /// What names them; counts and limit are a run's.
    record: DatasetRecord,
}

/// What is trained, validated and tested on.
pub struct Images {
    pub splits: Splits,
    /// Absent where nobody is to look at it.
    pub test: Option<DigitSet>,
    pub record: DatasetRecord,
}

/// Loads the digits and parts them as the settings say.
pub fn prepare(settings: &Settings, context: &Context<'_>) -> Result<Images, AppError> {
    let loaded = Loaded::load(settings, context)?;
    let images = loaded.part(settings)?;
    let test = loaded.digits.test.first(limit(settings));
    Ok(images.with_test(test))
}

impl Loaded {
    /// Loads the digits that the settings name.
    pub fn load(settings: &Settings, context: &Context<'_>) -> Result<Self, AppError> {
        let digits = digits::of_run(settings, context)?;
        let record = DatasetRecord {
            name: settings.dataset.name().to_owned(),
            source: digits.source.clone(),
            classes: digits.classes.clone(),
            train_sha256: digits.train.sha256(),
            test_sha256: digits.test.sha256(),
            ..DatasetRecord::default()
        };
        Ok(Self { digits, record })
    }

    /// SHA-256 over the whole training set.
    pub fn train_sha256(&self) -> &str {
        &self.record.train_sha256
    }

    /// How many training images there are.
    pub fn train_count(&self) -> usize {
        self.digits.train.len()
    }

    /// The training images, as many as the settings' limit leaves.
    pub fn train(&self, settings: &Settings) -> DigitSet {
        self.digits.train.first(limit(settings))
    }

    /// Training and validation split as the settings say, without a test set.
    pub fn part(&self, settings: &Settings) -> Result<Images, AppError> {
        let splits = split::split(&self.digits.train, settings.validation, settings.seed)?;
        let limit = limit(settings);
        let splits = Splits {
            train: splits.train.first(limit),
            validation: splits.validation.first(limit),
        };
        Ok(self.images(splits, settings))
    }

    /// All but one fold to train on and that fold, counted from 0, to validate on, without a test set.
    /// `train` is what was parted into folds.
    pub fn fold(
        &self,
        train: &DigitSet,
        folds: &Folds,
        fold: usize,
        settings: &Settings,
    ) -> Images {
        self.images(folds.splits(train, fold), settings)
    }

    fn images(&self, splits: Splits, settings: &Settings) -> Images {
        let record = DatasetRecord {
            train_count: splits.train.len(),
            validation_count: splits.validation.len(),
            limit: settings.limit,
            ..self.record.clone()
        };
        Images {
            splits,
            test: None,
            record,
        }
    }
}

impl Images {
    fn with_test(mut self, test: DigitSet) -> Self {
        self.record.test_count = test.len();
        self.test = Some(test);
        self
    }

    /// Where the digits came from, for people.
    pub fn source(&self) -> &str {
        &self.record.source
    }

    /// Refuses digits that `run` was not trained on.
    pub fn check_same(&self, recorded: &DatasetRecord, run: &RunDirectory) -> Result<(), AppError> {
        for (split, expected, found) in [
            (
                "training",
                &recorded.train_sha256,
                &self.record.train_sha256,
            ),
            ("test", &recorded.test_sha256, &self.record.test_sha256),
        ] {
            if expected != found {
                return Err(RunRequestError::OtherImages {
                    images: self.source().to_owned(),
                    split,
                    run: run.root().to_owned(),
                    expected: expected.clone(),
                    found: found.clone(),
                }
                .into());
            }
        }
        Ok(())
    }
}

fn limit(settings: &Settings) -> usize {
    settings.limit.unwrap_or(usize::MAX)
}
