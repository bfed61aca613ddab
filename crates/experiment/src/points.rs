//! The points of a search: every combination of the lists, or so many drawn at random.

use std::collections::BTreeMap;

use rand::rngs::ChaCha8Rng;
use rand::{Rng, SeedableRng};

use crate::axis::{Axis, Values};
use crate::error::ExperimentError;

/// What a point gives each setting that is varied, by its key and as flags spell it.
pub type Point = BTreeMap<String, String>;

/// The maximum number of points: more than a sweep can need, and few enough to refuse a mistake before memory is full.
const MOST: usize = 100_000;

/// Draws of a point that is there already, after which a space is taken to have no more.
const PATIENCE: usize = 1_000;

/// Refuses more trials than anybody waits for, before they are made: each of `points` is tried `repeats` times.
///
/// # Errors
///
/// [`ExperimentError::TooManyTrials`].
pub fn check_trials(points: usize, repeats: usize) -> Result<(), ExperimentError> {
    let trials = points.saturating_mul(repeats);
    match trials > MOST {
        true => Err(ExperimentError::TooManyTrials { trials, most: MOST }),
        false => Ok(()),
    }
}

/// Every combination of the lists, the last of them changing fastest. Ranges have no place in a grid.
///
/// # Errors
///
/// [`ExperimentError::TooMany`].
pub fn grid(axes: &[Axis]) -> Result<Vec<Point>, ExperimentError> {
    let mut points = vec![Point::new()];
    for axis in axes {
        let Values::Listed(values) = &axis.values else {
            continue;
        };
        if points.len().saturating_mul(values.len()) > MOST {
            return Err(ExperimentError::TooMany { most: MOST });
        }
        let with = |point: &Point, value: &String| {
            let mut point = point.clone();
            point.insert(axis.key.clone(), value.clone());
            point
        };
        points = points
            .iter()
            .flat_map(|point| values.iter().map(move |value| with(point, value)))
            .collect();
    }
    Ok(points)
}

/// `count` different points: of a list one value, each as likely, of a range a number. Fewer where lists have
/// no more. A function of its arguments, in which more points begin with the same ones.
///
/// Random search finds as good points as a grid with fewer trials where only some settings matter: Bergstra and
/// Bengio, "Random Search for Hyper-Parameter Optimization", 2012.
///
/// # Errors
///
/// [`ExperimentError::TooMany`].
pub fn random(axes: &[Axis], count: usize, seed: u64) -> Result<Vec<Point>, ExperimentError> {
    if count > MOST {
        return Err(ExperimentError::TooMany { most: MOST });
    }
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    let mut points: Vec<Point> = Vec::new();
    let mut in_vain = 0;
    while points.len() < count && in_vain < PATIENCE {
        let point = axes
            .iter()
            .map(|axis| (axis.key.clone(), draw(&axis.values, fraction(&mut rng))))
            .collect();
        if points.contains(&point) {
            in_vain += 1;
        } else {
            points.push(point);
            in_vain = 0;
        }
    }
    Ok(points)
}

fn draw(values: &Values, fraction: f64) -> String {
    match values {
        Values::Listed(values) => {
            let index = (fraction * values.len() as f64) as usize;
            values.get(index).cloned().unwrap_or_default()
        }
        Values::Drawn(range, numbers) => range.at(fraction, *numbers),
    }
}

/// From 0 up to, but not including, 1: the 53 bits that an `f64` holds.
fn fraction(rng: &mut ChaCha8Rng) -> f64 {
    (rng.next_u64() >> 11) as f64 / (1_u64 << 53) as f64
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;
    use crate::range::Numbers;

    fn axes(lists: &[usize]) -> Vec<Axis> {
        let list = |(axis, length): (usize, &usize)| Axis {
            key: format!("key{axis}"),
            values: Values::Listed((0..*length).map(|value| value.to_string()).collect()),
        };
        lists.iter().enumerate().map(list).collect()
    }

    proptest! {
        #[test]
        fn a_grid_has_every_combination_once(lists in prop::collection::vec(1_usize..5, 0..5)) {
            let points = grid(&axes(&lists)).unwrap();
            prop_assert_eq!(points.len(), lists.iter().product::<usize>());
            let different: BTreeSet<Point> = points.iter().cloned().collect();
            prop_assert_eq!(different.len(), points.len());
            prop_assert!(points.iter().all(|point| point.len() == lists.len()));
        }

        #[test]
        fn random_points_differ_and_more_of_them_begin_alike(
            lists in prop::collection::vec(1_usize..4, 1..4),
            few in 1_usize..10,
            more in 0_usize..10,
            seed: u64,
        ) {
            let axes = axes(&lists);
            let first = random(&axes, few, seed).unwrap();
            let all = random(&axes, few + more, seed).unwrap();
            prop_assert_eq!(&all[..first.len()], &first[..]);
            let there = lists.iter().product::<usize>();
            prop_assert_eq!(all.len(), there.min(few + more));
            let different: BTreeSet<Point> = all.iter().cloned().collect();
            prop_assert_eq!(different.len(), all.len());
        }
    }

    #[test]
    fn the_last_list_changes_fastest() {
        let points = grid(&axes(&[2, 2])).unwrap();
        let values: Vec<String> = points
            .iter()
            .map(|point| point.values().cloned().collect())
            .collect();
        assert_eq!(values, ["00", "01", "10", "11"]);
    }

    #[test]
    fn ranges_are_drawn_from_and_too_much_is_refused() {
        let axis = Axis {
            key: "dropout".to_owned(),
            values: Values::Drawn("0..0.5".parse().unwrap(), Numbers::Real),
        };
        let points = random(&[axis], 20, 7).unwrap();
        assert_eq!(points.len(), 20);
        for point in &points {
            assert!((0.0..=0.5).contains(&point["dropout"].parse::<f64>().unwrap()));
        }
        assert!(grid(&axes(&[400, 400])).is_err());
        assert!(random(&axes(&[2]), MOST + 1, 1).is_err());
        assert!(check_trials(10, MOST / 10).is_ok());
        assert!(check_trials(10, MOST / 10 + 1).is_err());
        assert!(check_trials(2, usize::MAX).is_err());
    }
}
