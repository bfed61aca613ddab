//! One setting that is varied, and the values it takes: `learning_rate=1e-3,3e-3`, `hidden=64;256,64`.

use crate::range::{Numbers, ParseRangeError, Range};

/// A setting that is varied.
#[derive(Clone, Debug, PartialEq)]
pub struct Axis {
    /// Its config key.
    pub key: String,
    /// What it may be.
    pub values: Values,
}

/// The values of an [`Axis`].
#[derive(Clone, Debug, PartialEq)]
pub enum Values {
    /// These, as flags spell them.
    Listed(Vec<String>),
    /// Numbers drawn from a range.
    Drawn(Range, Numbers),
}

/// The text is not a [`Axis`].
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ParseAxisError {
    /// There is no `KEY=` in front, or nothing behind it.
    #[error("expected KEY=V1,V2,..., or KEY=V1;V2;... for values that contain commas")]
    Shape,
    /// A value stands there twice, which would weigh it double.
    #[error("{0} is listed twice")]
    Twice(String),
    /// The range is not valid.
    #[error(transparent)]
    Range(#[from] ParseRangeError),
}

/// Splits `KEY=VALUES`; a key may be spelled as its flag is.
///
/// # Errors
///
/// [`ParseAxisError::Shape`].
pub fn key_and_values(text: &str) -> Result<(String, &str), ParseAxisError> {
    let (key, values) = text.split_once('=').ok_or(ParseAxisError::Shape)?;
    let key = key.trim().trim_start_matches("--").replace('-', "_");
    match key.is_empty() || values.trim().is_empty() {
        true => Err(ParseAxisError::Shape),
        false => Ok((key, values.trim())),
    }
}

impl Axis {
    /// A list of values: parted by semicolons where there is one, else by commas.
    ///
    /// # Errors
    ///
    /// [`ParseAxisError`].
    pub fn listed(text: &str) -> Result<Self, ParseAxisError> {
        let (key, values) = key_and_values(text)?;
        let separator = if values.contains(';') { ';' } else { ',' };
        // One value with commas ends in a semicolon.
        let values = values.strip_suffix(';').unwrap_or(values);
        let values: Vec<String> = values
            .split(separator)
            .map(|value| value.trim().to_owned())
            .collect();
        if values.iter().any(String::is_empty) {
            return Err(ParseAxisError::Shape);
        }
        for (index, value) in values.iter().enumerate() {
            if values[..index].contains(value) {
                return Err(ParseAxisError::Twice(value.clone()));
            }
        }
        Ok(Self {
            key,
            values: Values::Listed(values),
        })
    }

    /// A range of numbers of the kind that the setting takes, which `kind` knows by its key.
    ///
    /// # Errors
    ///
    /// [`ParseAxisError`].
    pub fn drawn(text: &str, kind: impl FnOnce(&str) -> Numbers) -> Result<Self, ParseAxisError> {
        let (key, range) = key_and_values(text)?;
        let numbers = kind(&key);
        Ok(Self {
            values: Values::Drawn(range.parse()?, numbers),
            key,
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn listed(text: &str) -> Vec<String> {
        match Axis::listed(text).unwrap().values {
            Values::Listed(values) => values,
            Values::Drawn(..) => panic!("a list"),
        }
    }

    #[test]
    fn values_are_parted_by_commas_or_where_they_have_those_by_semicolons() {
        assert_eq!(listed("hidden=64, 128"), ["64", "128"]);
        assert_eq!(listed("hidden=64;256,64"), ["64", "256,64"]);
        assert_eq!(listed("hidden=256,64;"), ["256,64"]);
        assert_eq!(
            listed("augment=shift=2;shift=2,rotate=10"),
            ["shift=2", "shift=2,rotate=10"]
        );
        assert_eq!(Axis::listed("--batch-size=32").unwrap().key, "batch_size");
    }

    #[test]
    fn what_is_no_list_is_refused() {
        for text in [
            "",
            "=1",
            "hidden",
            "hidden=",
            "hidden=1,,2",
            "hidden=,",
            "hidden=;",
        ] {
            assert_eq!(Axis::listed(text), Err(ParseAxisError::Shape), "{text}");
        }
        let twice = ParseAxisError::Twice("64".to_owned());
        assert_eq!(Axis::listed("hidden=64,128,64"), Err(twice));
        let kind = |_: &str| Numbers::Real;
        assert_eq!(Axis::drawn("dropout=1", kind), Err(ParseRangeError.into()));
    }

    proptest! {
        #[test]
        fn a_list_is_read_as_it_was_written(
            values in prop::collection::btree_set("[a-z0-9.,=-]{1,8}", 1..6),
        ) {
            let values: Vec<String> = values.into_iter().collect();
            prop_assert_eq!(listed(&format!("key={};", values.join(";"))), values);
        }
    }
}
