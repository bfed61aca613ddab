//! A device's peak rates, found in the same run as everything they are held against.

use std::time::Duration;

use burn::tensor::{Device, Distribution, Tensor};
use burn_mnist_bench::record::{Limits, LimitsSource};

use crate::error::WorkError;
use crate::measure::{Clock, timed};

mod probe;
#[cfg(feature = "device-limits")]
mod reported;

use probe::{Pass, Product};

/// Repeats of each probe at its best size.
const REPEATS: usize = 5;

/// Sides of square matrices, in numbers.
const SIDES: [usize; 5] = [128, 256, 512, 1024, 2048];

/// Lengths of vectors, in numbers: from what a core's cache holds to what no cache does. The largest
/// is half of what some graphics drivers let one buffer have.
const LENGTHS: [usize; 5] = [1 << 15, 1 << 17, 1 << 19, 1 << 21, 1 << 24];

/// Finds both rates, each within about `budget`; a size that would not fit into it is left out.
///
/// # Errors
///
/// What the device says.
pub fn find(device: &Device, clock: &dyn Clock, budget: Duration) -> Result<Limits, WorkError> {
    let random =
        |shape: [usize; 2]| Tensor::<2>::random(shape, Distribution::Uniform(-1.0, 1.0), device);
    let product = |side: usize| Product::new(random([side, side]), random([side, side]));
    let pass = |length: usize| Pass::new(random([1, length]));
    let limits = Limits {
        flops_per_second: best(&SIDES, product, clock, budget)?,
        bytes_per_second: best(&LENGTHS, pass, clock, budget)?,
        source: LimitsSource::Probe,
    };
    #[cfg(feature = "device-limits")]
    let limits = reported::raised(limits, device);
    Ok(limits)
}

/// The rates of several repeats at the size where a single one was fastest.
fn best<P: probe::Probe>(
    sizes: &[usize],
    make: impl Fn(usize) -> P,
    clock: &dyn Clock,
    budget: Duration,
) -> Result<Vec<f64>, WorkError> {
    let each = budget.div_f64(2.0 * sizes.len() as f64);
    let started = clock.now();
    let mut found: Option<(f64, P)> = None;
    let mut last = Duration::ZERO;
    for &size in sizes {
        // Work grows at least fourfold from one size to the next.
        if found.is_some() && clock.now() - started + 4 * last > budget {
            break;
        }
        let mut probe = make(size);
        // The first run compiles, tunes and fills caches.
        timed(&mut probe, clock, 1)?;
        last = timed(&mut probe, clock, 1)?;
        let rate = rate(&mut probe, clock, each)?;
        if found.as_ref().is_none_or(|(best, _)| rate > *best) {
            found = Some((rate, probe));
        }
    }
    let Some((rate_found, mut probe)) = found else {
        return Ok(Vec::new());
    };
    let mut rates = vec![rate_found];
    while rates.len() < REPEATS {
        rates.push(rate(&mut probe, clock, each.div_f64(2.0))?);
    }
    Ok(rates)
}

/// Work a second over about `budget`.
fn rate(
    probe: &mut impl probe::Probe,
    clock: &dyn Clock,
    budget: Duration,
) -> Result<f64, WorkError> {
    let once = timed(probe, clock, 1)?.as_secs_f64().max(1e-9);
    let iterations = (budget.as_secs_f64() / once).clamp(1.0, 100_000.0) as usize;
    let seconds = timed(probe, clock, iterations)?.as_secs_f64().max(1e-9);
    Ok(probe.amount() * iterations as f64 / seconds)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measure::SystemClock;

    #[test]
    fn a_processor_has_rates_that_a_processor_can_have() {
        let budget = Duration::from_millis(100);
        let limits = find(&Device::flex(), &SystemClock::default(), budget).unwrap();
        let (flops, bytes) = limits.best();
        assert!((1e8..1e15).contains(&flops), "{flops}");
        assert!((1e8..1e14).contains(&bytes), "{bytes}");
        assert_eq!(limits.flops_per_second.len(), REPEATS);
    }
}
