//! From what a user calls a run to its path: a path, a name under `artifacts/runs`, or `latest`.

use std::path::{Path, PathBuf};

use burn_mnist_run::layout::RUNS;
use burn_mnist_run::{RunDirectory, RunError, RunRecord};

use crate::failure::Failure;

/// The path that `typed` means; one that exists means itself.
pub fn find(typed: &Path) -> Result<PathBuf, Failure> {
    if typed.exists() {
        return Ok(typed.to_owned());
    }
    if typed == Path::new("latest") {
        return latest(Path::new(RUNS));
    }
    let named = Path::new(RUNS).join(typed);
    Ok(if named.exists() {
        named
    } else {
        typed.to_owned()
    })
}

fn latest(runs: &Path) -> Result<PathBuf, Failure> {
    let newest = RunDirectory::list(runs)?
        .into_iter()
        .filter_map(|run| Some((RunRecord::read(&run).ok()?.started_at, run)))
        .max_by(|a, b| (&a.0, a.1.root()).cmp(&(&b.0, b.1.root())));
    match newest {
        Some((_, run)) => Ok(run.root().to_owned()),
        None => Err(RunError::Missing {
            what: "run",
            path: runs.to_owned(),
            hint: "`burn-mnist train` makes one".to_owned(),
        }
        .into()),
    }
}
