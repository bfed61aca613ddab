//! What a comparison asks of a worker, and what it hears: one line of JSON each way.
//!
//! `crates/bench/PROTOCOL.md` says the same for those who write a worker in another language.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use crate::record::{Case, Limits, Point, Sample, Subject, WarmUp};

/// Pixels of an image, and so inputs of every network that is compared.
pub const PIXELS: usize = 784;

/// Logits of an image.
pub const CLASSES: usize = 10;

/// How a reason begins whose cause is a wrong result.
pub const WRONG: &str = "wrong: ";

/// How a reason begins whose cause is an accuracy that was not reached.
pub const MISSED: &str = "did not reach";

/// What a worker is asked to do.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "snake_case")]
pub enum Request {
    /// Say what you are; answered by a [`Subject`].
    Hello,
    /// Read these images; answered by [`DataRead`].
    Data {
        /// Holds the four raw IDX files.
        directory: PathBuf,
    },
    /// Train, and write the weights out: asked of one worker, so that all others have something
    /// trained to agree on. Answered by [`Nothing`].
    Learn {
        /// Where to begin.
        weights: WeightsFiles,
        /// How long.
        steps: usize,
        /// Images a step.
        batch_size: usize,
        /// Where to write.
        out: WeightsFiles,
    },
    /// Forward pass over all test images; answered by [`Logits`].
    Parity {
        /// The network.
        weights: WeightsFiles,
    },
    /// Training steps over the training images in their order; answered by [`Losses`].
    Trajectory {
        /// Where to begin.
        weights: WeightsFiles,
        /// Images a step.
        batch_size: usize,
        /// How many steps.
        steps: usize,
        /// Adam's step size.
        learning_rate: f64,
    },
    /// Set a case up and warm up; answered by a [`WarmUp`].
    Prepare {
        /// What to measure.
        case: Preparation,
    },
    /// Run the prepared case; answered by a [`Sample`].
    Sample,
    /// Drop the prepared case; answered by [`Nothing`].
    Release,
    /// Find the device's peak rates; answered by [`Limits`].
    Limits {
        /// About how long that may take for each of the two.
        seconds: f64,
    },
    /// Weights from the disk and a prediction with them; answered by [`Loaded`].
    Load {
        /// The network.
        weights: WeightsFiles,
    },
    /// Train until the test accuracy is reached; answered by a [`Course`].
    TimeToAccuracy(TimeToAccuracy),
}

/// The same weights as a checkpoint has them, and bare.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WeightsFiles {
    /// Units of the hidden layer.
    pub hidden: usize,
    /// A checkpoint's `model.bpk`; absent for initial weights.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub burnpack: Option<PathBuf>,
    /// Little-endian `f32`: hidden weight, hidden bias, output weight, output bias, row-major.
    pub raw: PathBuf,
}

/// A case, and how it is to be measured.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Preparation {
    /// What to measure.
    #[serde(flatten)]
    pub case: Case,
    /// How long a sample should take.
    pub sample_seconds: f64,
    /// How long to warm up at least, the first iteration included.
    pub warm_up_seconds: f64,
    /// How many further iterations to time one by one.
    pub latencies: usize,
}

/// Training until an accuracy is reached.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TimeToAccuracy {
    /// Where to begin.
    pub weights: WeightsFiles,
    /// Seed of the data's order.
    pub seed: u64,
    /// The test accuracy to reach, 0 to 1.
    pub target: f64,
    /// Images a step.
    pub batch_size: usize,
    /// Adam's step size.
    pub learning_rate: f64,
    /// Steps between two evaluations.
    pub evaluate_every: usize,
    /// Epochs after which it is given up.
    pub max_epochs: usize,
    /// Holds the four raw IDX files.
    pub directory: PathBuf,
}

/// Images that a worker has read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DataRead {
    /// Training images.
    pub train: usize,
    /// Test images.
    pub test: usize,
}

/// Logits of all test images, in order.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Logits {
    /// `[images, 10]`.
    pub logits: Vec<[f32; CLASSES]>,
}

/// The mean loss of each step's batch, before its update.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Losses {
    /// One a step, in nats.
    pub losses: Vec<f64>,
}

/// The answer to a request that returns nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Nothing {}

/// The first prediction with loaded weights.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Loaded {
    /// The class of a blank image.
    pub label: u8,
}

/// How training to an accuracy went.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Course {
    /// Whether the target was reached.
    pub reached: bool,
    /// Seconds since the process started, as far as it knows.
    pub elapsed_seconds: f64,
    /// Each evaluation.
    pub points: Vec<Point>,
}

/// A worker's line.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reply<T> {
    /// It did as asked.
    Ok(T),
    /// It could not, and says why.
    Error(String),
    /// It could not, says why, and ends.
    Fatal(String),
}

/// Any answer of the protocol.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Answer {
    /// To [`Request::Hello`].
    Subject(Subject),
    /// To [`Request::Data`].
    Data(DataRead),
    /// To [`Request::Parity`].
    Logits(Logits),
    /// To [`Request::Trajectory`].
    Losses(Losses),
    /// To [`Request::Prepare`].
    WarmUp(WarmUp),
    /// To [`Request::Sample`].
    Sample(Sample),
    /// To [`Request::Limits`].
    Limits(Limits),
    /// To [`Request::Load`].
    Loaded(Loaded),
    /// To [`Request::TimeToAccuracy`].
    Course(Course),
    /// To [`Request::Learn`] and [`Request::Release`].
    Nothing(Nothing),
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::record::Workload;

    #[test]
    fn requests_are_spelt_as_documented() {
        let case = Case {
            workload: Workload::Train,
            batch_size: Some(32),
            hidden: 128,
            op: None,
        };
        let request = Request::Prepare {
            case: Preparation {
                case,
                sample_seconds: 0.3,
                warm_up_seconds: 0.3,
                latencies: 200,
            },
        };
        let spelt = json!({"do": "prepare", "case": {
            "workload": "train", "batch_size": 32, "hidden": 128,
            "sample_seconds": 0.3, "warm_up_seconds": 0.3, "latencies": 200,
        }});
        assert_eq!(serde_json::to_value(&request).unwrap(), spelt);
        assert_eq!(serde_json::from_value::<Request>(spelt).unwrap(), request);
        assert_eq!(
            serde_json::to_value(Request::Hello).unwrap(),
            json!({"do": "hello"})
        );
    }

    #[test]
    fn replies_are_spelt_as_documented() {
        let reply = Reply::Ok(Answer::Loaded(Loaded { label: 3 }));
        assert_eq!(
            serde_json::to_value(reply).unwrap(),
            json!({"ok": {"label": 3}})
        );
        let refusal: Reply<Loaded> = serde_json::from_value(json!({"error": "no"})).unwrap();
        assert_eq!(refusal, Reply::Error("no".to_owned()));
    }
}
