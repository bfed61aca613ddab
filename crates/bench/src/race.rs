//! Time to accuracy: from a process that has just begun to a network that is good enough.
//!
//! MLPerf's rule for its clock ("Training rules": it runs from before the data is touched to the
//! evaluation that reaches the target, and is never paused) with one difference: there is no free time
//! for setting up, since that is part of what is compared.

use std::time::Instant;

use burn::tensor::Device;
use burn_mnist_data::DigitSet;
use burn_mnist_inference::evaluate;

use crate::engine;
use crate::error::WorkError;
use crate::measure::Work;
use crate::protocol::{Course, Point, Race};
use crate::workload::Train;

/// Trains until the target is reached or the epochs are over; `started` is when the process began.
///
/// # Errors
///
/// What the files or the device say.
pub fn run(race: &Race, device: &Device, started: Instant) -> Result<Course, WorkError> {
    let digits = engine::read(&race.directory)?;
    let weights = engine::weights_of(&race.weights)?;
    let mut train = Train::new(weights, &digits.train, race.batch_size, race.seed, device)?;
    let steps = race.max_epochs * (digits.train.len() / race.batch_size);
    let mut points = Vec::new();
    for step in 1..=steps {
        train.iterate()?;
        if step % race.evaluate_every.max(1) != 0 && step != steps {
            continue;
        }
        let point = look(&train, &digits.test, device, step, started)?;
        points.push(point);
        if point.accuracy >= race.target {
            break;
        }
    }
    Ok(Course {
        reached: points
            .last()
            .is_some_and(|point| point.accuracy >= race.target),
        elapsed_seconds: started.elapsed().as_secs_f64(),
        points,
    })
}

fn look(
    train: &Train,
    test: &DigitSet,
    device: &Device,
    step: usize,
    started: Instant,
) -> Result<Point, WorkError> {
    let scored = evaluate(&train.classifier(), test.images(), test.labels(), device)?;
    let evaluation = scored.evaluation;
    Ok(Point {
        seconds: started.elapsed().as_secs_f64(),
        step,
        loss: evaluation.loss,
        accuracy: evaluation.accuracy,
    })
}
