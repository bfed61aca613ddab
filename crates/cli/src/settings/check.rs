//! Which values a setting may have; a refusal names flag and key, what is accepted and what was given.

use burn_mnist_training::Schedule;

use super::Settings;
use crate::failure::Failure;

impl Settings {
    pub(super) fn check(&self) -> Result<(), Failure> {
        within("epochs", self.epochs, 1, 100_000)?;
        within("batch-size", self.batch_size, 1, 1_000_000)?;
        within("hidden", self.hidden, 1, 65_536)?;
        if let Some(limit) = self.limit {
            within("limit", limit, 1, usize::MAX)?;
        }
        if i64::try_from(self.seed).is_err() {
            // TOML has no larger integers, and a run that cannot be written down cannot be repeated.
            return Err(refused("seed", &format!("0 to {}", i64::MAX), self.seed));
        }
        if !(self.learning_rate > 0.0 && self.learning_rate.is_finite()) {
            return Err(refused(
                "learning-rate",
                "a finite number above 0",
                self.learning_rate,
            ));
        }
        within("keep", self.keep, 1, 1_000_000)?;
        if let Some(patience) = self.patience {
            within("patience", patience, 1, 100_000)?;
            if self.validation == 0 {
                return Err(Failure::usage(
                    "--patience (config key `patience`) needs a validation split",
                )
                .hint("hold images back with --validation N"));
            }
        }
        if self.schedule == Schedule::Cosine && self.learning_rate > 1.0 {
            let accepted = "at most 1 with the cosine schedule";
            return Err(refused("learning-rate", accepted, self.learning_rate));
        }
        Ok(())
    }
}

/// Refuses a number out of range.
pub fn within(flag: &str, value: usize, least: usize, most: usize) -> Result<(), Failure> {
    if (least..=most).contains(&value) {
        return Ok(());
    }
    let accepted = match most {
        usize::MAX => format!("at least {least}"),
        most => format!("{least} to {most}"),
    };
    Err(refused(flag, &accepted, value))
}

/// The failure of a value that its flag and key do not take.
pub fn refused(flag: &str, accepted: &str, found: impl std::fmt::Display) -> Failure {
    let key = flag.replace('-', "_");
    let message = format!("--{flag} (config key `{key}`) takes {accepted}; found {found}");
    Failure {
        expected: Some(accepted.to_owned()),
        found: Some(found.to_string()),
        ..Failure::usage(message)
    }
}
