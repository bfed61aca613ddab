//! How many hidden layers a network has, and how wide each is.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::input::{CLASSES, PIXELS};

/// Units of each hidden layer, from the pixels to the logits: `128`, or `256,64`. Never empty.
///
/// One layer is a number in files, several are a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Written", into = "Written")]
pub struct Widths(Vec<usize>);

/// The text or list is no [`Widths`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected the units of each hidden layer, such as 128 or 256,64")]
pub struct ParseWidthsError;

impl Widths {
    /// The widths, first layer first.
    pub fn as_slice(&self) -> &[usize] {
        &self.0
    }

    /// Units of the first hidden layer.
    pub fn first(&self) -> usize {
        self.0[0]
    }

    /// Weights and biases of the classifier with these hidden layers. Saturates, so that absurd widths give an
    /// absurdly large number.
    pub fn parameters(&self) -> u64 {
        let outputs = self.0.iter().copied().chain([CLASSES]);
        let inputs = [PIXELS].into_iter().chain(self.0.iter().copied());
        inputs.zip(outputs).fold(0, |sum: u64, (inputs, outputs)| {
            let weights = (inputs as u64 + 1).saturating_mul(outputs as u64);
            sum.saturating_add(weights)
        })
    }

    /// The widths of layers that exist; there is at least one.
    pub(crate) fn of(widths: impl Iterator<Item = usize>) -> Self {
        Self(widths.collect())
    }

    /// The width, where there is but one layer.
    pub fn single(&self) -> Option<usize> {
        match self.0[..] {
            [width] => Some(width),
            _ => None,
        }
    }
}

impl From<usize> for Widths {
    fn from(width: usize) -> Self {
        Self(vec![width])
    }
}

impl TryFrom<Vec<usize>> for Widths {
    type Error = ParseWidthsError;

    fn try_from(widths: Vec<usize>) -> Result<Self, ParseWidthsError> {
        match widths.is_empty() {
            true => Err(ParseWidthsError),
            false => Ok(Self(widths)),
        }
    }
}

impl FromStr for Widths {
    type Err = ParseWidthsError;

    fn from_str(text: &str) -> Result<Self, ParseWidthsError> {
        let widths = text.split(',').map(|width| width.trim().parse());
        let widths: Result<Vec<usize>, _> = widths.collect();
        widths
            .map_err(|_| ParseWidthsError)
            .and_then(Self::try_from)
    }
}

impl fmt::Display for Widths {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let widths: Vec<String> = self.0.iter().map(usize::to_string).collect();
        f.write_str(&widths.join(","))
    }
}

/// As files hold it.
#[derive(Serialize, Deserialize)]
#[serde(
    untagged,
    expecting = "expected the units of each hidden layer, such as 128 or [256, 64]"
)]
enum Written {
    One(usize),
    Several(Vec<usize>),
    Text(String),
}

impl TryFrom<Written> for Widths {
    type Error = ParseWidthsError;

    fn try_from(written: Written) -> Result<Self, ParseWidthsError> {
        match written {
            Written::One(width) => Ok(Self::from(width)),
            Written::Several(widths) => Self::try_from(widths),
            Written::Text(text) => text.parse(),
        }
    }
}

impl From<Widths> for Written {
    fn from(Widths(widths): Widths) -> Self {
        match widths[..] {
            [width] => Self::One(width),
            _ => Self::Several(widths),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_layer_is_a_number_and_several_are_a_list() {
        for (text, json) in [("128", "128"), ("256,64", "[256,64]")] {
            let widths: Widths = text.parse().unwrap();
            assert_eq!(widths.to_string(), text);
            assert_eq!(serde_json::to_string(&widths).unwrap(), json);
            assert_eq!(serde_json::from_str::<Widths>(json).unwrap(), widths);
        }
        assert_eq!("256, 64".parse::<Widths>().unwrap().single(), None);
        assert_eq!(
            serde_json::from_str::<Widths>("\"256,64\"")
                .unwrap()
                .as_slice(),
            [256, 64]
        );
    }

    #[test]
    fn parameters_are_weights_and_biases_of_every_layer() {
        assert_eq!(Widths::from(128).parameters(), 101_770);
        let two: Widths = "256,64".parse().unwrap();
        assert_eq!(two.parameters(), 785 * 256 + 257 * 64 + 65 * 10);
        assert_eq!(Widths::from(usize::MAX).parameters(), u64::MAX);
    }

    #[test]
    fn what_is_no_list_of_widths_is_refused() {
        for text in ["", ",", "128,", "-1", "1.5", "a"] {
            assert_eq!(text.parse::<Widths>(), Err(ParseWidthsError), "{text}");
        }
        for json in ["[]", "\"\"", "1.5", "[1, \"a\"]", "-3"] {
            assert!(serde_json::from_str::<Widths>(json).is_err(), "{json}");
        }
    }
}
