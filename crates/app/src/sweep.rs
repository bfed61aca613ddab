//! `sweep`: points of a space of settings, each trained with several seeds.

mod page;
mod plan;
mod report;

use std::path::PathBuf;

use burn_mnist_experiment::{Axis, Shard, Trial};
use burn_mnist_run::RunDirectory;
use burn_mnist_settings::{PartialSettings, Settings};

pub use self::report::SweepReport;
pub(crate) use self::report::network_of;

use crate::context::Context;
use crate::error::AppError;
use crate::experiment::prepare::{Place, prepare};
use crate::experiment::{Ending, Experiment, ExperimentKind, Session};
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

/// A sweep, and how this process left it.
#[derive(Debug)]
pub struct Swept {
    /// What is done of it.
    pub report: SweepReport,
    /// How this process ended.
    pub ending: Ending,
}

/// Does what is not yet done of a sweep.
///
/// # Errors
///
/// [`AppError`]; what is done stays, and [`AppError::ExperimentEnded`] says which sweep can be resumed.
pub fn sweep(request: SweepRequest, context: &Context<'_>) -> Result<Swept, AppError> {
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
    let prepared = prepare(&plan, &options, context)?;
    let place = Place {
        kind,
        begun,
        options: &options,
        shard,
    };
    let images = SplitBySeed(prepared.loaded);
    let directory = place.open(&mut plan, images.0.train_sha256(), context)?;
    let session = Session {
        kind,
        directory: &directory,
        plan: &plan,
        shard: shard.unwrap_or(Shard::WHOLE),
        opened: &prepared.opened,
        here: &prepared.here,
        context,
    };
    let ending = session.run(&images)?;
    let report = SweepReport::of(directory, plan)?;
    if let Err(error) = report.write_page() {
        context.notice(Notice::ExperimentPageNotWritten {
            kind,
            error: &error,
        });
    }
    Ok(Swept { report, ending })
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
