//! One figure of one subject, and what there is instead where it has none.

use crate::record::{Case, Curve, Sample, Subject, WarmUp};
use crate::results::{Metric, Participant};
use crate::statistics::{Ratio, Summary};

/// A figure.
#[derive(Clone, Debug)]
pub struct Row {
    /// The comparison it was measured in.
    pub comparison: String,
    /// Whose.
    pub subject: Subject,
    /// Of what.
    pub case: Case,
    /// Which.
    pub metric: Metric,
    /// The accuracy that was to be reached, where that is what was timed.
    pub target: Option<f64>,
    /// One value a repeat.
    pub values: Vec<f64>,
    /// Their summary.
    pub summary: Summary,
    /// What came before them.
    pub warm_up: Option<WarmUp>,
    /// What they took.
    pub cost: Cost,
    /// How many times as good as the baseline, which itself has none.
    pub speedup: Option<Ratio>,
    /// One more than there are subjects that are decidedly better at this.
    pub rank: usize,
    /// The least time this could take on this device, over the time it took; where both are known.
    pub roofline: Option<f64>,
}

/// What measured repeats took of the machine.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Cost {
    /// Cores kept busy: processor seconds a second.
    pub cores: Option<f64>,
    /// The process's largest resident memory, in bytes.
    pub peak_memory_bytes: Option<u64>,
    /// What the device's allocator held, in bytes.
    pub device_memory_bytes: Option<u64>,
    /// Energy of the processor package an image, in joules.
    pub joules_per_image: Option<f64>,
}

/// Something that was not measured.
#[derive(Clone, Debug, PartialEq)]
pub struct Failed {
    /// The comparison.
    pub comparison: String,
    /// Whose.
    pub subject: Subject,
    /// Of what; all of it where absent.
    pub case: Option<Case>,
    /// Why.
    pub reason: String,
}

/// Every single call that was timed.
#[derive(Clone, Debug, PartialEq)]
pub struct Latencies {
    /// The comparison.
    pub comparison: String,
    /// Whose.
    pub subject: Subject,
    /// Of what.
    pub case: Case,
    /// Of all repeats.
    pub microseconds: Vec<f64>,
}

/// Accuracy against wall clock.
#[derive(Clone, Debug, PartialEq)]
pub struct AccuracyCurve {
    /// The comparison.
    pub comparison: String,
    /// Whose.
    pub subject: Subject,
    /// How it went.
    pub curve: Curve,
}

impl Row {
    pub(super) fn new(
        (comparison, subject, case): (&str, &Subject, &Case),
        (metric, target): (Metric, Option<f64>),
        values: Vec<f64>,
        warm_up: Option<WarmUp>,
        cost: Cost,
    ) -> Option<Self> {
        Some(Self {
            comparison: comparison.to_owned(),
            subject: subject.clone(),
            case: case.clone(),
            metric,
            target,
            summary: Summary::of(&values)?,
            values,
            warm_up,
            cost,
            speedup: None,
            rank: 1,
            roofline: None,
        })
    }

    /// Times the baseline, which is 1.
    pub(crate) fn speedup_or_one(&self) -> f64 {
        self.speedup.as_ref().map_or(1.0, |ratio| ratio.value)
    }

    /// Whether it is a figure of this participant.
    pub(crate) fn is_of(&self, participant: &Participant) -> bool {
        self.comparison == participant.comparison && self.subject == participant.subject
    }

    /// Whether two rows are the same figure, perhaps of different subjects.
    pub(crate) fn is_comparable(&self, other: &Self) -> bool {
        self.case == other.case && self.metric == other.metric && self.target == other.target
    }
}

impl Cost {
    pub(super) fn of(samples: &[Sample]) -> Self {
        let total =
            |value: fn(&Sample) -> Option<f64>| -> Option<f64> { samples.iter().map(value).sum() };
        let seconds: f64 = samples.iter().map(|sample| sample.seconds).sum();
        let images: usize = samples.iter().map(|sample| sample.items).sum();
        let most = |value: fn(&Sample) -> Option<u64>| samples.iter().filter_map(value).max();
        Self {
            cores: total(|sample| sample.cpu_seconds)
                .map(|cpu| cpu / seconds)
                .filter(|cores| cores.is_finite()),
            peak_memory_bytes: most(|sample| sample.peak_memory_bytes),
            device_memory_bytes: most(|sample| sample.device_memory_bytes),
            joules_per_image: total(|sample| sample.energy_joules)
                .filter(|_| images > 0)
                .map(|joules| joules / images as f64),
        }
    }
}

impl Failed {
    /// Whether it trained, and did not reach the accuracy that was asked for.
    pub fn missed_target(&self) -> bool {
        self.reason.starts_with(crate::protocol::MISSED)
    }

    /// Whether it computes something else, rather than not at all.
    pub fn is_wrong(&self) -> bool {
        self.reason.starts_with(crate::protocol::WRONG)
    }
}
