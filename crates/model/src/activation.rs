//! The activation function of the hidden layers.

use std::fmt;
use std::str::FromStr;

use burn::tensor::{Tensor, activation};
use serde::{Deserialize, Serialize};

/// The function between two dense layers, z being a unit's weighted sum plus its bias.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Activation {
    /// max(0, z) (Nair and Hinton 2010).
    #[default]
    Relu,
    /// 1 / (1 + exp(-z)), between 0 and 1.
    Sigmoid,
    /// (exp(z) - exp(-z)) / (exp(z) + exp(-z)), between -1 and 1.
    Tanh,
    /// z times the share of a standard normal distribution below z (Hendrycks and Gimpel 2016), by the
    /// error function and not by its approximation.
    Gelu,
}

/// The text does not name an [`Activation`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected relu, sigmoid, tanh or gelu")]
pub struct ParseActivationError;

impl Activation {
    /// All there are.
    pub const ALL: [Self; 4] = [Self::Relu, Self::Sigmoid, Self::Tanh, Self::Gelu];

    /// The name that flags and files use.
    pub fn name(self) -> &'static str {
        match self {
            Self::Relu => "relu",
            Self::Sigmoid => "sigmoid",
            Self::Tanh => "tanh",
            Self::Gelu => "gelu",
        }
    }

    /// The function of every element.
    pub fn apply<const D: usize>(self, sums: Tensor<D>) -> Tensor<D> {
        match self {
            Self::Relu => activation::relu(sums),
            Self::Sigmoid => activation::sigmoid(sums),
            Self::Tanh => activation::tanh(sums),
            Self::Gelu => activation::gelu(sums),
        }
    }
}

impl fmt::Display for Activation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Activation {
    type Err = ParseActivationError;

    fn from_str(text: &str) -> Result<Self, ParseActivationError> {
        let named = Self::ALL.into_iter().find(|one| one.name() == text);
        named.ok_or(ParseActivationError)
    }
}

#[cfg(test)]
mod tests {
    use burn::tensor::Device;

    use super::*;

    #[test]
    fn names_are_read_as_they_are_written() {
        for activation in Activation::ALL {
            assert_eq!(activation.to_string().parse(), Ok(activation));
            let json = serde_json::to_string(&activation).unwrap();
            assert_eq!(json, format!("\"{activation}\""));
        }
        assert_eq!("ReLU".parse::<Activation>(), Err(ParseActivationError));
    }

    /// PyTorch 2.15's `relu`, `sigmoid`, `tanh` and `gelu` of -2, -0.5, 0, 0.5, 2 in float64.
    #[test]
    fn values_are_pytorchs() {
        let sums = [-2.0_f32, -0.5, 0.0, 0.5, 2.0];
        let expected = [
            (Activation::Relu, [0.0, 0.0, 0.0, 0.5, 2.0]),
            (
                Activation::Sigmoid,
                [0.119_202_92, 0.377_540_67, 0.5, 0.622_459_33, 0.880_797_1],
            ),
            (
                Activation::Tanh,
                [-0.964_027_6, -0.462_117_16, 0.0, 0.462_117_16, 0.964_027_6],
            ),
            (
                Activation::Gelu,
                [
                    -0.045_500_264,
                    -0.154_268_77,
                    0.0,
                    0.345_731_23,
                    1.954_499_7,
                ],
            ),
        ];
        for (activation, expected) in expected {
            let values = activation.apply(Tensor::<1>::from_floats(sums, &Device::flex()));
            let values: Vec<f32> = values.try_into_vec_as().unwrap();
            for (value, expected) in values.iter().zip(expected) {
                assert!((value - expected).abs() < 1e-6, "{activation}: {values:?}");
            }
        }
    }
}
