//! Schedules against PyTorch's, and across a resumption.

use serde::Deserialize;

use super::*;

const EPOCHS: usize = 10;
const STEPS: usize = 10;

fn plan(schedule: Schedule, warmup_epochs: Option<f64>) -> LrScheduleConfig {
    LrScheduleConfig {
        learning_rate: 0.1,
        schedule,
        warmup_epochs,
        step_epochs: 3,
        step_factor: 0.5,
    }
}

fn rates(plan: LrScheduleConfig) -> Vec<f64> {
    let mut scheduler = plan.scheduler(EPOCHS, STEPS).unwrap();
    let steps = EPOCHS * STEPS;
    (0..steps).map(|_| scheduler.step().base()).collect()
}

#[test]
fn a_cosine_falls_from_the_rate_towards_nothing() {
    let rates = rates(plan(Schedule::Cosine, None));
    assert_eq!(rates[0], 0.1);
    assert!((rates[50] - 0.05).abs() < 1e-12);
    assert!(rates[99] < 1e-4 && rates.is_sorted_by(|a, b| a > b));
}

#[test]
fn a_constant_stays() {
    assert_eq!(rates(plan(Schedule::Constant, None)), [0.1; 100]);
}

/// Rates that PyTorch's schedulers gave: `tests/reference/schedules.py` says how.
#[derive(Deserialize)]
struct Recorded {
    step: Vec<f64>,
    one_cycle: Vec<f64>,
    one_cycle_short: Vec<f64>,
    warm_constant: Vec<f64>,
    warm_cosine: Vec<f64>,
}

#[test]
fn rates_are_pytorchs() {
    let recorded = include_str!("../../tests/reference/schedules.json");
    let recorded: Recorded = serde_json::from_str(recorded).unwrap();
    for (plan, expected) in [
        (plan(Schedule::Step, None), recorded.step),
        (plan(Schedule::OneCycle, None), recorded.one_cycle),
        (
            plan(Schedule::OneCycle, Some(1.0)),
            recorded.one_cycle_short,
        ),
        (plan(Schedule::Constant, Some(2.0)), recorded.warm_constant),
        (plan(Schedule::Cosine, Some(2.0)), recorded.warm_cosine),
    ] {
        let rates = rates(plan);
        assert_eq!(rates.len(), expected.len());
        for (step, (rate, expected)) in rates.iter().zip(expected).enumerate() {
            let gap = (rate - expected).abs();
            assert!(gap < 1e-12, "{plan:?}, step {step}: {rate}, not {expected}");
        }
    }
}

#[test]
fn a_restored_schedule_goes_on_where_it_was() {
    for schedule in Schedule::ALL {
        for warmup in [None, Some(0.0), Some(0.5), Some(20.0)] {
            let plan = plan(schedule, warmup);
            let mut scheduler = plan.scheduler(EPOCHS, STEPS).unwrap();
            let before: Vec<f64> = (0..37).map(|_| scheduler.step().base()).collect();
            let record = scheduler.to_record().into_bytes().unwrap();
            let fresh = plan.scheduler(EPOCHS, STEPS).unwrap();
            let mut restored = restore(fresh, &record).unwrap();
            let after = (37..100).map(|_| restored.step().base());
            let all: Vec<f64> = before.into_iter().chain(after).collect();
            assert_eq!(all, rates(plan), "{plan:?}");
        }
    }
}

#[test]
fn a_schedule_of_another_kind_is_not_restored() {
    let record = |schedule| {
        let scheduler = plan(schedule, None).scheduler(EPOCHS, STEPS).unwrap();
        scheduler.to_record().into_bytes().unwrap()
    };
    let fresh = plan(Schedule::OneCycle, None).scheduler(EPOCHS, STEPS);
    assert!(restore(fresh.unwrap(), &record(Schedule::Cosine)).is_err());
}

#[test]
fn names_are_read_as_they_are_written() {
    for schedule in Schedule::ALL {
        assert_eq!(schedule.to_string().parse(), Ok(schedule));
    }
    assert_eq!("linear".parse::<Schedule>(), Err(ParseScheduleError));
}
