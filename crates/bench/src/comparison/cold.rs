//! Cases that start with a process that does not exist: the clock runs from before it is asked for.

use super::run::ComparisonRun;
use crate::error::BenchError;
use crate::plan::{EVALUATIONS_AN_EPOCH, LEARNING_RATE};
use crate::plausible;
use crate::process::{Process, WorkerError};
use crate::protocol::{self, Course, Loaded, Request, TimeToAccuracy};
use crate::record::{Case, Curve, Event, Point, Sample, WarmUp, Workload};

impl ComparisonRun<'_> {
    /// One repeat; whether there will be another.
    pub(super) fn measure_cold(
        &mut self,
        slot: usize,
        case: &Case,
        repeat: usize,
    ) -> Result<bool, BenchError> {
        // The first start finds cold file caches and is recorded separately.
        let is_first_load = repeat == 0 && case.workload == Workload::Load;
        if is_first_load && !self.first_load(slot, case)? {
            return Ok(false);
        }
        self.cold_repeat(slot, case, repeat)
    }

    fn first_load(&mut self, slot: usize, case: &Case) -> Result<bool, BenchError> {
        match self.load(slot, case) {
            Ok(seconds) => {
                let subject = self.slots[slot].subject.clone();
                let warm_up = WarmUp {
                    first_seconds: seconds,
                    warm_up_seconds: seconds,
                    iterations: 1,
                };
                let case = case.clone();
                self.note(Event::WarmUp {
                    subject,
                    case,
                    warm_up,
                })?;
                Ok(true)
            }
            Err(error) => {
                self.fail(slot, Some(case), error.to_string())?;
                Ok(false)
            }
        }
    }

    fn cold_repeat(&mut self, slot: usize, case: &Case, repeat: usize) -> Result<bool, BenchError> {
        let measured = match case.workload {
            Workload::TimeToAccuracy => {
                let seed = self.plan.time_to_accuracy.seeds[repeat];
                self.time_to_accuracy(slot, case, seed)?
            }
            _ => self.load(slot, case).map(|seconds| (seconds, None)),
        };
        match measured {
            Ok((seconds, curve)) => {
                let subject = self.slots[slot].subject.clone();
                let sample = Sample {
                    seconds,
                    iterations: 1,
                    ..Sample::default()
                };
                self.note(Event::Sample {
                    subject,
                    case: case.clone(),
                    repeat,
                    sample,
                    curve,
                })?;
                Ok(true)
            }
            Err(error) => {
                self.fail(slot, Some(case), error.to_string())?;
                Ok(false)
            }
        }
    }

    /// Seconds from before the process to its first prediction.
    fn load(&mut self, slot: usize, case: &Case) -> Result<f64, WorkerError> {
        let Some(weights) = self.weights.get(&case.hidden).cloned() else {
            return Err(WorkerError::Rejected(
                "there are no trained weights".to_owned(),
            ));
        };
        let mut process = Process::start(&self.slots[slot].candidate, &self.log(slot))?;
        let _: Loaded = process.ask(&Request::Load { weights }, self.plan.timeout)?;
        Ok(process.age().as_secs_f64())
    }

    /// Seconds from before the process to the target accuracy, and the course of the accuracy.
    fn time_to_accuracy(
        &mut self,
        slot: usize,
        case: &Case,
        seed: u64,
    ) -> Result<Result<(f64, Option<Curve>), WorkerError>, BenchError> {
        let weights = self.initial_weights(case.hidden, seed)?;
        let plan = &self.plan.time_to_accuracy;
        let steps_an_epoch = self.inputs.train_images() / plan.batch_size.max(1);
        let training = TimeToAccuracy {
            weights,
            seed,
            target: plan.target,
            batch_size: plan.batch_size,
            learning_rate: LEARNING_RATE,
            evaluate_every: steps_an_epoch.div_ceil(EVALUATIONS_AN_EPOCH).max(1),
            max_epochs: plan.max_epochs,
            directory: self.images.path().to_owned(),
        };
        let target = plan.target;
        let log = self.log(slot);
        let mut process = match Process::start(&self.slots[slot].candidate, &log) {
            Ok(process) => process,
            Err(error) => return Ok(Err(error)),
        };
        let request = Request::TimeToAccuracy(training);
        let course = match process.ask::<Course>(&request, self.plan.timeout) {
            Ok(course) => course,
            Err(error) => return Ok(Err(error)),
        };
        let age = process.age();
        if let Err(error) = plausible::course(&course, target, age) {
            return Ok(Err(error.into()));
        }
        let seconds = age.as_secs_f64();
        if !course.reached {
            return Ok(Err(WorkerError::Rejected(missed(
                &course,
                target,
                plan.max_epochs,
            ))));
        }
        let curve = Curve {
            target,
            seed,
            points: shift(&course, seconds),
        };
        Ok(Ok((seconds, Some(curve))))
    }
}

/// The worker counts from when it knows itself; the clock that counts began before.
fn shift(course: &Course, seconds: f64) -> Vec<Point> {
    // Negative where the worker's system counts in ticks and rounded its own start down.
    let before = seconds - course.elapsed_seconds;
    let points = course.points.iter();
    points
        .map(|point| Point {
            seconds: point.seconds + before,
            ..*point
        })
        .collect()
}

fn missed(course: &Course, target: f64, max_epochs: usize) -> String {
    let best = course
        .points
        .iter()
        .map(|point| point.accuracy)
        .fold(0.0, f64::max);
    let steps = course.points.last().map_or(0, |point| point.step);
    let epochs = match max_epochs {
        1 => "1 epoch".to_owned(),
        count => format!("{count} epochs"),
    };
    format!(
        "{} {:.2} % accuracy in {epochs} ({steps} steps); the best was {:.2} %",
        protocol::MISSED,
        100.0 * target,
        100.0 * best
    )
}
