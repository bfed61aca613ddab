//! The plan of a sweep: every trial's settings resolved and checked, before anything is trained.

use burn_mnist_experiment::{Plan, Point, Scored, Search, Trial, grid, random};
use burn_mnist_run::timestamp;

use super::axes::axes;
use crate::arguments::Space;
use crate::command::train::plan;
use crate::failure::Failure;
use crate::output::Output;
use crate::settings::{Options, Settings};

/// Seeds a point is tried with unless told otherwise: the fewest of which a spread says something.
const SEEDS: usize = 3;

/// Plans what was asked for; the training images are for the caller to name.
pub fn plan(space: &Space, output: Output) -> Result<Plan, Failure> {
    let axes = axes(space)?;
    if axes.is_empty() {
        return Err(Failure::usage("there is nothing to vary")
            .hint("name a setting and its values: --grid learning_rate=1e-3,3e-3"));
    }
    let asked = space.asked.layered()?;
    let base = plan::settings(asked.clone(), None, output)?;
    if base.validation == 0 {
        return Err(Failure::usage(
            "--validation (config key `validation`) must hold images back: a sweep is scored on them",
        )
        .hint("give --validation N, such as 5000"));
    }
    let (search, points) = match space.random {
        Some(count) => {
            let points = random(&axes, count, base.seed)?;
            if points.len() < count {
                let found = points.len();
                output.note(format!("the lists have no more than {found} points"));
            }
            (Search::Random, points)
        }
        None => (Search::Grid, grid(&axes)?),
    };
    let count = space.seeds.unwrap_or(SEEDS);
    let seeds: Vec<u64> = (base.seed..).take(count).collect();
    let trials = trials(&asked, &points, &seeds)?;
    if count == 1 {
        output.announce(
            "one seed a point: which point comes first may be the seed's luck, and no interval says how much",
        );
    }
    Ok(Plan {
        schema_version: Plan::VERSION,
        started_at: Some(timestamp::now()),
        search,
        keys: axes.into_iter().map(|axis| axis.key).collect(),
        points,
        seeds,
        folds: None,
        train_sha256: String::new(),
        scored: Scored::Best,
        keep_runs: space.keep_runs,
        trials,
    })
}

/// Every point with the first seed, then every point with the next: who stops early has seen all of them.
fn trials(asked: &Options, points: &[Point], seeds: &[u64]) -> Result<Vec<Trial>, Failure> {
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

fn settings(asked: &Options, point: &Point, seed: u64) -> Result<Settings, Failure> {
    let mut options = Options {
        seed: Some(seed),
        ..Options::default()
    };
    for (key, value) in point {
        options = options.or(Options::single(key, value)?);
    }
    Settings::resolve(options.or(asked.clone()), None).map_err(|failure| {
        let values = point.iter().map(|(key, value)| format!("{key}={value}"));
        let values = values.collect::<Vec<_>>().join(" ");
        let message = format!("point {values}: {}", failure.message);
        Failure { message, ..failure }
    })
}
