//! The plan of a cross-validation: a trial for each fold and seed.

use burn_mnist_experiment::{Plan, Point, Scored, Search, Trial};
use burn_mnist_run::timestamp;

use crate::arguments::CrossValidate;
use crate::command::train::plan;
use crate::failure::Failure;
use crate::output::Output;
use crate::settings::{Options, Settings};

/// Folds unless told otherwise.
const FOLDS: usize = 5;

/// More folds than anybody waits for.
const MOST_FOLDS: usize = 1_000;

/// Plans what was asked for; the training images are for the caller to name.
pub fn plan(cross: &CrossValidate, output: Output) -> Result<Plan, Failure> {
    let folds = cross.folds.unwrap_or(FOLDS);
    if !(2..=MOST_FOLDS).contains(&folds) {
        let message = format!("--folds takes 2 to {MOST_FOLDS}; found {folds}");
        return Err(Failure::usage(message));
    }
    let asked = cross.asked.layered()?;
    if asked.patience.is_some() {
        let message = "--patience (config key `patience`) would let the fold say when to stop";
        return Err(Failure::usage(message).hint("leave it out, and give the --epochs it led to"));
    }
    let base = plan::settings(
        Options {
            validation: Some(0),
            ..asked
        },
        None,
        output,
    )?;
    let count = cross.seeds.unwrap_or(1);
    let seeds: Vec<u64> = (base.seed..).take(count).collect();
    let pairs = seeds
        .iter()
        .flat_map(|seed| (1..=folds).map(move |fold| (*seed, fold)));
    let trials = (1..).zip(pairs).map(|(number, (seed, fold))| Trial {
        number,
        point: 1,
        seed,
        fold: Some(fold),
        settings: Settings {
            seed,
            ..base.clone()
        }
        .to_record(),
    });
    let trials = trials.collect();
    Ok(Plan {
        schema_version: Plan::VERSION,
        started_at: Some(timestamp::now()),
        search: Search::CrossValidation,
        keys: Vec::new(),
        points: vec![Point::new()],
        seeds,
        folds: Some(folds),
        train_sha256: String::new(),
        scored: cross.checkpoint.map(Scored::from).unwrap_or_default(),
        keep_runs: cross.keep_runs,
        trials,
    })
}
