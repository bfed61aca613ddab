//! The images of a run: loaded, split, limited, and described for its record.

use burn_mnist_data::{DigitSet, Splits, split};
use burn_mnist_run::RunDirectory;
use burn_mnist_run::record::DatasetRecord;

use crate::digits;
use crate::failure::{Failure, Kind};
use crate::output::Output;
use crate::settings::Settings;

/// What is trained, validated and tested on.
pub struct Prepared {
    pub splits: Splits,
    pub test: DigitSet,
    pub record: DatasetRecord,
}

/// Loads the digits and parts them as the settings say.
pub fn prepare(settings: &Settings, output: Output) -> Result<Prepared, Failure> {
    let digits = digits::of_run(settings, output)?;
    let splits = split::split(&digits.train, settings.validation, settings.seed)?;
    let limit = settings.limit.unwrap_or(usize::MAX);
    let splits = Splits {
        train: splits.train.first(limit),
        validation: splits.validation.first(limit),
    };
    let test = digits.test.first(limit);
    let record = DatasetRecord {
        name: settings.dataset.name().to_owned(),
        source: digits.source.clone(),
        classes: digits.classes.clone(),
        train_sha256: digits.train.sha256(),
        test_sha256: digits.test.sha256(),
        train_count: splits.train.len(),
        validation_count: splits.validation.len(),
        test_count: test.len(),
        limit: settings.limit,
    };
    Ok(Prepared {
        splits,
        test,
        record,
    })
}

impl Prepared {
    /// Where the digits came from, for people.
    pub fn source(&self) -> &str {
        &self.record.source
    }

    /// Refuses digits that `run` was not trained on.
    pub fn check_same(&self, recorded: &DatasetRecord, run: &RunDirectory) -> Result<(), Failure> {
        for (set, expected, found) in [
            (
                "training",
                &recorded.train_sha256,
                &self.record.train_sha256,
            ),
            ("test", &recorded.test_sha256, &self.record.test_sha256),
        ] {
            if expected != found {
                let message = format!(
                    "{}: not the {set} set of {}: expected SHA-256 {expected}, found {found}",
                    self.source(),
                    run.root().display()
                );
                return Err(Failure {
                    expected: Some(expected.clone()),
                    found: Some(found.clone()),
                    ..Failure::new(Kind::Data, message)
                }
                .hint("point --data-dir at the files the run was begun with"));
            }
        }
        Ok(())
    }
}
