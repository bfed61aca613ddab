//! Cases that warm up, each repeat in a process of its own.
//!
//! Where a process happens to lay out its memory moves small figures by several percent, and all repeats
//! within it alike: such repeats agree with each other and not with the next comparison (Mytkowicz et
//! al., "Producing Wrong Data Without Doing Anything Obviously Wrong!", 2009; Kalibera and Jones,
//! "Rigorous Benchmarking in Reasonable Time", 2013).

use std::time::Instant;

use super::run::ComparisonRun;
use crate::error::BenchError;
use crate::plan::LATENCIES;
use crate::plausible;
use crate::process::WorkerError;
use crate::protocol::{Preparation, Request};
use crate::record::{Case, Event, Sample, WarmUp};

impl ComparisonRun<'_> {
    /// One repeat; whether there will be another.
    pub(super) fn measure_warm(
        &mut self,
        slot: usize,
        case: &Case,
        repeat: usize,
    ) -> Result<bool, BenchError> {
        let measured = self.measure_once(slot, case);
        self.slots[slot].stop();
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
            Err(error) => {
                self.fail(slot, Some(case), error.to_string())?;
                Ok(false)
            }
        }
    }

    fn measure_once(&mut self, slot: usize, case: &Case) -> Result<(WarmUp, Sample), WorkerError> {
        let preparation = Preparation {
            case: case.clone(),
            sample_seconds: self.plan.sample.as_secs_f64(),
            warm_up_seconds: self.plan.warm_up.as_secs_f64(),
            latencies: LATENCIES,
        };
        let asked = Instant::now();
        let warm_up = self.ask(slot, &Request::Prepare { case: preparation })?;
        plausible::warm_up(&warm_up, asked.elapsed())?;
        let asked = Instant::now();
        let sample = self.ask(slot, &Request::Sample)?;
        plausible::sample(&sample, case, asked.elapsed())?;
        Ok((warm_up, sample))
    }
}
