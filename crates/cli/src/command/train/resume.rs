//! `train --resume`: which run, whether it may go on as asked, and from which checkpoint.

use std::path::{Path, PathBuf};

use burn_mnist_run::checkpoint::{MANIFEST, Newest, newest};
use burn_mnist_run::record::Status;
use burn_mnist_run::{Checkpoint, RunDirectory, RunLock, RunRecord, State};
use burn_mnist_settings::{PartialSettings, Settings};

use super::change::{changed, difference, recorded};
use super::place::{Begun, Place};
use super::plan::{self, Plan, Undertaking};
use crate::failure::{Failure, Kind};
use crate::output::Output;
use crate::run_path;

/// Picks up the run that is meant; `auto` begins it if it is not there.
pub fn plan(
    typed: &Path,
    options: PartialSettings,
    config: Option<&Path>,
    output: Output,
) -> Result<Plan, Failure> {
    let asked = PartialSettings::layered(options.clone(), config)?;
    let auto = typed == Path::new("auto");
    let root = match (auto, &asked.out) {
        (true, None) => {
            return Err(Failure::usage(
                "--resume auto needs --out, the run's directory",
            ));
        }
        (true, Some(out)) => out.clone(),
        (false, _) => named(typed, asked.out.as_deref())?,
    };
    let run = match RunDirectory::open(&root) {
        Err(_) if auto => return plan::adopt(root, options, config, output),
        run => run?,
    };
    let lock = RunLock::acquire(&run)?;
    let record = RunRecord::read(&run)?;
    let before = recorded(&record, run.root())?;
    check_config(&run, &before, output)?;
    let settings = changed(&before, asked, run.root())?;
    if record.status == Status::Completed && settings.epochs == before.epochs {
        output.note(format!(
            "{} is complete; --epochs N gives it more",
            run.root().display()
        ));
        return Ok(Plan::Done(run, Box::new(record)));
    }

    let checkpoint = newest_whole(&run, output)?;
    let state = checkpoint.as_ref().map(Checkpoint::state).transpose()?;
    check_epochs(state.as_ref(), &settings)?;
    warn_of_lost_best(&run, state.as_ref(), output);
    announce(&run, state.as_ref(), &before, &settings, output);
    let begun = Begun {
        run,
        lock,
        record,
        checkpoint,
    };
    Ok(Plan::Begin(Box::new(Undertaking {
        settings,
        place: Place::Existing(Box::new(begun)),
        repeats: None,
    })))
}

fn named(typed: &Path, out: Option<&Path>) -> Result<PathBuf, Failure> {
    let root = run_path::find(typed)?;
    if root.join(MANIFEST).is_file() {
        return Err(
            Failure::usage(format!("{} is a checkpoint", root.display()))
                .hint("name its run: --resume takes the newest whole checkpoint"),
        );
    }
    match out {
        Some(out) if std::path::absolute(out).ok() != std::path::absolute(&root).ok() => Err(
            Failure::usage("a resumed run stays where it is: leave --out out"),
        ),
        _ => Ok(root),
    }
}

/// The record leads; a config that was edited since says that something else was meant.
fn check_config(run: &RunDirectory, recorded: &Settings, output: Output) -> Result<(), Failure> {
    let path = run.config();
    let config = PartialSettings::layered(PartialSettings::default(), Some(&path))
        .and_then(|options| Settings::resolve(options, None));
    let config = match config {
        Ok(config) => config,
        Err(error) => {
            let failure = Failure::from(error);
            output.warn(format!("{}; written anew from the record", failure.message));
            return Ok(());
        }
    };
    let Some((key, was, now)) = difference(&recorded.identity(), &config.identity()) else {
        return Ok(());
    };
    let message = format!(
        "{} says {key} {now}, but the run was begun with {was}",
        path.display()
    );
    Err(Failure {
        path: Some(path),
        expected: Some(was),
        found: Some(now),
        ..Failure::new(Kind::Checkpoint, message)
    }
    .hint("undo the edit, or begin another run with --config and a directory of its own"))
}

/// The newest checkpoint that is whole; none if there is none at all.
pub fn newest_whole(run: &RunDirectory, output: Output) -> Result<Option<Checkpoint>, Failure> {
    let Newest { whole, damaged } = newest(&run.checkpoints())?;
    for (name, error) in &damaged {
        output.warn(format!("checkpoint {name} cannot be used: {error}"));
    }
    match (whole, damaged.into_iter().next()) {
        (Some((_, checkpoint)), _) => Ok(Some(checkpoint)),
        (None, None) => Ok(None),
        (None, Some((_, error))) => {
            let message = format!("no checkpoint of {} is whole", run.root().display());
            Err(Failure {
                message,
                ..Failure::from(error)
            }
            .hint("`burn-mnist train --repeat RUN` trains it once more in a new directory"))
        }
    }
}

/// The run goes on all the same: the next best stands in.
fn warn_of_lost_best(run: &RunDirectory, state: Option<&State>, output: Output) {
    let best = state.and_then(State::best);
    if let Some(Err(error)) = best.map(|name| Checkpoint::read_named(&run.checkpoints(), name)) {
        output.warn(format!(
            "the best checkpoint so far cannot be used, and the next best takes its place: {error}"
        ));
    }
}

fn check_epochs(state: Option<&State>, settings: &Settings) -> Result<(), Failure> {
    let begun = state.map_or(0, |state| state.epoch);
    if settings.epochs >= begun {
        return Ok(());
    }
    let message = format!(
        "--epochs {}: the run is in epoch {begun} already",
        settings.epochs
    );
    Err(Failure {
        expected: Some(format!("at least {begun}")),
        found: Some(settings.epochs.to_string()),
        ..Failure::usage(message)
    })
}

fn announce(
    run: &RunDirectory,
    state: Option<&State>,
    before: &Settings,
    settings: &Settings,
    output: Output,
) {
    let root = run.root().display();
    output.note(match state {
        Some(state) => format!("resuming {root} from {}", state.name()),
        None => format!("{root} has no checkpoint yet: it begins at the beginning"),
    });
    if before.backend != settings.backend {
        output.note(format!(
            "going on with {}; until now it was {}",
            settings.backend, before.backend
        ));
    }
}
