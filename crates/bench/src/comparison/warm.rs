//! Cases that warm up: everyone repeats in turn, so that a drift of the machine meets all alike, and each
//! repeat in a process of its own.
//!
//! Where a process happens to lay out its memory moves small figures by several percent, and all repeats
//! within it alike: such repeats agree with each other and not with the next comparison (Mytkowicz et
//! al., "Producing Wrong Data Without Doing Anything Obviously Wrong!", 2009; Kalibera and Jones,
//! "Rigorous Benchmarking in Reasonable Time", 2013).

use super::{Conduct, in_turn};
use crate::error::BenchError;
use crate::plan::LATENCIES;
use crate::process::Unanswered;
use crate::protocol::{Preparation, Request};
use crate::record::{Case, Event, Sample, WarmUp};

impl Conduct<'_> {
    /// One case of everyone who is fit.
    pub(super) fn measure_warm(&mut self, case: &Case) -> Result<(), BenchError> {
        let mut ready = self.fit();
        // Whoever was at work before this has no process left that could disturb.
        ready.iter().for_each(|slot| self.slots[*slot].leave());
        for repeat in 0..self.plan.repeats {
            for slot in in_turn(&ready, repeat) {
                if self.observer.is_stopped() {
                    return Ok(());
                }
                if !self.repeat(slot, case, repeat)? {
                    ready.retain(|other| *other != slot);
                }
            }
        }
        Ok(())
    }

    /// Whether there will be another.
    fn repeat(&mut self, slot: usize, case: &Case, repeat: usize) -> Result<bool, BenchError> {
        let (name, of) = (self.slots[slot].label(), self.plan.repeats);
        self.observer
            .doing(&format!("{case}: {name}, {} of {of}", repeat + 1));
        let measured = self.measure_once(slot, case);
        self.slots[slot].leave();
        match measured {
            Ok((warm_up, sample)) => {
                let subject = self.slots[slot].subject.clone();
                self.note(Event::WarmUp {
                    subject: subject.clone(),
                    case: case.clone(),
                    warm_up,
                })?;
                self.note(Event::Sample {
                    subject,
                    case: case.clone(),
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

    fn measure_once(&mut self, slot: usize, case: &Case) -> Result<(WarmUp, Sample), Unanswered> {
        let case = Preparation {
            case: case.clone(),
            sample_seconds: self.plan.sample.as_secs_f64(),
            warm_up_seconds: self.plan.warm_up.as_secs_f64(),
            latencies: LATENCIES,
        };
        let warm_up = self.ask(slot, &Request::Prepare { case })?;
        Ok((warm_up, self.ask(slot, &Request::Sample)?))
    }
}
