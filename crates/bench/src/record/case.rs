//! What is measured: a workload with its parameters.

use std::fmt;

use serde::{Deserialize, Serialize};

/// One cell of the matrix.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Case {
    /// What is done.
    pub workload: Workload,
    /// Images at a time, where that matters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub batch_size: Option<usize>,
    /// Units of the hidden layer.
    pub hidden: usize,
    /// The operation, of [`Workload::Ops`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub op: Option<Op>,
}

/// What is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Workload {
    /// Training steps.
    Train,
    /// From 8-bit pixels to probabilities.
    Infer,
    /// From a process that does not exist to a first prediction.
    Load,
    /// From a process that does not exist to a test accuracy.
    TimeToAccuracy,
    /// The network's own operations, one by one.
    Ops,
}

/// An operation of the network.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Op {
    /// `[batch, 784] x [784, hidden]`.
    HiddenForward,
    /// `[784, batch] x [batch, hidden]`, the gradient of the hidden weight.
    HiddenGradient,
    /// `[batch, hidden] x [hidden, 10]`.
    OutputForward,
    /// Bias and ReLU over `[batch, hidden]`.
    BiasRelu,
    /// Adam's update of the hidden weight, `[784, hidden]`, in Burn's tensor operations.
    Adam,
}

impl Workload {
    /// All of them, in the order they are measured and shown.
    pub const ALL: [Self; 5] = [
        Self::Train,
        Self::Infer,
        Self::Load,
        Self::TimeToAccuracy,
        Self::Ops,
    ];

    /// As flags and records spell it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Train => "train",
            Self::Infer => "infer",
            Self::Load => "load",
            Self::TimeToAccuracy => "time_to_accuracy",
            Self::Ops => "ops",
        }
    }

    /// Whether it starts with a process that does not exist yet.
    pub(crate) fn is_cold(self) -> bool {
        matches!(self, Self::Load | Self::TimeToAccuracy)
    }
}

impl Op {
    /// All of them, in a step's order.
    pub const ALL: [Self; 5] = [
        Self::HiddenForward,
        Self::BiasRelu,
        Self::OutputForward,
        Self::HiddenGradient,
        Self::Adam,
    ];

    /// As records spell it.
    pub fn name(self) -> &'static str {
        match self {
            Self::HiddenForward => "hidden_forward",
            Self::HiddenGradient => "hidden_gradient",
            Self::OutputForward => "output_forward",
            Self::BiasRelu => "bias_relu",
            Self::Adam => "adam",
        }
    }
}

impl Case {
    /// In words, for tables in which all networks have the same hidden units.
    pub(crate) fn without_hidden(&self) -> String {
        let op = self.op.map(|op| format!(" {}", op.name()));
        let batch = self.batch_size.map(|size| format!(", batch {size}"));
        let name = self.workload.name();
        format!(
            "{name}{}{}",
            op.unwrap_or_default(),
            batch.unwrap_or_default()
        )
    }
}

impl fmt::Display for Case {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}, hidden {}", self.without_hidden(), self.hidden)
    }
}
