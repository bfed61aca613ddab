//! A run that goes on: which one, whether it may go on as asked, and from which checkpoint.

use std::path::{Path, PathBuf};

use burn_mnist_run::checkpoint::{MANIFEST, Newest, newest};
use burn_mnist_run::record::Status;
use burn_mnist_run::{Checkpoint, RunDirectory, RunLock, RunRecord, State};
use burn_mnist_settings::{PartialSettings, Settings};

use super::changes::{changed, difference, recorded};
use super::error::RunRequestError;
use super::planned::{self, Plan, Planned};
use super::target::{OpenRun, RunTarget};
use crate::context::Context;
use crate::error::AppError;
use crate::model::MnistPolicy;
use crate::notice::Notice;
use crate::runs;

/// Picks up the run of this path or name.
pub fn named(
    name: &Path,
    options: PartialSettings,
    config: Option<&Path>,
    mnist: MnistPolicy,
    context: &Context<'_>,
) -> Result<Plan, AppError> {
    let asked = PartialSettings::layered(options, config)?;
    let root = root(name, asked.out.as_deref(), context)?;
    resume(RunDirectory::open(&root)?, asked, mnist, context)
}

/// Picks up the run in the settings' `out`, or begins it if it is not there.
pub fn or_begin(
    options: PartialSettings,
    config: Option<&Path>,
    mnist: MnistPolicy,
    context: &Context<'_>,
) -> Result<Plan, AppError> {
    let asked = PartialSettings::layered(options.clone(), config)?;
    let Some(root) = asked.out.clone() else {
        return Err(RunRequestError::NeedsDirectory.into());
    };
    match RunDirectory::open(&root) {
        Ok(run) => resume(run, asked, mnist, context),
        Err(_) => planned::create_or_adopt(root, options, config, context),
    }
}

fn resume(
    run: RunDirectory,
    asked: PartialSettings,
    mnist: MnistPolicy,
    context: &Context<'_>,
) -> Result<Plan, AppError> {
    let lock = RunLock::acquire(&run)?;
    let record = RunRecord::read(&run)?;
    let before = recorded(&record, run.root())?;
    check_config(&run, &before, context)?;
    let settings = changed(&before, asked, mnist, run.root())?;
    if record.status == Status::Completed && settings.epochs == before.epochs {
        context.notice(Notice::RunComplete(run.root().to_owned()));
        return Ok(Plan::Complete(run, Box::new(record)));
    }

    let checkpoint = newest_whole(&run, context)?;
    let state = checkpoint.as_ref().map(Checkpoint::state).transpose()?;
    check_epochs(state.as_ref(), &settings)?;
    report_lost_best(&run, state.as_ref(), context);
    context.notice(Notice::Resuming {
        run: run.root().to_owned(),
        from: state.as_ref().map(State::name),
    });
    if before.backend != settings.backend {
        context.notice(Notice::BackendChanged {
            before: before.backend,
            now: settings.backend.clone(),
        });
    }
    let open_run = OpenRun {
        run,
        lock,
        record,
        checkpoint,
    };
    Ok(Plan::Train(Box::new(Planned {
        settings,
        target: RunTarget::Continue(Box::new(open_run)),
        repeats: None,
    })))
}

fn root(name: &Path, out: Option<&Path>, context: &Context<'_>) -> Result<PathBuf, AppError> {
    let root = runs::find(name, &context.artifacts)?;
    if root.join(MANIFEST).is_file() {
        return Err(RunRequestError::IsCheckpoint { path: root }.into());
    }
    match out {
        Some(out) if std::path::absolute(out).ok() != std::path::absolute(&root).ok() => {
            Err(RunRequestError::OtherDirectory.into())
        }
        _ => Ok(root),
    }
}

/// The record leads; a config that was edited since says that something else was meant.
fn check_config(
    run: &RunDirectory,
    recorded: &Settings,
    context: &Context<'_>,
) -> Result<(), AppError> {
    let path = run.config();
    let config = PartialSettings::layered(PartialSettings::default(), Some(&path))
        .and_then(|settings| Settings::resolve(settings, None));
    let config = match config {
        Ok(config) => config,
        Err(error) => {
            context.notice(Notice::ConfigRewritten(Box::new(error.into())));
            return Ok(());
        }
    };
    match difference(&recorded.identity(), &config.identity()) {
        None => Ok(()),
        Some((key, was, now)) => Err(RunRequestError::ConfigEdited {
            path,
            key,
            was,
            now,
        }
        .into()),
    }
}

/// The newest intact checkpoint; `None` if the run has no checkpoint.
pub fn newest_whole(
    run: &RunDirectory,
    context: &Context<'_>,
) -> Result<Option<Checkpoint>, AppError> {
    let Newest { whole, damaged } = newest(&run.checkpoints())?;
    let mut first = None;
    for (name, error) in damaged {
        context.notice(Notice::CheckpointDamaged {
            name,
            reason: error.to_string(),
        });
        first.get_or_insert(error);
    }
    match (whole, first) {
        (Some((_, checkpoint)), _) => Ok(Some(checkpoint)),
        (None, None) => Ok(None),
        (None, Some(newest)) => Err(RunRequestError::NoneWhole {
            run: run.root().to_owned(),
            newest,
        }
        .into()),
    }
}

/// The run goes on all the same: the next best stands in.
fn report_lost_best(run: &RunDirectory, state: Option<&State>, context: &Context<'_>) {
    let best = state.and_then(State::best);
    if let Some(Err(error)) = best.map(|name| Checkpoint::read_named(&run.checkpoints(), name)) {
        context.notice(Notice::BestLost(error));
    }
}

fn check_epochs(state: Option<&State>, settings: &Settings) -> Result<(), AppError> {
    let begun = state.map_or(0, |state| state.epoch);
    match settings.epochs >= begun {
        true => Ok(()),
        false => Err(RunRequestError::TooFewEpochs {
            asked: settings.epochs,
            begun,
        }
        .into()),
    }
}
