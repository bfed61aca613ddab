//! A schedule as a function of the step's number, so that a resumed run continues with the same rate.

use std::f64::consts::PI;

use burn::lr_scheduler::{LrScheduler, LrSchedulerRecord};
use burn::optim::LearningRate;

use super::config::{LrScheduleConfig, Schedule};

/// PyTorch's `div_factor` and `final_div_factor` of `OneCycleLR`, and its share of the way up.
const START: f64 = 1.0 / 25.0;
const END: f64 = START / 1e4;
const WAY_UP: f64 = 0.3;

/// Where the record keeps the number of steps done.
const DONE: &str = "steps";

/// A plan over the steps of a run.
#[derive(Clone)]
pub(super) struct ScheduledLr {
    plan: LrScheduleConfig,
    steps_per_epoch: usize,
    steps: usize,
    done: u64,
}

impl ScheduledLr {
    pub(super) fn new(plan: LrScheduleConfig, epochs: usize, steps_per_epoch: usize) -> Self {
        Self {
            plan,
            steps_per_epoch: steps_per_epoch.max(1),
            steps: (epochs * steps_per_epoch).max(1),
            done: 0,
        }
    }

    /// The rate of step number `step`, counted from 0.
    fn rate(&self, step: usize) -> f64 {
        let plan = &self.plan;
        if plan.schedule == Schedule::OneCycle {
            return plan.learning_rate * self.one_cycle(step as f64);
        }
        let warmup = self.warmup_steps();
        let climbed = (step as f64 + 1.0) / warmup.max(1.0);
        if climbed < 1.0 {
            return plan.learning_rate * climbed;
        }
        plan.learning_rate
            * match plan.schedule {
                Schedule::Constant | Schedule::OneCycle => 1.0,
                Schedule::Step => {
                    let epochs = step / self.steps_per_epoch;
                    plan.step_factor
                        .powi((epochs / plan.step_epochs.max(1)) as i32)
                }
                Schedule::Cosine => {
                    let warmup = warmup.floor();
                    let rest = (self.steps as f64 - warmup).max(1.0);
                    along_cosine(1.0, 0.0, (step as f64 - warmup).max(0.0) / rest)
                }
            }
    }

    fn one_cycle(&self, step: f64) -> f64 {
        let last = self.steps as f64 - 1.0;
        let top = match self.plan.warmup_epochs {
            Some(_) => self.warmup_steps(),
            None => WAY_UP * self.steps as f64,
        };
        let top = (top - 1.0).clamp(0.0, last);
        match step <= top && top > 0.0 {
            true => along_cosine(START, 1.0, step / top),
            false => along_cosine(1.0, END, (step - top) / (last - top).max(1.0)),
        }
    }

    fn warmup_steps(&self) -> f64 {
        self.plan.warmup_epochs.unwrap_or_default() * self.steps_per_epoch as f64
    }
}

/// Half a cosine from `from` to `to` as `share` goes from 0 to 1.
fn along_cosine(from: f64, to: f64, share: f64) -> f64 {
    to + (from - to) * (1.0 + (PI * share).cos()) / 2.0
}

impl LrScheduler for ScheduledLr {
    fn step(&mut self) -> LearningRate {
        let rate = self.rate(self.done as usize);
        self.done += 1;
        rate
    }

    fn to_record(&self) -> LrSchedulerRecord {
        LrSchedulerRecord::new().with_scalar(DONE, self.done)
    }

    fn load_record(&mut self, record: LrSchedulerRecord) {
        if let Some(done) = record.scalar(DONE) {
            self.done = done;
        }
    }
}
