//! How long the measuring will still take, from how long it took so far.

use std::time::Duration;

/// One case with the subjects that are still measured and the repeats it has.
#[derive(Clone, Copy, Debug)]
pub(super) struct Remaining {
    /// Repeats of all subjects that are still to come.
    pub(super) steps: usize,
    /// Repeats that were measured, and how long they took together.
    pub(super) measured: (usize, Duration),
}

/// The time that all remaining steps take if each takes as long as those of its case did; none before every case
/// with remaining steps was measured.
pub(super) fn time_left(cases: &[Remaining]) -> Option<Duration> {
    let mut left = Duration::ZERO;
    for case in cases.iter().filter(|case| case.steps > 0) {
        let (count, duration) = case.measured;
        let mean = duration.checked_div(u32::try_from(count).ok()?)?;
        left += mean * u32::try_from(case.steps).ok()?;
    }
    Some(left)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn case(steps: usize, count: usize, seconds: u64) -> Remaining {
        Remaining {
            steps,
            measured: (count, Duration::from_secs(seconds)),
        }
    }

    #[test]
    fn each_step_is_expected_to_take_as_long_as_its_case_took() {
        let cases = [case(4, 2, 2), case(3, 1, 5), case(0, 0, 0)];
        assert_eq!(time_left(&cases), Some(Duration::from_secs(4 + 15)));
    }

    #[test]
    fn nothing_is_said_before_every_case_was_measured() {
        assert_eq!(time_left(&[case(4, 2, 2), case(3, 0, 0)]), None);
        assert_eq!(time_left(&[]), Some(Duration::ZERO));
    }
}
