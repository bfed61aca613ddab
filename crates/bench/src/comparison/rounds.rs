//! The measuring itself: round after round, everyone in turn.

use std::cmp::Ordering;
use std::time::{Duration, Instant};

use super::run::ComparisonRun;
use super::time_left::{Remaining, time_left};
use crate::error::BenchError;
use crate::record::Case;

/// A case between its first and its last repeat.
struct CaseInProgress {
    case: Case,
    /// Repeats it will have.
    repeats: usize,
    /// Subjects that are still measured.
    ready: Vec<usize>,
    /// How many repeats were measured, and how long they took together.
    measured: (usize, Duration),
}

impl ComparisonRun<'_> {
    /// One repeat of everything, then the next of everything: what drifts within minutes, as a machine
    /// shared with others does, is part of each figure's spread and of none alone.
    pub(super) fn measure_rounds(&mut self) -> Result<(), BenchError> {
        // Workers of the agreement check are stopped, so that they cannot disturb a measurement.
        let eligible = self.eligible();
        eligible.iter().for_each(|slot| self.slots[*slot].stop());
        let mut cases = self.plan.warm_cases();
        cases.extend(self.plan.cold_cases());
        let mut cases: Vec<CaseInProgress> = cases
            .into_iter()
            .map(|case| CaseInProgress {
                repeats: self.plan.repeats_of(&case),
                case,
                ready: eligible.clone(),
                measured: (0, Duration::ZERO),
            })
            .collect();
        let rounds = cases.iter().map(|case| case.repeats).max();
        for round in 0..rounds.unwrap_or_default() {
            self.observer.round(round + 1, rounds.unwrap_or_default());
            for index in 0..cases.len() {
                self.measure_round(&mut cases, index, round)?;
            }
        }
        Ok(())
    }

    /// One repeat of a case for each subject that is still measured; one that fails is not measured again.
    fn measure_round(
        &mut self,
        cases: &mut [CaseInProgress],
        index: usize,
        round: usize,
    ) -> Result<(), BenchError> {
        let (case, repeats) = (cases[index].case.clone(), cases[index].repeats);
        if round >= repeats {
            return Ok(());
        }
        let turns = in_turn(&cases[index].ready, round);
        for (done, slot) in turns.iter().copied().enumerate() {
            if self.observer.is_stopped() {
                return Ok(());
            }
            let name = self.slots[slot].label();
            self.observer
                .doing(&format!("{case}: {name}, {} of {repeats}", round + 1));
            let start = Instant::now();
            let goes_on = match case.workload.is_cold() {
                true => self.measure_cold(slot, &case, round)?,
                false => self.measure_warm(slot, &case, round)?,
            };
            let in_progress = &mut cases[index];
            in_progress.measured.0 += 1;
            in_progress.measured.1 += start.elapsed();
            if !goes_on {
                in_progress.ready.retain(|other| *other != slot);
            }
            let rest = turns.len() - done - 1;
            if let Some(left) = time_left(&remaining(cases, index, round, rest)) {
                self.observer.time_left(left);
            }
        }
        Ok(())
    }
}

/// What is still to come after a repeat of the case at `index` in this round, in which `rest` subjects are still to
/// be measured.
fn remaining(cases: &[CaseInProgress], index: usize, round: usize, rest: usize) -> Vec<Remaining> {
    let cases = cases.iter().enumerate().map(|(other, case)| {
        let rounds = case.repeats.saturating_sub(round + 1);
        let this_round = match other.cmp(&index) {
            Ordering::Less => 0,
            Ordering::Equal => rest,
            Ordering::Greater if round < case.repeats => case.ready.len(),
            Ordering::Greater => 0,
        };
        Remaining {
            steps: rounds * case.ready.len() + this_round,
            measured: case.measured,
        }
    });
    cases.collect()
}

/// A different subject comes first in each round.
fn in_turn(slots: &[usize], repeat: usize) -> Vec<usize> {
    let mut order = slots.to_vec();
    order.rotate_left(repeat % slots.len().max(1));
    order
}
