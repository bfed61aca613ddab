//! How the learning rate changes over a run.

use std::str::FromStr;

use burn::lr_scheduler::LrSchedulerRecord;
use burn::lr_scheduler::cosine::CosineAnnealingLrSchedulerConfig;
use burn::lr_scheduler::module_lr_scheduler::ModuleLrScheduler;
use burn::tensor::Bytes;
use serde::{Deserialize, Serialize};

/// A learning-rate schedule.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Schedule {
    /// The same at every step.
    #[default]
    Constant,
    /// Half a cosine from the learning rate down to nothing at the last step (Loshchilov and
    /// Hutter 2017, equation 5, without restarts).
    Cosine,
}

/// The text names no [`Schedule`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected constant or cosine")]
pub struct NotASchedule;

impl FromStr for Schedule {
    type Err = NotASchedule;

    fn from_str(text: &str) -> Result<Self, NotASchedule> {
        match text {
            "constant" => Ok(Self::Constant),
            "cosine" => Ok(Self::Cosine),
            _ => Err(NotASchedule),
        }
    }
}

impl Schedule {
    /// Whether the rate of a step follows from how many there will be, so that a run cannot be
    /// made longer without becoming another one.
    pub fn depends_on_epochs(self) -> bool {
        match self {
            Self::Constant => false,
            Self::Cosine => true,
        }
    }

    /// The scheduler of a run of `steps` steps, all of them still to come.
    ///
    /// # Errors
    ///
    /// What Burn has against `rate`.
    pub(crate) fn scheduler(self, rate: f64, steps: usize) -> Result<ModuleLrScheduler, String> {
        match self {
            Self::Constant => Ok(ModuleLrScheduler::new(rate)),
            Self::Cosine => CosineAnnealingLrSchedulerConfig::new(rate, steps.max(1)).init(),
        }
    }
}

/// Burn ignores what a schedule's record lacks; what it would record again shows whether it did.
pub(crate) fn restore(
    scheduler: ModuleLrScheduler,
    record: &[u8],
) -> Result<ModuleLrScheduler, String> {
    let bytes = Bytes::from_bytes_vec(record.to_vec());
    let loaded = LrSchedulerRecord::from_bytes(bytes).map_err(|error| error.to_string())?;
    let scheduler = scheduler.load_record(loaded);
    let again = scheduler.to_record().into_bytes();
    let again = again.map_err(|error| error.to_string())?;
    if *again != *record {
        return Err("more or less than that".to_owned());
    }
    Ok(scheduler)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rates(schedule: Schedule, steps: usize) -> Vec<f64> {
        let mut scheduler = schedule.scheduler(0.1, steps).unwrap();
        (0..steps).map(|_| scheduler.step().base()).collect()
    }

    #[test]
    fn a_cosine_falls_from_the_rate_towards_nothing() {
        let rates = rates(Schedule::Cosine, 100);
        assert_eq!(rates[0], 0.1);
        assert!((rates[50] - 0.05).abs() < 1e-12);
        assert!(rates[99] < 1e-4 && rates.is_sorted_by(|a, b| a > b));
    }

    #[test]
    fn a_constant_stays() {
        assert_eq!(rates(Schedule::Constant, 3), [0.1; 3]);
    }
}
