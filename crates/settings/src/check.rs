//! Which values a setting may have; a refusal names the key, what is accepted and what was given.

use burn_mnist_training::Schedule;

use crate::{Settings, SettingsError};

/// More layers than any use, and few enough that a mistake is told before it is trained.
const MOST_LAYERS: usize = 64;

/// The optimizers that take a momentum.
const MOMENTUM_OPTIMIZERS: &[&str] = &["sgd", "rmsprop"];

impl Settings {
    pub(crate) fn check(&self) -> Result<(), SettingsError> {
        within("epochs", self.epochs, 1, 100_000)?;
        within("batch_size", self.batch_size, 1, 1_000_000)?;
        within("keep", self.keep, 1, 1_000_000)?;
        if let Some(limit) = self.limit {
            within("limit", limit, 1, usize::MAX)?;
        }
        if i64::try_from(self.seed).is_err() {
            // TOML has no larger integers, and a run that cannot be written down cannot be repeated.
            return Err(refused("seed", &format!("0 to {}", i64::MAX), self.seed));
        }
        if let Some(patience) = self.patience {
            within("patience", patience, 1, 100_000)?;
            if self.validation == 0 {
                return Err(SettingsError::NeedsValidation { key: "patience" });
            }
        }
        self.check_network()?;
        self.check_rate()?;
        self.check_optimizer()
    }

    fn check_network(&self) -> Result<(), SettingsError> {
        let widths = self.hidden.as_slice();
        for width in widths {
            within("hidden", *width, 1, 65_536)?;
        }
        if widths.len() > MOST_LAYERS {
            let accepted = format!("at most {MOST_LAYERS} layers");
            return Err(refused("hidden", &accepted, widths.len()));
        }
        share("label_smoothing", self.label_smoothing)?;
        share("dropout", self.dropout)
    }

    fn check_rate(&self) -> Result<(), SettingsError> {
        above_0("learning_rate", self.learning_rate)?;
        if self.schedule == Schedule::Cosine && self.learning_rate > 1.0 {
            let accepted = "at most 1 with the cosine schedule";
            return Err(refused("learning_rate", accepted, self.learning_rate));
        }
        if let Some(epochs) = self.warmup_epochs
            && !(0.0..=self.epochs as f64).contains(&epochs)
        {
            let accepted = format!("0 to the {} epochs there are", self.epochs);
            return Err(refused("warmup_epochs", &accepted, epochs));
        }
        if let Some(epochs) = self.step_epochs {
            only_with("step_epochs", "schedule", &["step"], self.schedule.name())?;
            within("step_epochs", epochs, 1, 100_000)?;
        }
        if let Some(factor) = self.step_factor {
            only_with("step_factor", "schedule", &["step"], self.schedule.name())?;
            above_0("step_factor", factor)?;
        }
        Ok(())
    }

    fn check_optimizer(&self) -> Result<(), SettingsError> {
        if let Some(momentum) = self.momentum {
            only_with(
                "momentum",
                "optimizer",
                MOMENTUM_OPTIMIZERS,
                self.optimizer.name(),
            )?;
            share("momentum", momentum)?;
        }
        if let Some(norm) = self.clip_norm {
            above_0("clip_norm", norm)?;
        }
        if let Some(decay) = self.average {
            share("average", decay)?;
        }
        if !(0.0..f64::INFINITY).contains(&self.weight_decay) {
            let accepted = "a finite number from 0";
            return Err(refused("weight_decay", accepted, self.weight_decay));
        }
        Ok(())
    }
}

/// Refuses a setting that another setting's value makes meaningless.
fn only_with(
    key: &'static str,
    other: &'static str,
    needed: &'static [&'static str],
    found: &'static str,
) -> Result<(), SettingsError> {
    if needed.contains(&found) {
        return Ok(());
    }
    Err(SettingsError::OnlyWith {
        key,
        other,
        needed,
        found,
    })
}

fn above_0(key: &'static str, value: f64) -> Result<(), SettingsError> {
    match value > 0.0 && value.is_finite() {
        true => Ok(()),
        false => Err(refused(key, "a finite number above 0", value)),
    }
}

fn share(key: &'static str, value: f64) -> Result<(), SettingsError> {
    match (0.0..1.0).contains(&value) {
        true => Ok(()),
        false => Err(refused(key, "a number from 0 up to, but not, 1", value)),
    }
}

/// Refuses a number out of range.
pub fn within(
    key: &'static str,
    value: usize,
    least: usize,
    most: usize,
) -> Result<(), SettingsError> {
    if (least..=most).contains(&value) {
        return Ok(());
    }
    let accepted = match most {
        usize::MAX => format!("at least {least}"),
        most => format!("{least} to {most}"),
    };
    Err(refused(key, &accepted, value))
}

/// The error of a value that its key does not take.
pub fn refused(key: &'static str, accepted: &str, found: impl std::fmt::Display) -> SettingsError {
    SettingsError::Refused {
        key,
        accepted: accepted.to_owned(),
        found: found.to_string(),
    }
}
