//! What is varied: `--grid` and `--range` as typed, checked against the keys of a config.

use burn_mnist_experiment::{Axis, NotAnAxis, Numbers, Values, key_and_values};

use crate::arguments::{self, Space, single};
use crate::failure::Failure;

/// Keys without which scores could not be compared, or that change no score, and what to do instead.
const FIXED: [(&str, &str); 9] = [
    ("seed", "--seeds N tries every point with N seeds"),
    ("validation", "scores of other images cannot be compared"),
    ("limit", "scores of other images cannot be compared"),
    ("dataset", "scores of other images cannot be compared"),
    ("data_dir", "scores of other images cannot be compared"),
    ("backend", "`burn-mnist compare` compares backends"),
    ("checkpoint_every", "it changes no score"),
    ("keep", "it changes no score"),
    ("out", "--out DIR names the sweep's directory"),
];

/// The lists and ranges, in the order they were typed.
pub fn axes(space: &Space) -> Result<Vec<Axis>, Failure> {
    let mut axes: Vec<Axis> = Vec::new();
    for (flag, text) in typed(space) {
        let refused = |error: NotAnAxis| Failure::usage(format!("--{flag} {text}: {error}"));
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
    let fixed = FIXED.iter().find(|(fixed, _)| *fixed == key);
    if let Some((_, instead)) = fixed {
        let message = format!("--{flag}: `{key}` is the same in all trials");
        return Err(Failure::usage(message).hint(*instead));
    }
    arguments::check_key(key).map_err(|failure| {
        let message = format!("--{flag}: {}", failure.message);
        Failure { message, ..failure }
    })
}

/// Which numbers a key takes.
fn numbers(key: &str) -> Result<Numbers, Failure> {
    let takes = |text: &str| single(key, text).is_ok();
    match (takes("0.5"), takes("1")) {
        (true, _) => Ok(Numbers::Real),
        (false, true) => Ok(Numbers::Whole),
        (false, false) => Err(Failure::usage(format!("--range: `{key}` is no number"))
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
        single(key, &value).map_err(|failure| {
            let message = format!("--{flag}: `{key}`: {}", failure.message);
            Failure { message, ..failure }
        })?;
    }
    Ok(())
}
