//! `cross-validate`: one recipe scored on each fold of the training images, by a network that has not seen it.

mod held_out;
mod page;
mod plan;

use std::path::PathBuf;

use burn_mnist_experiment::{Scored, Shard};
use burn_mnist_settings::PartialSettings;

use self::held_out::HeldOut;
use crate::context::Context;
use crate::error::AppError;
use crate::experiment::prepare::{Place, Prepared, prepare};
use crate::experiment::{Ending, ExperimentKind, Experimented, Session};
use crate::notice::Notice;

/// Which cross-validation.
#[derive(Clone, Debug)]
pub enum CrossValidationTarget {
    /// A new one.
    New(Folding),
    /// The one of this path or name.
    Resume(PathBuf),
}

/// How the training images are folded, and what is scored.
#[derive(Clone, Copy, Debug, Default)]
pub struct Folding {
    /// Folds.
    pub folds: Option<usize>,
    /// Seeds, each with folds of its own.
    pub seeds: Option<usize>,
    /// Which epoch is scored.
    pub scored: Scored,
    /// Whether every run's checkpoints stay.
    pub keep_runs: bool,
}

/// What to do of a cross-validation.
#[derive(Clone, Debug)]
pub struct CrossValidationRequest {
    /// Which one.
    pub target: CrossValidationTarget,
    /// The settings that all folds share.
    pub options: PartialSettings,
    /// A config for what they leave unset.
    pub config: Option<PathBuf>,
}

/// Does what is not yet done of a cross-validation.
///
/// # Errors
///
/// [`AppError`]; what is done stays, and [`AppError::ExperimentEnded`] says which one can be resumed.
pub fn cross_validate(
    request: CrossValidationRequest,
    context: &Context<'_>,
) -> Result<Experimented, AppError> {
    let CrossValidationRequest {
        target,
        options,
        config,
    } = request;
    let kind = ExperimentKind::CrossValidation;
    let asked = PartialSettings::layered(options.clone(), config.as_deref());
    let (begun, mut plan) = match &target {
        CrossValidationTarget::Resume(name) => {
            let (directory, plan) = kind.resume(name, &asked?, &context.artifacts)?;
            (Some(directory), plan)
        }
        CrossValidationTarget::New(folding) => {
            plan::check_folds(folding)?;
            (None, plan::plan(folding, asked?, context)?)
        }
    };
    let Prepared {
        base,
        opened,
        here,
        loaded,
    } = prepare(&plan, &options, context)?;
    let train_sha256 = loaded.train_sha256().to_owned();
    let mut held_out = HeldOut::new(loaded, &plan, &base, opened.device.clone())?;
    let place = Place {
        kind,
        begun,
        options: &options,
        shard: None,
    };
    let directory = place.open(&mut plan, &train_sha256, context)?;
    held_out.keep_in(&directory);
    let session = Session {
        kind,
        directory: &directory,
        plan: &plan,
        shard: Shard::WHOLE,
        opened: &opened,
        here: &here,
        context,
    };
    let ending = session.run(&held_out)?;
    if ending == Ending::Complete {
        directory.gather_predictions(&plan)?;
    }
    let results = directory.results()?;
    if let Err(error) = page::write_page(&directory, &plan, &results) {
        context.notice(Notice::ExperimentPageNotWritten {
            kind,
            error: &error,
        });
    }
    Ok(Experimented {
        results,
        directory,
        plan,
        ending,
    })
}
