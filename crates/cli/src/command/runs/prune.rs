//! `runs prune`: old checkpoints removed, once those that stay have been verified.

use std::fs;
use std::path::Path;

use burn_mnist_run::checkpoint::{clear_aside, remove};
use burn_mnist_run::{Checkpoint, CheckpointName, Pointer, RunDirectory, RunLock};
use serde::Serialize;

use crate::failure::Failure;
use crate::output::Output;

/// What `--format json` says of each run.
#[derive(Debug, Serialize)]
struct Pruned {
    run: String,
    kept: Vec<String>,
    removed: Vec<String>,
    freed_bytes: u64,
    dry_run: bool,
}

/// Keeps the newest `keep` whole checkpoints of each run and its best one.
pub fn prune(
    runs: &[RunDirectory],
    keep: usize,
    dry_run: bool,
    output: Output,
) -> Result<(), Failure> {
    let mut pruned = Vec::new();
    for run in runs {
        match RunLock::acquire(run) {
            Ok(lock) => pruned.push(prune_one(run, &lock, keep, dry_run)?),
            Err(error) => output.warn(format!("left alone: {error}")),
        }
    }
    output.result(pruned.as_slice(), render)
}

fn prune_one(
    run: &RunDirectory,
    lock: &RunLock,
    keep: usize,
    dry_run: bool,
) -> Result<Pruned, Failure> {
    let checkpoints = run.checkpoints();
    let (kept, surplus) = sort_out(&checkpoints, keep)?;
    let before = size(run.root());
    let mut freed_bytes = 0;
    for name in &surplus {
        freed_bytes += size(&checkpoints.join(name.to_string()));
        if !dry_run {
            remove(&checkpoints, *name)?;
        }
    }
    if !dry_run {
        clear_aside(&checkpoints)?;
        run.sweep(lock)?;
        freed_bytes = before.saturating_sub(size(run.root()));
    }
    let names = |names: &[CheckpointName]| names.iter().map(ToString::to_string).collect();
    Ok(Pruned {
        run: run.root().display().to_string(),
        kept: names(&kept),
        removed: names(&surplus),
        freed_bytes,
        dry_run,
    })
}

/// What stays, and what goes: nothing that is whole goes unless newer whole ones stay.
fn sort_out(
    checkpoints: &Path,
    keep: usize,
) -> Result<(Vec<CheckpointName>, Vec<CheckpointName>), Failure> {
    let best = Pointer::Best.get(checkpoints)?;
    let (mut kept, mut surplus) = (Vec::new(), Vec::new());
    let mut newer = 0;
    for name in CheckpointName::list(checkpoints)?.into_iter().rev() {
        let whole = Checkpoint::read_named(checkpoints, name).is_ok();
        if Some(name) == best || (whole && newer < keep) {
            kept.push(name);
        } else {
            surplus.push(name);
        }
        newer += usize::from(whole);
    }
    if newer == 0 {
        // Nothing is whole: what is left may still be worth a look.
        kept.append(&mut surplus);
    }
    Ok((kept, surplus))
}

/// Bytes of all files beneath a directory; what cannot be read counts for nothing.
fn size(directory: &Path) -> u64 {
    let Ok(entries) = fs::read_dir(directory) else {
        return 0;
    };
    let sizes = entries.flatten().map(|entry| match entry.metadata() {
        Ok(metadata) if metadata.is_dir() => size(&entry.path()),
        Ok(metadata) => metadata.len(),
        Err(_) => 0,
    });
    sizes.sum()
}

fn render(pruned: &[Pruned]) -> String {
    let mut text = String::new();
    for one in pruned {
        let would = if one.dry_run {
            "would remove"
        } else {
            "removed"
        };
        text += &format!(
            "{}: {would} {} of {} checkpoints, {} kB\n",
            one.run,
            one.removed.len(),
            one.removed.len() + one.kept.len(),
            one.freed_bytes / 1000
        );
    }
    text
}
