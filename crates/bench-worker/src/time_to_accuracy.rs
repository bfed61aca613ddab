//! Time to accuracy: from a process that has just begun to a network that is good enough.
//!
//! MLPerf's rule for its clock ("Training rules": it runs from before the data is touched to the
//! evaluation that reaches the target, and is never paused) with one difference: there is no free time
//! for setting up, since that is part of what is compared.

use std::time::Instant;

use burn::tensor::Device;
use burn_mnist_bench::protocol::{Course, TimeToAccuracy};
use burn_mnist_bench::record::Point;
use burn_mnist_data::DigitSet;

use crate::error::WorkError;
use crate::measure::Work;
use crate::network::Network;
use crate::workload::Train;
use crate::{images, weights_files};

/// Trains until the target is reached or the epochs are over; `started` is when the process began.
///
/// # Errors
///
/// What the files or the device say.
pub fn run(
    training: &TimeToAccuracy,
    device: &Device,
    started: Instant,
) -> Result<Course, WorkError> {
    let digits = images::read(&training.directory)?;
    let weights = weights_files::read(&training.weights)?;
    let (batch_size, seed) = (training.batch_size, training.seed);
    let mut train = Train::new(weights, &digits.train, batch_size, seed, device)?;
    let steps = training.max_epochs * (digits.train.len() / batch_size);
    let mut points = Vec::new();
    for step in 1..=steps {
        train.iterate()?;
        if step % training.evaluate_every.max(1) != 0 && step != steps {
            continue;
        }
        let point = evaluate(&train, &digits.test, device, step, started)?;
        points.push(point);
        if point.accuracy >= training.target {
            break;
        }
    }
    Ok(Course {
        reached: points
            .last()
            .is_some_and(|point| point.accuracy >= training.target),
        elapsed_seconds: started.elapsed().as_secs_f64(),
        points,
    })
}

fn evaluate(
    train: &Train,
    test: &DigitSet,
    device: &Device,
    step: usize,
    started: Instant,
) -> Result<Point, WorkError> {
    let network = Network::trained(train.classifier(), device);
    let (loss, accuracy) = network.loss_and_accuracy(test)?;
    Ok(Point {
        seconds: started.elapsed().as_secs_f64(),
        step,
        loss,
        accuracy,
    })
}
