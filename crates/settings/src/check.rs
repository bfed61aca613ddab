//! Which values a setting may have; a refusal names the key, what is accepted and what was given.

use std::fmt::Display;

use burn_mnist_model::Widths;
use burn_mnist_training::{Algorithm, Schedule};

use crate::{Settings, SettingsError};

type Checked = Result<(), SettingsError>;

/// The maximum number of layers: more than any use needs, and few enough to refuse a mistake before training.
const MOST_LAYERS: usize = 64;

/// Refuses a number out of range.
///
/// # Errors
///
/// The number is below `least` or above `most`.
pub fn within(key: &'static str, value: usize, least: usize, most: usize) -> Checked {
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
pub fn refused(key: &'static str, accepted: &str, found: impl Display) -> SettingsError {
    SettingsError::InvalidValue {
        key,
        accepted: accepted.to_owned(),
        found: found.to_string(),
    }
}

pub(crate) fn above_0(key: &'static str, value: &f64, _: &Settings) -> Checked {
    match *value > 0.0 && value.is_finite() {
        true => Ok(()),
        false => Err(refused(key, "a finite number above 0", value)),
    }
}

pub(crate) fn from_0(key: &'static str, value: &f64, _: &Settings) -> Checked {
    match (0.0..f64::INFINITY).contains(value) {
        true => Ok(()),
        false => Err(refused(key, "a finite number from 0", value)),
    }
}

pub(crate) fn share(key: &'static str, value: &f64, _: &Settings) -> Checked {
    match (0.0..1.0).contains(value) {
        true => Ok(()),
        false => Err(refused(key, "a number from 0 to below 1", value)),
    }
}

pub(crate) fn momentum(key: &'static str, momentum: &f64, all: &Settings) -> Checked {
    let needed = [Algorithm::Sgd, Algorithm::RmsProp];
    only_with(key, "optimizer", &needed, all.optimizer, Algorithm::name)?;
    share(key, momentum, all)
}

pub(crate) fn learning_rate(key: &'static str, rate: &f64, all: &Settings) -> Checked {
    above_0(key, rate, all)?;
    match all.schedule == Schedule::Cosine && *rate > 1.0 {
        true => Err(refused(key, "at most 1 with the cosine schedule", rate)),
        false => Ok(()),
    }
}

pub(crate) fn warmup_epochs(key: &'static str, warmup: &f64, all: &Settings) -> Checked {
    if (0.0..=all.epochs as f64).contains(warmup) {
        return Ok(());
    }
    let accepted = format!("0 to {}, the number of epochs", all.epochs);
    Err(refused(key, &accepted, warmup))
}

pub(crate) fn step_epochs(key: &'static str, epochs: &usize, all: &Settings) -> Checked {
    step_schedule(key, all)?;
    within(key, *epochs, 1, 100_000)
}

pub(crate) fn step_factor(key: &'static str, factor: &f64, all: &Settings) -> Checked {
    step_schedule(key, all)?;
    above_0(key, factor, all)
}

pub(crate) fn patience(key: &'static str, patience: &usize, all: &Settings) -> Checked {
    within(key, *patience, 1, 100_000)?;
    match all.validation {
        0 => Err(SettingsError::NeedsValidation { key }),
        _ => Ok(()),
    }
}

pub(crate) fn hidden(key: &'static str, hidden: &Widths, _: &Settings) -> Checked {
    let widths = hidden.as_slice();
    for width in widths {
        within(key, *width, 1, 65_536)?;
    }
    match widths.len() > MOST_LAYERS {
        true => {
            let accepted = format!("at most {MOST_LAYERS} layers");
            Err(refused(key, &accepted, widths.len()))
        }
        false => Ok(()),
    }
}

pub(crate) fn seed(key: &'static str, seed: &u64, _: &Settings) -> Checked {
    // TOML has no larger integers, and a run that cannot be written down cannot be repeated.
    match i64::try_from(*seed) {
        Ok(_) => Ok(()),
        Err(_) => Err(refused(key, &format!("0 to {}", i64::MAX), seed)),
    }
}

fn step_schedule(key: &'static str, all: &Settings) -> Checked {
    only_with(
        key,
        "schedule",
        &[Schedule::Step],
        all.schedule,
        Schedule::name,
    )
}

/// Refuses a setting that another setting's value makes meaningless.
fn only_with<T: Copy + PartialEq>(
    key: &'static str,
    other: &'static str,
    needed: &[T],
    found: T,
    name: fn(T) -> &'static str,
) -> Checked {
    match needed.contains(&found) {
        true => Ok(()),
        false => Err(SettingsError::OnlyWith {
            key,
            other,
            needed: needed.iter().copied().map(name).collect(),
            found: name(found),
        }),
    }
}
