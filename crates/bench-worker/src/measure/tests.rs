//! The loop with a clock that is told the time, and work that counts its calls.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use super::*;

#[derive(Clone, Default)]
struct FakeClock(Rc<Cell<Duration>>);

impl Clock for FakeClock {
    fn now(&self) -> Duration {
        self.0.get()
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Call {
    Iterate,
    Synchronise,
}

/// Takes `first` once, then `each`; nothing takes effect on the clock until it is synchronised.
struct FakeWork {
    clock: FakeClock,
    first: Duration,
    each: Duration,
    pending: Duration,
    iterations: usize,
    calls: Rc<RefCell<Vec<Call>>>,
}

impl FakeWork {
    fn new(first: Duration, each: Duration) -> Self {
        Self {
            clock: FakeClock::default(),
            first,
            each,
            pending: Duration::ZERO,
            iterations: 0,
            calls: Rc::default(),
        }
    }

    fn iterations(&self) -> usize {
        self.iterations
    }
}

impl Work for FakeWork {
    fn iterate(&mut self) -> Result<(), WorkError> {
        self.pending += match self.iterations() {
            0 => self.first,
            _ => self.each,
        };
        self.iterations += 1;
        self.calls.borrow_mut().push(Call::Iterate);
        Ok(())
    }

    fn synchronise(&mut self) -> Result<(), WorkError> {
        self.calls.borrow_mut().push(Call::Synchronise);
        self.clock.0.set(self.clock.now() + self.pending);
        self.pending = Duration::ZERO;
        Ok(())
    }

    fn items(&self) -> usize {
        32
    }
}

const MS: fn(u64) -> Duration = Duration::from_millis;

#[test]
fn a_sample_is_synchronised_before_and_after_and_not_between() {
    let mut work = FakeWork::new(MS(2), MS(2));
    let clock = work.clock.clone();
    let seconds = timed(&mut work, &clock, 3).unwrap();
    use Call::{Iterate, Synchronise};
    assert_eq!(
        *work.calls.borrow(),
        [Synchronise, Iterate, Iterate, Iterate, Synchronise]
    );
    assert_eq!(seconds, MS(6));
}

#[test]
fn work_left_over_from_before_is_not_counted() {
    let mut work = FakeWork::new(MS(500), MS(1));
    let clock = work.clock.clone();
    work.iterate().unwrap();
    assert_eq!(timed(&mut work, &clock, 4).unwrap(), MS(4));
}

#[test]
fn latencies_are_of_single_synchronised_iterations() {
    let mut work = FakeWork::new(MS(7), MS(1));
    let clock = work.clock.clone();
    assert_eq!(
        latencies(&mut work, &clock, 3).unwrap(),
        [7_000.0, 1_000.0, 1_000.0]
    );
}

#[test]
fn the_warm_up_tells_the_first_iteration_apart_and_sizes_the_samples() {
    let mut work = FakeWork::new(MS(400), MS(2));
    let clock = work.clock.clone();
    let warm = warm_up(&mut work, &clock, MS(1_000), MS(300)).unwrap();
    assert_eq!(warm.first_seconds, 0.4);
    assert!((1.1..=1.5).contains(&warm.warm_up_seconds), "{warm:?}");
    assert_eq!(warm.iterations, 150);
}

#[test]
fn a_first_iteration_that_compiles_for_long_does_not_size_the_samples() {
    let mut work = FakeWork::new(MS(2_000), MS(2));
    let clock = work.clock.clone();
    let warm = warm_up(&mut work, &clock, MS(500), MS(300)).unwrap();
    assert_eq!((warm.first_seconds, warm.iterations), (2.0, 150));
}

#[test]
fn work_slower_than_all_budgets_is_done_twice_and_sampled_once() {
    let mut work = FakeWork::new(MS(90_000), MS(90_000));
    let clock = work.clock.clone();
    let warm = warm_up(&mut work, &clock, MS(300), MS(300)).unwrap();
    assert_eq!((warm.iterations, work.iterations()), (1, 2));
}

#[test]
fn work_that_takes_no_time_does_not_go_on_for_ever() {
    let mut work = FakeWork::new(MS(0), MS(0));
    let clock = work.clock.clone();
    let warm = warm_up(&mut work, &clock, MS(300), MS(300)).unwrap();
    assert_eq!(warm.iterations, MOST_ITERATIONS);
}
