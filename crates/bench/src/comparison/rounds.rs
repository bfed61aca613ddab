//! The measuring itself: round after round, everyone in turn.

use super::run::ComparisonRun;
use crate::error::BenchError;
use crate::record::Case;

impl ComparisonRun<'_> {
    /// One repeat of everything, then the next of everything: what drifts within minutes, as a machine
    /// shared with others does, is part of each figure's spread and of none alone.
    pub(super) fn measure_rounds(&mut self) -> Result<(), BenchError> {
        // Whoever was at work before this has no process left that could disturb.
        let eligible = self.eligible();
        eligible.iter().for_each(|slot| self.slots[*slot].stop());
        let mut cases = self.plan.warm_cases();
        cases.extend(self.plan.cold_cases());
        let mut cases: Vec<(Case, Vec<usize>)> = cases
            .into_iter()
            .map(|case| (case, eligible.clone()))
            .collect();
        let rounds = cases
            .iter()
            .map(|(case, _)| self.plan.repeats_of(case))
            .max();
        for round in 0..rounds.unwrap_or_default() {
            self.observer.round(round + 1, rounds.unwrap_or_default());
            for (case, ready) in &mut cases {
                self.measure_round(case, ready, round)?;
            }
        }
        Ok(())
    }

    /// A repeat of one case by everyone who is ready for it; who fails is not ready any more.
    fn measure_round(
        &mut self,
        case: &Case,
        ready: &mut Vec<usize>,
        round: usize,
    ) -> Result<(), BenchError> {
        let repeats = self.plan.repeats_of(case);
        if round >= repeats {
            return Ok(());
        }
        for slot in in_turn(ready, round) {
            if self.observer.is_stopped() {
                return Ok(());
            }
            let name = self.slots[slot].label();
            self.observer
                .doing(&format!("{case}: {name}, {} of {repeats}", round + 1));
            let goes_on = match case.workload.is_cold() {
                true => self.measure_cold(slot, case, round)?,
                false => self.measure_warm(slot, case, round)?,
            };
            if !goes_on {
                ready.retain(|other| *other != slot);
            }
        }
        Ok(())
    }
}

/// Nobody always comes first.
fn in_turn(slots: &[usize], repeat: usize) -> Vec<usize> {
    let mut order = slots.to_vec();
    order.rotate_left(repeat % slots.len().max(1));
    order
}
