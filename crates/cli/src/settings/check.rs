//! Which values a setting may have; a refusal names flag and key, what is accepted and what was given.

use burn_mnist_training::Schedule;

use super::Settings;
use crate::failure::Failure;

/// More layers than any use, and few enough that a mistake is told before it is trained.
const MOST_LAYERS: usize = 64;

impl Settings {
    pub(super) fn check(&self) -> Result<(), Failure> {
        within("epochs", self.epochs, 1, 100_000)?;
        within("batch-size", self.batch_size, 1, 1_000_000)?;
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
                return Err(Failure::usage(
                    "--patience (config key `patience`) needs a validation split",
                )
                .hint("hold images back with --validation N"));
            }
        }
        self.check_network()?;
        self.check_rate()?;
        self.check_optimizer()
    }

    fn check_network(&self) -> Result<(), Failure> {
        let widths = self.hidden.as_slice();
        for width in widths {
            within("hidden", *width, 1, 65_536)?;
        }
        if widths.len() > MOST_LAYERS {
            let accepted = format!("at most {MOST_LAYERS} layers");
            return Err(refused("hidden", &accepted, widths.len()));
        }
        share("label-smoothing", self.label_smoothing)?;
        share("dropout", self.dropout)
    }

    fn check_rate(&self) -> Result<(), Failure> {
        above_0("learning-rate", self.learning_rate)?;
        if self.schedule == Schedule::Cosine && self.learning_rate > 1.0 {
            let accepted = "at most 1 with the cosine schedule";
            return Err(refused("learning-rate", accepted, self.learning_rate));
        }
        if let Some(epochs) = self.warmup_epochs
            && !(0.0..=self.epochs as f64).contains(&epochs)
        {
            let accepted = format!("0 to the {} epochs there are", self.epochs);
            return Err(refused("warmup-epochs", &accepted, epochs));
        }
        if let Some(epochs) = self.step_epochs {
            only_with("step-epochs", "schedule", "step", self.schedule.name())?;
            within("step-epochs", epochs, 1, 100_000)?;
        }
        if let Some(factor) = self.step_factor {
            only_with("step-factor", "schedule", "step", self.schedule.name())?;
            above_0("step-factor", factor)?;
        }
        Ok(())
    }

    fn check_optimizer(&self) -> Result<(), Failure> {
        if let Some(momentum) = self.momentum {
            if !self.optimizer.takes_momentum() {
                only_with(
                    "momentum",
                    "optimizer",
                    "sgd or rmsprop",
                    self.optimizer.name(),
                )?;
            }
            share("momentum", momentum)?;
        }
        if let Some(norm) = self.clip_norm {
            above_0("clip-norm", norm)?;
        }
        if let Some(decay) = self.average {
            share("average", decay)?;
        }
        if !(0.0..f64::INFINITY).contains(&self.weight_decay) {
            let accepted = "a finite number from 0";
            return Err(refused("weight-decay", accepted, self.weight_decay));
        }
        Ok(())
    }
}

/// Refuses a setting that another setting's value makes meaningless.
fn only_with(flag: &str, other: &str, needed: &str, found: &str) -> Result<(), Failure> {
    if needed == found {
        return Ok(());
    }
    let key = flag.replace('-', "_");
    let message =
        format!("--{flag} (config key `{key}`) goes with --{other} {needed}; it is {found}");
    Err(Failure {
        expected: Some(needed.to_owned()),
        found: Some(found.to_owned()),
        ..Failure::usage(message)
    }
    .hint(format!("leave --{flag} out, or say --{other} {needed}")))
}

fn above_0(flag: &str, value: f64) -> Result<(), Failure> {
    match value > 0.0 && value.is_finite() {
        true => Ok(()),
        false => Err(refused(flag, "a finite number above 0", value)),
    }
}

fn share(flag: &str, value: f64) -> Result<(), Failure> {
    match (0.0..1.0).contains(&value) {
        true => Ok(()),
        false => Err(refused(flag, "a number from 0 up to, but not, 1", value)),
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
