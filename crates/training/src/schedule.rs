//! How the learning rate changes over a run.

mod planned;

use std::fmt;
use std::str::FromStr;

use burn::lr_scheduler::LrSchedulerRecord;
use burn::lr_scheduler::cosine::CosineAnnealingLrSchedulerConfig;
use burn::lr_scheduler::module_lr_scheduler::ModuleLrScheduler;
use burn::tensor::Bytes;
use serde::{Deserialize, Serialize};

use self::planned::Planned;

/// A learning-rate schedule.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Schedule {
    /// The same at every step.
    #[default]
    Constant,
    /// Multiplied by a factor after every so many epochs.
    Step,
    /// Half a cosine from the learning rate down to nothing at the last step (Loshchilov and
    /// Hutter 2017, equation 5, without restarts).
    Cosine,
    /// Up from a 25th of the learning rate and down to a 250,000th, each along half a cosine (Smith and
    /// Topin 2018, in PyTorch's form and with its constants; the momentum stays as it is).
    OneCycle,
}

/// The text names no [`Schedule`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected constant, step, cosine or one-cycle")]
pub struct NotASchedule;

impl Schedule {
    const ALL: [Self; 4] = [Self::Constant, Self::Step, Self::Cosine, Self::OneCycle];

    /// The name that flags and files use.
    pub fn name(self) -> &'static str {
        match self {
            Self::Constant => "constant",
            Self::Step => "step",
            Self::Cosine => "cosine",
            Self::OneCycle => "one-cycle",
        }
    }

    /// Whether the rate of a step follows from how many there will be, so that a run cannot be
    /// made longer without becoming another one.
    pub fn depends_on_epochs(self) -> bool {
        matches!(self, Self::Cosine | Self::OneCycle)
    }
}

impl fmt::Display for Schedule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Schedule {
    type Err = NotASchedule;

    fn from_str(text: &str) -> Result<Self, NotASchedule> {
        let named = Self::ALL.into_iter().find(|one| one.name() == text);
        named.ok_or(NotASchedule)
    }
}

/// A schedule and its numbers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RatePlan {
    /// The learning rate, which is the highest of the run.
    pub rate: f64,
    /// How it changes.
    pub schedule: Schedule,
    /// Epochs, or a part of one, over which the rate climbs to its height: in a straight line before the
    /// schedule begins, or the way up of [`Schedule::OneCycle`], where it is 0.3 of the run if unsaid.
    pub warmup_epochs: Option<f64>,
    /// Epochs after each of which [`Schedule::Step`] goes down.
    pub step_epochs: usize,
    /// What it multiplies the rate by.
    pub step_factor: f64,
}

impl Default for RatePlan {
    fn default() -> Self {
        Self {
            rate: 1e-3,
            schedule: Schedule::Constant,
            warmup_epochs: None,
            step_epochs: 10,
            step_factor: 0.1,
        }
    }
}

impl RatePlan {
    /// The scheduler of a run of `epochs` epochs of `steps` steps each, all of them still to come.
    ///
    /// # Errors
    ///
    /// What Burn has against the rate.
    pub(crate) fn scheduler(
        self,
        epochs: usize,
        steps: usize,
    ) -> Result<ModuleLrScheduler, String> {
        let climbs = self.warmup_epochs.is_some_and(|epochs| epochs > 0.0);
        match self.schedule {
            Schedule::Constant if !climbs => Ok(ModuleLrScheduler::new(self.rate)),
            Schedule::Cosine if !climbs => {
                let all = (epochs * steps).max(1);
                CosineAnnealingLrSchedulerConfig::new(self.rate, all).init()
            }
            _ => Ok(ModuleLrScheduler::new(Planned::new(self, epochs, steps))),
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
mod tests;
