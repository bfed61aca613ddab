//! Old checkpoints removed, once those that stay have been verified.

use std::fs;
use std::path::Path;

use burn_mnist_run::checkpoint::{clear_aside, remove};
use burn_mnist_run::{Checkpoint, CheckpointName, Pointer, RunDirectory, RunLock};
use serde::Serialize;

use crate::error::AppError;

/// Whether checkpoints are removed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PruneMode {
    /// They are.
    Remove,
    /// They are only counted.
    DryRun,
}

/// What was removed of a run, or would be.
#[derive(Debug, Serialize)]
pub struct Pruned {
    /// The run.
    pub run: String,
    /// Checkpoints that stay.
    pub kept: Vec<String>,
    /// Checkpoints that go.
    pub removed: Vec<String>,
    /// The disk space that becomes free.
    pub freed_bytes: u64,
    /// Whether nothing was removed.
    pub dry_run: bool,
}

/// Keeps the newest `keep` whole checkpoints of a run and its best one.
///
/// # Errors
///
/// [`AppError::Run`], with `Locked` if another process writes the run.
pub fn prune(run: &RunDirectory, keep: usize, mode: PruneMode) -> Result<Pruned, AppError> {
    let lock = RunLock::acquire(run)?;
    prune_locked(run, &lock, keep, mode == PruneMode::DryRun)
}

fn prune_locked(
    run: &RunDirectory,
    lock: &RunLock,
    keep: usize,
    dry_run: bool,
) -> Result<Pruned, AppError> {
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
) -> Result<(Vec<CheckpointName>, Vec<CheckpointName>), AppError> {
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
