//! `sweep`: points of a space of settings, each trained with several seeds.

mod plan;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use burn_mnist_experiment::{
    Axis, ExperimentDirectory, ExperimentError, Plan, Shard, Trial, TrialResult,
};
use burn_mnist_run::{Artifacts, RunDirectory};
use burn_mnist_settings::{PartialSettings, Settings};

use crate::context::Context;
use crate::device::open_device;
use crate::error::AppError;
use crate::experiment::directory::check_images;
use crate::experiment::resume::{base, free_settings};
use crate::experiment::{Experiment, ExperimentKind, Experimented, Session};
use crate::notice::Notice;
use crate::train::images::{Images, Loaded};

/// Which sweep.
#[derive(Clone, Debug)]
pub enum SweepTarget {
    /// A new one over this space.
    New(Space),
    /// The one of this path or name.
    Resume(PathBuf),
}

/// What is varied, and how.
#[derive(Clone, Debug)]
pub struct Space {
    /// The settings that are varied, with their values.
    pub axes: Vec<Axis>,
    /// How many points to draw; all combinations where unset.
    pub random: Option<usize>,
    /// Seeds that each point is tried with.
    pub seeds: Option<usize>,
    /// Whether every trial's checkpoints stay.
    pub keep_runs: bool,
}

/// What to do of a sweep.
#[derive(Clone, Debug)]
pub struct SweepRequest {
    /// Which sweep.
    pub target: SweepTarget,
    /// The settings that all trials share.
    pub options: PartialSettings,
    /// A config for what they leave unset.
    pub config: Option<PathBuf>,
    /// The share of the trials that is done here.
    pub shard: Option<Shard>,
}

/// Does what is not yet done of a sweep.
///
/// # Errors
///
/// [`AppError`]; what is done stays, and [`AppError::ExperimentEnded`] says which sweep can be resumed.
pub fn sweep(request: SweepRequest, context: &Context<'_>) -> Result<Experimented, AppError> {
    let SweepRequest {
        target,
        options,
        config,
        shard,
    } = request;
    let kind = ExperimentKind::Sweep;
    let asked = PartialSettings::layered(options.clone(), config.as_deref())?;
    let (begun, mut plan) = match &target {
        SweepTarget::Resume(name) => {
            let (directory, plan) = kind.resume(name, &asked, &context.artifacts)?;
            (Some(directory), plan)
        }
        SweepTarget::New(space) => (None, plan::plan(space, asked, context)?),
    };
    let here = free_settings(&options);
    let base = base(&plan, &here)?;
    let (selection, opened) = open_device(&base.backend, context)?;
    let here = PartialSettings {
        backend: Some(selection.to_string()),
        ..here
    };
    let images = SplitBySeed(Loaded::load(&base, context)?);
    let directory = match begun {
        Some(directory) => directory,
        None => {
            plan.train_sha256 = images.0.train_sha256().to_owned();
            kind.begin(options.out.as_ref(), shard, &plan, &context.artifacts)?
        }
    };
    check_images(&directory, &plan, images.0.train_sha256())?;
    context.notice(Notice::ExperimentOpened {
        kind,
        root: directory.root().to_owned(),
    });
    let session = Session {
        kind,
        directory: &directory,
        plan: &plan,
        shard: shard.unwrap_or(Shard::WHOLE),
        opened: &opened,
        here: &here,
        context,
    };
    let ending = session.run(&images)?;
    Ok(Experimented {
        results: directory.results()?,
        directory,
        plan,
        ending,
    })
}

/// Sweeps of one plan as one: the first one's directory and plan, and the results of all.
///
/// # Errors
///
/// [`AppError::Experiment`] if one is not there or damaged, or of another plan; none named is an error too.
pub fn merge(
    names: &[PathBuf],
    artifacts: &Artifacts,
) -> Result<(ExperimentDirectory, Plan, Vec<TrialResult>), AppError> {
    let find = |name: &PathBuf| ExperimentKind::Sweep.find(name, artifacts);
    let mut found = names.iter().map(find).collect::<Result<Vec<_>, _>>()?;
    let Some((_, plan)) = found.first() else {
        let (kind, path) = ("sweep", Path::new("").to_owned());
        return Err(ExperimentError::Missing { kind, path }.into());
    };
    let mut results = BTreeMap::new();
    for (other, others) in &found {
        if let Some(difference) = plan.difference(others) {
            let path = other.root().to_owned();
            return Err(ExperimentError::Foreign { path, difference }.into());
        }
        for result in other.results()? {
            results.entry(result.trial).or_insert(result);
        }
    }
    let (directory, plan) = found.swap_remove(0);
    Ok((directory, plan, results.into_values().collect()))
}

/// Each trial has the split of its seed.
struct SplitBySeed(Loaded);

impl Experiment for SplitBySeed {
    fn images(&self, _: &Trial, settings: &Settings) -> Result<Images, AppError> {
        self.0.part(settings)
    }

    fn conclude(&self, _: &Trial, _: &RunDirectory) -> Result<(), AppError> {
        Ok(())
    }
}
