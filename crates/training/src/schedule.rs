//! How the learning rate changes over a run.

mod config;
mod scheduled_lr;

use burn::lr_scheduler::LrSchedulerRecord;
use burn::lr_scheduler::cosine::CosineAnnealingLrSchedulerConfig;
use burn::lr_scheduler::module_lr_scheduler::ModuleLrScheduler;
use burn::store::RecordError;
use burn::tensor::Bytes;

pub use self::config::{LrScheduleConfig, ParseScheduleError, Schedule};
use self::scheduled_lr::ScheduledLr;

impl LrScheduleConfig {
    /// The scheduler of a run of `epochs` epochs of `steps` steps each, all of them still to come.
    ///
    /// # Errors
    ///
    /// [`ScheduleError::Refused`]: what Burn has against the rate.
    pub(crate) fn scheduler(
        self,
        epochs: usize,
        steps: usize,
    ) -> Result<ModuleLrScheduler, ScheduleError> {
        let climbs = self.warmup_epochs.is_some_and(|epochs| epochs > 0.0);
        match self.schedule {
            Schedule::Constant if !climbs => Ok(ModuleLrScheduler::new(self.learning_rate)),
            Schedule::Cosine if !climbs => {
                let all = (epochs * steps).max(1);
                let config = CosineAnnealingLrSchedulerConfig::new(self.learning_rate, all);
                config
                    .init()
                    .map_err(|reason| ScheduleError::Refused { reason })
            }
            _ => Ok(ModuleLrScheduler::new(ScheduledLr::new(
                self, epochs, steps,
            ))),
        }
    }
}

/// Burn ignores what a schedule's record lacks; what it would record again shows whether it did.
pub(crate) fn restore(
    scheduler: ModuleLrScheduler,
    record: &[u8],
) -> Result<ModuleLrScheduler, ScheduleError> {
    let bytes = Bytes::from_bytes_vec(record.to_vec());
    let loaded = LrSchedulerRecord::from_bytes(bytes).map_err(unreadable)?;
    let scheduler = scheduler.load_record(loaded);
    let again = scheduler.to_record().into_bytes();
    let again = again.map_err(unreadable)?;
    if *again != *record {
        return Err(ScheduleError::Changed);
    }
    Ok(scheduler)
}

/// Why there is no scheduler of a plan, or bytes are not its state.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum ScheduleError {
    /// Burn does not take the learning rate.
    #[error("{reason}")]
    Refused {
        /// What Burn said.
        reason: String,
    },
    /// The bytes are no record at all.
    #[error("{reason}")]
    Unreadable {
        /// What Burn found.
        reason: String,
    },
    /// Burn would record other bytes than it read.
    #[error("it has missing or additional data")]
    Changed,
}

fn unreadable(error: RecordError) -> ScheduleError {
    ScheduleError::Unreadable {
        reason: error.to_string(),
    }
}

#[cfg(test)]
mod tests;
