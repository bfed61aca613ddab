//! The measuring contract: warm up apart, then samples of equal work, the device synchronised around
//! each.

use std::time::{Duration, Instant};

use burn_mnist_bench::record::WarmUp;

use crate::error::WorkError;

/// Something that can be done again and again.
pub trait Work {
    /// Does it once; the device may still be at it afterwards.
    ///
    /// # Errors
    ///
    /// What the device or the data say.
    fn iterate(&mut self) -> Result<(), WorkError>;

    /// Waits until the device has done all of it.
    ///
    /// # Errors
    ///
    /// What the device says.
    fn synchronise(&mut self) -> Result<(), WorkError>;

    /// Images an iteration takes.
    fn items(&self) -> usize;
}

/// A clock, which tests replace.
pub trait Clock {
    /// Since some fixed moment.
    fn now(&self) -> Duration;
}

/// The operating system's monotonic clock.
#[derive(Clone, Copy, Debug)]
pub struct SystemClock(Instant);

impl Default for SystemClock {
    fn default() -> Self {
        Self(Instant::now())
    }
}

impl Clock for SystemClock {
    fn now(&self) -> Duration {
        self.0.elapsed()
    }
}

/// Iterations beyond which a sample is long enough whatever they take.
const MOST_ITERATIONS: usize = 1_000_000;

/// Runs `work` once, then at least once more and until `warm_up` has passed, and finds how many
/// iterations fill `sample`.
///
/// The first iteration may compile and tune, so that neither the time to warm up nor the speed is
/// counted from it.
///
/// # Errors
///
/// Those of `work`.
pub fn warm_up(
    work: &mut dyn Work,
    clock: &dyn Clock,
    warm_up: Duration,
    sample: Duration,
) -> Result<WarmUp, WorkError> {
    let first = timed(work, clock, 1)?;
    let started = clock.now();
    // Doubling: a synchronisation an iteration would slow what is pipelined.
    let mut iterations = 1;
    let each = loop {
        let each = timed(work, clock, iterations)?.as_secs_f64() / iterations as f64;
        let left = warm_up.saturating_sub(clock.now() - started).as_secs_f64();
        if left <= each || iterations >= MOST_ITERATIONS {
            break each;
        }
        if each * 2.0 * iterations as f64 <= left {
            iterations *= 2;
        }
    };
    let fill = match each > 0.0 {
        true => (sample.as_secs_f64() / each).round() as usize,
        false => MOST_ITERATIONS,
    };
    Ok(WarmUp {
        first_seconds: first.as_secs_f64(),
        warm_up_seconds: (first + (clock.now() - started)).as_secs_f64(),
        iterations: fill.clamp(1, MOST_ITERATIONS),
    })
}

/// Time of `iterations` together, the device synchronised before and after.
///
/// # Errors
///
/// Those of `work`.
pub fn timed(
    work: &mut dyn Work,
    clock: &dyn Clock,
    iterations: usize,
) -> Result<Duration, WorkError> {
    work.synchronise()?;
    let started = clock.now();
    for _ in 0..iterations {
        work.iterate()?;
    }
    work.synchronise()?;
    Ok(clock.now() - started)
}

/// Microseconds of each of `count` iterations, the device synchronised after each.
///
/// # Errors
///
/// Those of `work`.
pub fn latencies(
    work: &mut dyn Work,
    clock: &dyn Clock,
    count: usize,
) -> Result<Vec<f64>, WorkError> {
    work.synchronise()?;
    let mut latencies = Vec::with_capacity(count);
    for _ in 0..count {
        let started = clock.now();
        work.iterate()?;
        work.synchronise()?;
        latencies.push((clock.now() - started).as_secs_f64() * 1e6);
    }
    Ok(latencies)
}

#[cfg(test)]
mod tests;
