//! What is reported of a workload.

use serde::{Deserialize, Serialize};

use crate::record::{Sample, Workload};
use crate::statistics::Percentiles;

/// A figure of a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Metric {
    /// Images trained on, or predicted, a second.
    ImagesPerSecond,
    /// Half of the single iterations take no longer.
    LatencyP50,
    /// 95 of 100 take no longer.
    LatencyP95,
    /// 99 of 100 take no longer.
    LatencyP99,
    /// Seconds from before the process.
    Seconds,
    /// Time of one operation.
    OperationTime,
}

/// Which way is better.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Better {
    /// More is.
    Higher,
    /// Less is.
    Lower,
}

impl Metric {
    /// What a workload is reported by, the most telling first.
    pub fn of(workload: Workload) -> &'static [Self] {
        use Metric::{ImagesPerSecond, LatencyP50, LatencyP95, LatencyP99, OperationTime, Seconds};
        match workload {
            Workload::Train => &[ImagesPerSecond, LatencyP50, LatencyP95],
            Workload::Infer => &[ImagesPerSecond, LatencyP50, LatencyP95, LatencyP99],
            Workload::Load | Workload::TimeToAccuracy => &[Seconds],
            Workload::Ops => &[OperationTime],
        }
    }

    /// As records spell it.
    pub fn name(self) -> &'static str {
        match self {
            Self::ImagesPerSecond => "images_per_second",
            Self::LatencyP50 => "latency_p50",
            Self::LatencyP95 => "latency_p95",
            Self::LatencyP99 => "latency_p99",
            Self::Seconds => "seconds",
            Self::OperationTime => "operation_time",
        }
    }

    /// Its unit.
    pub fn unit(self) -> &'static str {
        match self {
            Self::ImagesPerSecond => "images/s",
            Self::Seconds => "s",
            _ => "us",
        }
    }

    /// Which way is better.
    pub fn better(self) -> Better {
        match self {
            Self::ImagesPerSecond => Better::Higher,
            _ => Better::Lower,
        }
    }

    /// A repeat's figure; absent where the repeat cannot support it.
    pub fn value(self, sample: &Sample) -> Option<f64> {
        let value = match self {
            Self::ImagesPerSecond => Some(sample.items as f64 / sample.seconds),
            Self::LatencyP50 => percentiles(sample).map(|found| found.p50),
            Self::LatencyP95 => percentiles(sample).and_then(|found| found.p95),
            Self::LatencyP99 => percentiles(sample).and_then(|found| found.p99),
            Self::Seconds => Some(sample.seconds),
            Self::OperationTime => Some(1e6 * sample.seconds / sample.iterations as f64),
        };
        value.filter(|value| value.is_finite())
    }
}

/// Percentiles of a sample's single iterations, where it has any.
fn percentiles(sample: &Sample) -> Option<Percentiles> {
    Percentiles::of(&sample.latencies_us)
}
