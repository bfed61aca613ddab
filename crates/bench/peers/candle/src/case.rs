//! A case: what is repeated, warmed up, with the number of iterations that fill a sample.

use std::rc::Rc;
use std::time::Instant;

use anyhow::Result;
use cpu_time::ProcessTime;

use crate::machine;
use crate::mnist::{Mnist, PIXELS};
use crate::network::Network;
use crate::protocol::{Described, Kind, Sample, WarmUp};
use crate::training::{LEARNING_RATE, Shuffled, Trainer};
use crate::weights::Weights;

/// A prepared case.
pub struct Case {
    workload: Workload,
    batch_size: usize,
    latencies: usize,
    iterations: usize,
}

enum Workload {
    Train(Box<Trainer>, Box<Shuffled>),
    Infer(Network, Batches),
}

impl Case {
    /// Sets the case up and warms it up.
    ///
    /// # Errors
    ///
    /// If the data has not enough images, and candle's own.
    pub fn prepare(mnist: Rc<Mnist>, described: &Described) -> Result<(Self, WarmUp)> {
        machine::reset_peak_memory();
        let mut case = Self {
            workload: Workload::new(mnist, described)?,
            batch_size: described.batch_size,
            latencies: described.latencies,
            iterations: 1,
        };
        let first_seconds = case.workload.run(1)?;
        let (mut spent, mut chunk, mut longest) = (0.0, 1, 0);
        let mut pace = described.warm_up_seconds;
        while spent < described.warm_up_seconds {
            // At most twice as many as before, for the early ones are slow.
            let fitting = ((described.warm_up_seconds - spent) / pace) as usize;
            chunk = fitting.clamp(1, 2 * chunk);
            let seconds = case.workload.run(chunk)?;
            spent += seconds;
            if chunk >= longest {
                longest = chunk;
                pace = (seconds / chunk as f64).max(1e-9);
            }
        }
        case.iterations = (described.sample_seconds / pace).round().max(1.0) as usize;
        let warm_up = WarmUp {
            first_seconds,
            warm_up_seconds: first_seconds + spent,
            iterations: case.iterations,
        };
        Ok((case, warm_up))
    }

    /// Measures once.
    ///
    /// # Errors
    ///
    /// Candle's own.
    pub fn sample(&mut self) -> Result<Sample> {
        let cpu = ProcessTime::now();
        let seconds = self.workload.run(self.iterations)?;
        let cpu_seconds = cpu.elapsed().as_secs_f64();
        let latencies_us: Result<_> = (0..self.latencies.min(self.iterations))
            .map(|_| Ok(self.workload.run(1)? * 1e6))
            .collect();
        Ok(Sample {
            seconds,
            iterations: self.iterations,
            items: self.iterations * self.batch_size,
            latencies_us: latencies_us?,
            cpu_seconds,
            peak_memory_bytes: machine::peak_memory(),
            device_memory_bytes: None,
        })
    }
}

impl Workload {
    fn new(mnist: Rc<Mnist>, described: &Described) -> Result<Self> {
        let weights = Weights::random(described.hidden);
        Ok(match described.workload {
            Kind::Train => Self::Train(
                Box::new(Trainer::new(&weights, LEARNING_RATE)?),
                Box::new(Shuffled::new(mnist, described.batch_size, 0)?),
            ),
            Kind::Infer => Self::Infer(
                Network::new(&weights)?,
                Batches::new(&mnist.test_images, described.batch_size),
            ),
        })
    }

    /// Seconds of this many iterations; candle on a CPU leaves nothing to wait for.
    fn run(&mut self, iterations: usize) -> Result<f64> {
        let start = Instant::now();
        for _ in 0..iterations {
            match self {
                Self::Train(trainer, batches) => drop(trainer.step(&batches.next()?)?),
                Self::Infer(network, batches) => drop(network.probabilities(batches.next())?),
            }
        }
        Ok(start.elapsed().as_secs_f64())
    }
}

/// Whole batches of images, from the first again after the last.
struct Batches {
    images: Vec<u8>,
    length: usize,
    start: usize,
}

impl Batches {
    fn new(images: &[u8], batch_size: usize) -> Self {
        let length = batch_size * PIXELS;
        let whole = (images.len() / length).max(1) * length;
        Self {
            images: images.iter().copied().cycle().take(whole).collect(),
            length,
            start: 0,
        }
    }

    fn next(&mut self) -> &[u8] {
        let batch = self.start..self.start + self.length;
        self.start = batch.end % self.images.len();
        &self.images[batch]
    }
}
