//! What is varied: `--grid` and `--range` as typed, checked against the keys of a config.

use burn_mnist_experiment::{Axis, Numbers, ParseAxisError, Values, key_and_values};
use burn_mnist_settings::{KEYS, Key, PartialSettings, SettingsError, Sweep};

use crate::arguments::Space;
use crate::failure::Failure;

/// The lists and ranges, in the order they were typed.
pub fn axes(space: &Space) -> Result<Vec<Axis>, Failure> {
    let mut axes: Vec<Axis> = Vec::new();
    for (flag, text) in typed(space) {
        let refused = |error: ParseAxisError| Failure::usage(format!("--{flag} {text}: {error}"));
        let (key, _) = key_and_values(text).map_err(refused)?;
        check_key(flag, &key)?;
        let axis = match flag {
            "range" => {
                let numbers = numbers(&key)?;
                Axis::drawn(text, |_| numbers).map_err(refused)?
            }
            _ => Axis::listed(text).map_err(refused)?,
        };
        if axes.iter().any(|other| other.key == axis.key) {
            return Err(Failure::usage(format!("`{key}` is varied twice"))
                .hint("give all its values in one list"));
        }
        check_values(flag, &axis)?;
        axes.push(axis);
    }
    Ok(axes)
}

fn typed(space: &Space) -> impl Iterator<Item = (&'static str, &String)> {
    let lists = space.grid.iter().map(|text| ("grid", text));
    lists.chain(space.range.iter().map(|text| ("range", text)))
}

fn check_key(flag: &str, key: &str) -> Result<(), Failure> {
    let key = Key::find(key).map_err(|error| {
        let error = match error {
            SettingsError::UnknownKey { key, .. } => SettingsError::UnknownKey {
                key,
                known: varying(),
            },
            other => other,
        };
        let failure = Failure::from(error);
        let message = format!("--{flag}: {}", failure.message);
        Failure { message, ..failure }
    })?;
    let instead = match key.sweep {
        Sweep::Varies => return Ok(()),
        Sweep::Seeds => "--seeds N tries every point with N seeds",
        Sweep::ChoosesImages => "scores of other images cannot be compared",
        Sweep::Backend => "`burn-mnist compare` compares backends",
        Sweep::ChangesNoScore => "it changes no score",
        Sweep::Directory => "--out DIR names the sweep's directory",
    };
    let message = format!("--{flag}: `{}` cannot vary between trials", key.name);
    Err(Failure::usage(message).hint(instead))
}

/// The keys that a sweep may vary.
fn varying() -> Vec<&'static str> {
    let keys = KEYS.iter().filter(|key| key.sweep == Sweep::Varies);
    keys.map(|key| key.name).collect()
}

/// Which numbers a key takes.
fn numbers(key: &str) -> Result<Numbers, Failure> {
    let takes = |text: &str| PartialSettings::single(key, text).is_ok();
    match (takes("0.5"), takes("1")) {
        (true, _) => Ok(Numbers::Real),
        (false, true) => Ok(Numbers::Whole),
        (false, false) => Err(Failure::usage(format!("--range: `{key}` is not a number"))
            .hint(format!("list its values: --grid {key}=..."))),
    }
}

fn check_values(flag: &str, axis: &Axis) -> Result<(), Failure> {
    let key = &axis.key;
    let values = match &axis.values {
        Values::Listed(values) => values.clone(),
        Values::Drawn(range, numbers) if !range.is_of(*numbers) => {
            return Err(Failure::usage(format!(
                "--{flag} {key}={range}: `{key}` takes whole numbers from 0"
            )));
        }
        Values::Drawn(range, _) => range.ends().to_vec(),
    };
    for value in values {
        PartialSettings::single(key, &value).map_err(|error| {
            let failure = Failure::from(error);
            let message = format!("--{flag}: `{key}`: {}", failure.message);
            Failure { message, ..failure }
        })?;
    }
    Ok(())
}
