//! How the points of an experiment stand to each other, and which of them seeds cannot tell from the best.

use serde::Serialize;

use crate::plan::Plan;
use crate::points::Point;
use crate::result::{Score, TrialResult};
use crate::spread::Spread;

/// One point over all its trials.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Standing {
    /// The point's number in the plan, from 1.
    pub point: usize,
    /// What it gives the settings that are varied.
    pub values: Point,
    /// Accuracy on held-back images; absent where every trial diverged.
    pub accuracy: Option<Spread>,
    /// Cross-entropy on held-back images, in nats.
    pub loss: Option<Spread>,
    /// Mean seconds of a trial.
    pub seconds: f64,
    /// Trials whose loss or weights became NaN or infinite.
    pub diverged: usize,
    /// How it stands to the best.
    pub verdict: Verdict,
}

/// How a point stands to the one of the highest mean accuracy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// It is that one.
    Best,
    /// Their intervals overlap: which of them is better, these seeds do not say.
    NotToldApart,
    /// Its interval lies below.
    Worse,
    /// One of them has too few scores for an interval.
    TooFew,
    /// A trial of it diverged.
    Diverged,
}

/// The points that have a result, the highest mean accuracy first; those of which a trial diverged come last.
pub fn standings(plan: &Plan, results: &[TrialResult]) -> Vec<Standing> {
    let points = (1..).zip(&plan.points);
    let mut standings: Vec<Standing> = points
        .filter_map(|(number, point)| standing(plan, number, point, results))
        .collect();
    let mean = |standing: &Standing| standing.accuracy.as_ref().map(|accuracy| accuracy.mean);
    standings.sort_by(|a, b| {
        let by_mean = mean(b).partial_cmp(&mean(a));
        let diverged = (a.diverged > 0).cmp(&(b.diverged > 0));
        diverged.then(by_mean.unwrap_or(std::cmp::Ordering::Equal))
    });
    let best = standings.first().and_then(|best| best.accuracy.clone());
    for (place, standing) in standings.iter_mut().enumerate() {
        standing.verdict = verdict(standing, best.as_ref(), place);
    }
    standings
}

fn standing(
    plan: &Plan,
    number: usize,
    point: &Point,
    results: &[TrialResult],
) -> Option<Standing> {
    let of_point: Vec<&TrialResult> = results
        .iter()
        .filter(|result| result.point == number)
        .collect();
    let count = of_point.len();
    let seconds: f64 = of_point.iter().map(|result| result.seconds).sum();
    let scored: Vec<&Score> = of_point
        .iter()
        .filter_map(|result| result.score())
        .collect();
    let spread = |of: fn(&Score) -> f64| {
        let scores: Vec<f64> = scores_of(&scored, of);
        match plan.folds {
            Some(folds) => Spread::of_folds(&scores, folds),
            None => Spread::of(&scores),
        }
    };
    (count > 0).then(|| Standing {
        point: number,
        values: point.clone(),
        accuracy: spread(|score| score.accuracy).map(Spread::of_shares),
        loss: spread(|score| score.loss),
        seconds: seconds / count as f64,
        diverged: count - scored.len(),
        verdict: Verdict::TooFew,
    })
}

fn scores_of(scored: &[&Score], of: fn(&Score) -> f64) -> Vec<f64> {
    scored.iter().map(|score| of(score)).collect()
}

fn verdict(standing: &Standing, best: Option<&Spread>, place: usize) -> Verdict {
    let Some((accuracy, best)) = standing.accuracy.as_ref().zip(best) else {
        return Verdict::Diverged;
    };
    match accuracy.overlaps(best) {
        _ if standing.diverged > 0 => Verdict::Diverged,
        _ if place == 0 => Verdict::Best,
        Some(true) => Verdict::NotToldApart,
        Some(false) => Verdict::Worse,
        None => Verdict::TooFew,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::journal::tests::result;
    use crate::plan::tests::plan;

    /// Verdicts of a sweep of three seeds, one row of accuracies a point, in the table's order.
    fn verdicts(accuracies: &[[Option<f64>; 3]]) -> Vec<(usize, Verdict)> {
        let plan = plan(accuracies.len(), 3);
        let results: Vec<TrialResult> = plan
            .trials
            .iter()
            .map(|trial| {
                let accuracy = accuracies[trial.point - 1][trial.seed as usize - 1];
                result(trial, accuracy)
            })
            .collect();
        standings(&plan, &results)
            .iter()
            .map(|standing| (standing.point, standing.verdict))
            .collect()
    }

    #[test]
    fn only_what_seeds_tell_apart_is_called_worse() {
        let clear = [Some(0.90), Some(0.901), Some(0.902)];
        let best = [Some(0.970), Some(0.971), Some(0.972)];
        let near = [Some(0.969), Some(0.970), Some(0.971)];
        assert_eq!(
            verdicts(&[clear, near, best]),
            [
                (3, Verdict::Best),
                (2, Verdict::NotToldApart),
                (1, Verdict::Worse)
            ]
        );
    }

    #[test]
    fn what_diverges_comes_last_however_good_its_other_seeds_were() {
        let lucky = [Some(0.99), None, Some(0.99)];
        let never = [None, None, None];
        let fair = [Some(0.95), Some(0.951), Some(0.95)];
        assert_eq!(
            verdicts(&[never, lucky, fair]),
            [
                (3, Verdict::Best),
                (2, Verdict::Diverged),
                (1, Verdict::Diverged)
            ]
        );
    }

    #[test]
    fn the_interval_of_an_accuracy_stays_a_share_and_that_of_a_loss_is_students() {
        let plan = plan(1, 2);
        let results = [
            result(&plan.trials[0], Some(0.305)),
            result(&plan.trials[1], Some(0.545)),
        ];
        let standing = &standings(&plan, &results)[0];
        let (low, high) = standing.accuracy.as_ref().unwrap().interval.unwrap();
        assert!(0.0 < low && high < 1.0, "{low} to {high}");
        let losses: Vec<f64> = results
            .iter()
            .map(|result| result.score().unwrap().loss)
            .collect();
        assert_eq!(standing.loss, Spread::of(&losses));
    }

    #[test]
    fn a_single_seed_tells_nothing_apart() {
        let plan = plan(2, 1);
        let results = [
            result(&plan.trials[0], Some(0.5)),
            result(&plan.trials[1], Some(0.9)),
        ];
        let table = standings(&plan, &results);
        assert_eq!(table[0].verdict, Verdict::Best);
        assert_eq!(table[1].verdict, Verdict::TooFew);
        assert_eq!(standings(&plan, &results[..1]).len(), 1);
    }
}
