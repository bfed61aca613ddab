//! The plan of a sweep: every trial's settings resolved and checked, before anything is trained.

use burn_mnist_experiment::{Plan, Point, Scored, Search, Trial, check_trials, grid, random};
use burn_mnist_run::timestamp;
use burn_mnist_settings::{PartialSettings, Settings, SettingsError};

use super::Space;
use crate::context::Context;
use crate::error::AppError;
use crate::experiment::ExperimentRequestError;
use crate::notice::Notice;
use crate::train;

/// Seeds a point is tried with unless set: the fewest whose spread is informative.
const SEEDS: usize = 3;

/// Plans what was asked for; the training images are for the caller to name.
pub fn plan(
    space: &Space,
    asked: PartialSettings,
    context: &Context<'_>,
) -> Result<Plan, AppError> {
    let axes = &space.axes;
    if axes.is_empty() {
        return Err(ExperimentRequestError::NothingToVary.into());
    }
    let base = train::settings(asked.clone(), None, context)?;
    if base.validation == 0 {
        return Err(ExperimentRequestError::NoValidationSplit.into());
    }
    let (search, points) = match space.random {
        Some(count) => {
            let points = random(axes, count, base.seed)?;
            if points.len() < count {
                context.notice(Notice::FewerPoints(points.len()));
            }
            (Search::Random, points)
        }
        None => (Search::Grid, grid(axes)?),
    };
    let count = space.seeds.unwrap_or(SEEDS);
    check_trials(points.len(), count)?;
    let seeds: Vec<u64> = (base.seed..).take(count).collect();
    let trials = trials(&asked, &points, &seeds)?;
    if count == 1 {
        context.notice(Notice::OneSeed);
    }
    Ok(Plan {
        schema_version: Plan::VERSION,
        started_at: Some(timestamp::now()),
        search,
        keys: axes.iter().map(|axis| axis.key.clone()).collect(),
        points,
        seeds,
        folds: None,
        train_sha256: String::new(),
        scored: Scored::Best,
        keep_runs: space.keep_runs,
        trials,
    })
}

/// Every point with the first seed, then every point with the next, so that an early stop has seen all points.
fn trials(
    asked: &PartialSettings,
    points: &[Point],
    seeds: &[u64],
) -> Result<Vec<Trial>, AppError> {
    let rounds = seeds
        .iter()
        .flat_map(|seed| (1..).zip(points).map(move |point| (*seed, point)));
    let trial = |(number, (seed, (point, values))): (usize, (u64, (usize, &Point)))| {
        let settings = settings(asked, values, seed)?;
        Ok(Trial {
            number,
            point,
            seed,
            fold: None,
            settings: settings.to_record(),
        })
    };
    (1..).zip(rounds).map(trial).collect()
}

fn settings(asked: &PartialSettings, point: &Point, seed: u64) -> Result<Settings, AppError> {
    resolve(asked, point, seed).map_err(|source| {
        let values = point.iter().map(|(key, value)| format!("{key}={value}"));
        let values = values.collect::<Vec<_>>().join(" ");
        ExperimentRequestError::Point { values, source }.into()
    })
}

fn resolve(asked: &PartialSettings, point: &Point, seed: u64) -> Result<Settings, SettingsError> {
    let mut settings = PartialSettings {
        seed: Some(seed),
        ..PartialSettings::default()
    };
    for (key, value) in point {
        settings = settings.or(PartialSettings::single(key, value)?);
    }
    Settings::resolve(settings.or(asked.clone()), None)
}
