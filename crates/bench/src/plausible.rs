//! Whether an answer can be true: checked against what was asked and against this process's own clock, since a
//! worker may be anybody's program.

use std::time::Duration;

use crate::plan::LATENCIES;
use crate::protocol::Course;
use crate::record::{Case, Limits, Sample, WarmUp};

/// What a worker's clock may differ from ours: starts of processes are counted in ticks of 10 ms.
const SLACK: Duration = Duration::from_millis(50);

/// More iterations than a worker could count within a time limit.
const MOST_ITERATIONS: usize = 1_000_000_000_000;

/// More than any device does in a second, of anything.
const HIGHEST_RATE: f64 = 1e18;

/// Why an answer cannot be true.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("its answer cannot be true: {0}")]
pub struct Implausible(String);

type Checked = Result<(), Implausible>;

/// Checks a warm-up that was answered within `waited`.
pub fn warm_up(warm_up: &WarmUp, waited: Duration) -> Checked {
    within("first_seconds", warm_up.first_seconds, waited)?;
    within("warm_up_seconds", warm_up.warm_up_seconds, waited)?;
    iterations(warm_up.iterations)
}

/// Checks a sample of `case` that was answered within `waited`.
pub fn sample(sample: &Sample, case: &Case, waited: Duration) -> Checked {
    within("seconds", sample.seconds, waited)?;
    iterations(sample.iterations)?;
    if let Some(batch_size) = case.batch_size {
        let expected = sample.iterations.checked_mul(batch_size);
        if expected != Some(sample.items) {
            return refused(format!(
                "{} items in {} iterations of {batch_size}",
                sample.items, sample.iterations
            ));
        }
    }
    let latencies = &sample.latencies_us;
    if latencies.len() > LATENCIES {
        return refused(format!(
            "{} latencies where {LATENCIES} were asked for",
            latencies.len()
        ));
    }
    for latency in latencies {
        within("a latency", latency * 1e-6, waited)?;
    }
    within_or_0(
        "all latencies",
        latencies.iter().sum::<f64>() * 1e-6,
        waited,
    )?;
    for (name, figure) in [
        ("cpu_seconds", sample.cpu_seconds),
        ("energy_joules", sample.energy_joules),
    ] {
        match figure {
            Some(figure) if !(figure.is_finite() && figure >= 0.0) => {
                return refused(format!("{name} is {figure}"));
            }
            _ => {}
        }
    }
    Ok(())
}

/// Checks peak rates.
pub fn limits(limits: &Limits) -> Checked {
    let rates = limits
        .flops_per_second
        .iter()
        .chain(&limits.bytes_per_second);
    for rate in rates {
        if !(*rate > 0.0 && *rate < HIGHEST_RATE) {
            return refused(format!("a peak rate of {rate} per second"));
        }
    }
    Ok(())
}

/// Checks the course of a training in a process that is `age` old.
pub fn course(course: &Course, target: f64, age: Duration) -> Checked {
    within_or_0("elapsed_seconds", course.elapsed_seconds, age)?;
    for point in &course.points {
        within_or_0("a point's seconds", point.seconds, age)?;
        if !(0.0..=1.0).contains(&point.accuracy) {
            return refused(format!("an accuracy of {}", point.accuracy));
        }
    }
    let best = course
        .points
        .iter()
        .map(|point| point.accuracy)
        .fold(0.0, f64::max);
    match course.reached && best < target {
        true => refused(format!(
            "an accuracy of {target} was reached, and the best point has {best}"
        )),
        false => Ok(()),
    }
}

fn iterations(iterations: usize) -> Checked {
    match (1..=MOST_ITERATIONS).contains(&iterations) {
        true => Ok(()),
        false => refused(format!("{iterations} iterations")),
    }
}

/// A time that passed while this process waited, and is above 0.
fn within(name: &str, seconds: f64, waited: Duration) -> Checked {
    match seconds > 0.0 {
        true => within_or_0(name, seconds, waited),
        false => refused(format!("{name}: {seconds} s")),
    }
}

fn within_or_0(name: &str, seconds: f64, waited: Duration) -> Checked {
    let longest = (waited + SLACK).as_secs_f64();
    match (0.0..=longest).contains(&seconds) {
        true => Ok(()),
        false => refused(format!(
            "{name}: {seconds} s, answered within {:.3} s",
            waited.as_secs_f64()
        )),
    }
}

fn refused(what: String) -> Checked {
    Err(Implausible(what))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::{LimitsSource, Point, Workload};

    const WAITED: Duration = Duration::from_secs(2);

    fn case() -> Case {
        Case {
            workload: Workload::Train,
            batch_size: Some(32),
            hidden: 128,
            op: None,
        }
    }

    fn right() -> Sample {
        Sample {
            seconds: 0.3,
            iterations: 10,
            items: 320,
            latencies_us: vec![100.0; 10],
            cpu_seconds: Some(0.5),
            ..Sample::default()
        }
    }

    #[test]
    fn possible_sample_passes() {
        assert_eq!(sample(&right(), &case(), WAITED), Ok(()));
    }

    #[test]
    fn impossible_samples_are_refused() {
        type Change = fn(&mut Sample);
        let wrong: [(&str, Change); 12] = [
            ("negative", |s| s.seconds = -0.3),
            ("zero", |s| s.seconds = 0.0),
            ("infinite", |s| s.seconds = f64::INFINITY),
            ("no number", |s| s.seconds = f64::NAN),
            ("longer than we waited", |s| s.seconds = 3.0),
            ("no iterations", |s| s.iterations = 0),
            ("items that do not fit", |s| s.items = 1_000_000_000_000_000),
            ("overflowing", |s| s.iterations = usize::MAX),
            ("a negative latency", |s| s.latencies_us[3] = -1.0),
            ("latencies longer than we waited", |s| {
                s.latencies_us = vec![500_000.0; 10]
            }),
            ("too many latencies", |s| {
                s.latencies_us = vec![1.0; LATENCIES + 1]
            }),
            ("negative processor time", |s| s.cpu_seconds = Some(-1.0)),
        ];
        for (what, change) in wrong {
            let mut changed = right();
            change(&mut changed);
            assert!(sample(&changed, &case(), WAITED).is_err(), "{what}");
        }
    }

    #[test]
    fn impossible_warm_ups_are_refused() {
        let right = WarmUp {
            first_seconds: 0.1,
            warm_up_seconds: 0.5,
            iterations: 7,
        };
        assert_eq!(warm_up(&right, WAITED), Ok(()));
        for wrong in [
            WarmUp {
                first_seconds: 0.0,
                ..right
            },
            WarmUp {
                warm_up_seconds: 5.0,
                ..right
            },
            WarmUp {
                iterations: 0,
                ..right
            },
        ] {
            assert!(warm_up(&wrong, WAITED).is_err(), "{wrong:?}");
        }
    }

    #[test]
    fn impossible_rates_are_refused() {
        let of = |rate| Limits {
            flops_per_second: vec![1e11, rate],
            bytes_per_second: vec![1e10],
            source: LimitsSource::Probe,
        };
        assert_eq!(limits(&of(1e12)), Ok(()));
        for rate in [0.0, -1.0, f64::NAN, f64::INFINITY, 1e30] {
            assert!(limits(&of(rate)).is_err(), "{rate}");
        }
    }

    #[test]
    fn impossible_courses_are_refused() {
        let point = Point {
            seconds: 1.0,
            step: 100,
            loss: 0.1,
            accuracy: 0.98,
        };
        let right = Course {
            reached: true,
            elapsed_seconds: 1.5,
            points: vec![point],
        };
        assert_eq!(course(&right, 0.97, WAITED), Ok(()));
        let with = |point| Course {
            points: vec![point],
            ..right.clone()
        };
        for wrong in [
            with(Point {
                accuracy: 1.5,
                ..point
            }),
            with(Point {
                accuracy: f64::NAN,
                ..point
            }),
            with(Point {
                accuracy: 0.5,
                ..point
            }),
            with(Point {
                seconds: 20.0,
                ..point
            }),
            Course {
                elapsed_seconds: -1.0,
                ..right.clone()
            },
            Course {
                points: Vec::new(),
                ..right.clone()
            },
        ] {
            assert!(course(&wrong, 0.97, WAITED).is_err(), "{wrong:?}");
        }
    }
}
