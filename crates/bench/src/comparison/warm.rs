//! Cases of long-lived workers: everyone warms up, then repeats in turn, so that a drift of the machine
//! meets all alike.

use super::Conduct;
use crate::error::BenchError;
use crate::plan::LATENCIES;
use crate::protocol::{Nothing, Preparation, Request};
use crate::record::{Case, Event, Sample, WarmUp};

impl Conduct<'_> {
    /// One case of everyone who is fit.
    pub(super) fn measure_warm(&mut self, case: &Case) -> Result<(), BenchError> {
        let mut ready = Vec::new();
        for slot in self.fit() {
            if self.prepare(slot, case)? {
                ready.push(slot);
            }
        }
        for repeat in 0..self.plan.repeats {
            // Nobody always comes first.
            let turn = repeat % ready.len().max(1);
            let order: Vec<usize> = ready[turn..]
                .iter()
                .chain(&ready[..turn])
                .copied()
                .collect();
            for slot in order {
                if !self.repeat(slot, case, repeat)? {
                    ready.retain(|other| *other != slot);
                }
            }
        }
        for slot in ready {
            // Who cannot forget is started again when next asked.
            let _: Result<Nothing, _> = self.ask(slot, &Request::Release);
        }
        Ok(())
    }

    fn prepare(&mut self, slot: usize, case: &Case) -> Result<bool, BenchError> {
        if self.observer.is_stopped() {
            return Ok(false);
        }
        let name = self.slots[slot].label();
        self.observer.doing(&format!("{case}: {name} warms up"));
        let request = Request::Prepare {
            case: Preparation {
                case: case.clone(),
                sample_seconds: self.plan.sample.as_secs_f64(),
                warm_up_seconds: self.plan.warm_up.as_secs_f64(),
                latencies: LATENCIES,
            },
        };
        match self.ask::<WarmUp>(slot, &request) {
            Ok(warm_up) => {
                let subject = self.slots[slot].subject.clone();
                let case = case.clone();
                self.note(Event::WarmUp {
                    subject,
                    case,
                    warm_up,
                })?;
                Ok(true)
            }
            Err(unanswered) => {
                self.fail(slot, Some(case), unanswered.to_string())?;
                Ok(false)
            }
        }
    }

    /// Whether there will be another.
    fn repeat(&mut self, slot: usize, case: &Case, repeat: usize) -> Result<bool, BenchError> {
        if self.observer.is_stopped() {
            return Ok(false);
        }
        let (name, of) = (self.slots[slot].label(), self.plan.repeats);
        self.observer
            .doing(&format!("{case}: {name}, {} of {of}", repeat + 1));
        let timeout = self.plan.timeout;
        match self.slots[slot].ask::<Sample>(&Request::Sample, timeout) {
            Ok(sample) => {
                let subject = self.slots[slot].subject.clone();
                let case = case.clone();
                self.note(Event::Sample {
                    subject,
                    case,
                    repeat,
                    sample,
                    curve: None,
                })?;
                Ok(true)
            }
            Err(unanswered) => {
                self.fail(slot, Some(case), unanswered.to_string())?;
                Ok(false)
            }
        }
    }
}
