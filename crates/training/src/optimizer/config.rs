//! The choice of optimizer and its hyper-parameters.

use std::fmt;
use std::str::FromStr;

use burn_mnist_run::record::SettingsRecord;
use serde::{Deserialize, Serialize};

/// How a step follows from the gradient g of the loss, with learning rate a. All are Burn's own.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Algorithm {
    /// m = 0.9 m + 0.1 g; v = 0.999 v + 0.001 g²; w = w - a m' / (sqrt(v') + 1e-7), m' and v' being
    /// corrected for their start at 0 (Kingma and Ba 2015, algorithm 1, with Keras's constants).
    #[default]
    Adam,
    /// Adam with decoupled weight decay: also w = w - a d w (Loshchilov and Hutter
    /// 2019, algorithm 2), d being the weight decay.
    AdamW,
    /// v = p v + g; w = w - a v, p being the momentum (Polyak 1964, as PyTorch writes it: the first
    /// step's v is g).
    Sgd,
    /// v = 0.9 v + 0.1 g²; w = w - a g / (sqrt(v) + 1e-7) (Tieleman and Hinton 2012, lecture 6e).
    RmsProp,
}

/// The text does not name an [`Algorithm`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected adam, adamw, sgd or rmsprop")]
pub struct ParseAlgorithmError;

impl Algorithm {
    /// All there are.
    pub const ALL: [Self; 4] = [Self::Adam, Self::AdamW, Self::Sgd, Self::RmsProp];

    /// The name that flags and files use.
    pub fn name(self) -> &'static str {
        match self {
            Self::Adam => "adam",
            Self::AdamW => "adamw",
            Self::Sgd => "sgd",
            Self::RmsProp => "rmsprop",
        }
    }

    /// Whether it has a momentum to set.
    pub fn takes_momentum(self) -> bool {
        matches!(self, Self::Sgd | Self::RmsProp)
    }
}

impl fmt::Display for Algorithm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Algorithm {
    type Err = ParseAlgorithmError;

    fn from_str(text: &str) -> Result<Self, ParseAlgorithmError> {
        let named = Self::ALL.into_iter().find(|one| one.name() == text);
        named.ok_or(ParseAlgorithmError)
    }
}

/// Settings name an optimizer that this version does not have.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("unknown optimizer {0}")]
pub(crate) struct UnknownOptimizer(String);

/// An algorithm and its numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct OptimizerConfig {
    /// How a step follows from a gradient.
    pub algorithm: Algorithm,
    /// Momentum, below 1: the share of the last step's movement that is kept. Only for SGD and RMSprop.
    pub momentum: f64,
    /// Weight decay d: AdamW takes a d w off each weight w itself; all others add d w to its gradient,
    /// which is the L2 penalty d/2 w².
    pub weight_decay: f64,
}

impl OptimizerConfig {
    /// The default momentum of an algorithm: 0.9 for SGD, 0 for the others.
    pub fn usual_momentum(algorithm: Algorithm) -> f64 {
        match algorithm {
            Algorithm::Sgd => 0.9,
            _ => 0.0,
        }
    }

    /// As a run's settings have it; a run that does not say so has Adam.
    ///
    /// # Errors
    ///
    /// The name of an optimizer that is not known.
    pub(crate) fn of_settings(settings: &SettingsRecord) -> Result<Self, UnknownOptimizer> {
        let algorithm = match settings.get("optimizer") {
            None => Algorithm::default(),
            Some(name) => serde_json::from_value(name.clone())
                .map_err(|_| UnknownOptimizer(name.to_string()))?,
        };
        let number = |key| settings.get(key).and_then(serde_json::Value::as_f64);
        Ok(Self {
            algorithm,
            momentum: number("momentum").unwrap_or(Self::usual_momentum(algorithm)),
            weight_decay: number("weight_decay").unwrap_or_default(),
        })
    }

    /// What Burn keeps of each parameter between steps, by the names its records have.
    pub(super) fn kept(&self) -> Kept {
        let moving = self.momentum > 0.0;
        match self.algorithm {
            Algorithm::Adam | Algorithm::AdamW => Kept {
                tensors: &["momentum.moment_1", "momentum.moment_2"],
                steps: Some("momentum.time"),
            },
            Algorithm::Sgd if moving => Kept {
                tensors: &["momentum.velocity"],
                steps: None,
            },
            Algorithm::Sgd => Kept {
                tensors: &[],
                steps: None,
            },
            Algorithm::RmsProp if moving => Kept {
                tensors: &["square_avg.square_avg", "centered.avg", "momentum.buf"],
                steps: None,
            },
            Algorithm::RmsProp => Kept {
                tensors: &["square_avg.square_avg", "centered.avg"],
                steps: None,
            },
        }
    }
}

/// What of a parameter is kept between steps.
pub(super) struct Kept {
    /// Tensors of the parameter's shape.
    pub(super) tensors: &'static [&'static str],
    /// The count of steps, where one is kept.
    pub(super) steps: Option<&'static str>,
}
