//! The schema of `records.jsonl`: one JSON object a line, one line a measurement.
//!
//! `artifacts/README.md` describes it for those who read it with other tools.

mod case;
mod judgement;
mod measurement;
mod subject;

pub use case::{Case, Op, Workload};
pub use judgement::{Parity, Trajectory};
pub use measurement::{Curve, Limits, LimitsSource, Point, Sample, WarmUp};
pub use subject::{Software, Subject};

use serde::{Deserialize, Serialize};

use crate::machine::Environment;

/// The version of every record this crate writes.
pub const RECORD_VERSION: u32 = 1;

/// A line of `records.jsonl`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Record {
    /// Version of this line's schema.
    pub schema_version: u32,
    /// The comparison it was made in.
    pub comparison: String,
    /// When, RFC 3339.
    pub time: String,
    /// Names the machine, without naming its owner: records of one machine have one name.
    #[serde(default)]
    pub machine: String,
    /// What was found.
    #[serde(flatten)]
    pub event: Event,
}

/// What a record says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Event {
    /// The first line: where, and with what.
    Begin {
        /// The machine before anything was measured.
        environment: Box<Environment>,
        /// The program.
        software: Software,
        /// What was asked for, as a config file would say it.
        settings: serde_json::Value,
        /// The label of the machine, if one was given.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        label: Option<String>,
    },
    /// Something that will be measured.
    Subject {
        /// What it is.
        subject: Subject,
    },
    /// Whether it computes what the reference computes.
    Parity {
        /// Whose.
        subject: Subject,
        /// How near it came.
        parity: Parity,
    },
    /// Whether it learns as the reference learns.
    Trajectory {
        /// Whose.
        subject: Subject,
        /// How near it came.
        trajectory: Trajectory,
    },
    /// The peak rates of its device.
    Limits {
        /// Whose.
        subject: Subject,
        /// Found in this comparison.
        limits: Limits,
    },
    /// What came before the measured repeats.
    WarmUp {
        /// Whose.
        subject: Subject,
        /// Of what.
        case: Case,
        /// How long.
        warm_up: WarmUp,
    },
    /// A measured repeat.
    Sample {
        /// Whose.
        subject: Subject,
        /// Of what.
        case: Case,
        /// Counted from 0.
        repeat: usize,
        /// What was measured.
        sample: Sample,
        /// The accuracy's course, where that is what was timed.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        curve: Option<Curve>,
    },
    /// Something that could not be measured.
    Failure {
        /// Whose.
        subject: Subject,
        /// Of what; all of it where absent.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        case: Option<Case>,
        /// Why.
        reason: String,
    },
    /// The last line of a comparison that came to its end.
    End {
        /// The machine afterwards.
        environment: Box<Environment>,
        /// What to know before the figures are believed.
        warnings: Vec<String>,
    },
}

impl Event {
    /// Whose record this is, if it is somebody's.
    pub fn subject(&self) -> Option<&Subject> {
        match self {
            Self::Begin { .. } | Self::End { .. } => None,
            Self::Subject { subject }
            | Self::Parity { subject, .. }
            | Self::Trajectory { subject, .. }
            | Self::Limits { subject, .. }
            | Self::WarmUp { subject, .. }
            | Self::Sample { subject, .. }
            | Self::Failure { subject, .. } => Some(subject),
        }
    }
}
