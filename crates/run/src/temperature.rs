//! A softmax temperature: a number that logits can be divided by.

use serde::{Deserialize, Serialize};

/// What logits are divided by before they become probabilities: above 1 softens them, below 1 sharpens
/// them, and no label changes. Positive and finite.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "f64", into = "f64")]
pub struct Temperature(f64);

/// The number cannot be a temperature.
#[derive(Clone, Copy, Debug, PartialEq, thiserror::Error)]
#[error("expected a temperature above 0, found {0}")]
pub struct InvalidTemperature(f64);

impl Temperature {
    /// Probabilities as the network gives them.
    pub const ONE: Self = Self(1.0);

    /// A temperature, unless nothing can be divided by the number.
    pub fn new(value: f64) -> Option<Self> {
        (value.is_normal() && value > 0.0).then_some(Self(value))
    }

    /// The number.
    pub fn get(self) -> f64 {
        self.0
    }
}

impl TryFrom<f64> for Temperature {
    type Error = InvalidTemperature;

    fn try_from(value: f64) -> Result<Self, Self::Error> {
        Self::new(value).ok_or(InvalidTemperature(value))
    }
}

impl From<Temperature> for f64 {
    fn from(temperature: Temperature) -> Self {
        temperature.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_positive_finite_numbers_are_temperatures() {
        for value in [0.0, -1.0, f64::NAN, f64::INFINITY, 1e-320] {
            assert_eq!(Temperature::new(value), None, "{value}");
        }
        assert_eq!(Temperature::new(1.0), Some(Temperature::ONE));
        assert!(serde_json::from_str::<Temperature>("-2").is_err());
        let read: Temperature = serde_json::from_str("1.25").unwrap();
        assert_eq!(serde_json::to_string(&read).unwrap(), "1.25");
    }
}
