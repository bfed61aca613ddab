//! A run looked over from end to end: what is damaged, and what still works.

use std::path::PathBuf;

use crate::calibration::Calibration;
use crate::checkpoint::{Checkpoint, CheckpointName};
use crate::error::RunError;
use crate::layout::RunDirectory;
use crate::metrics::EpochMetrics;
use crate::pointer::Pointer;
use crate::record::RunRecord;

/// One file, and what is wrong with it.
#[derive(Debug)]
pub struct Finding {
    /// What was looked at.
    pub path: PathBuf,
    /// What came of reading it.
    pub problem: Option<RunError>,
}

/// What looking over a run has found.
#[derive(Debug)]
pub struct Findings {
    /// The record, the metrics, the calibration where there is one, and the pointers.
    pub files: Vec<Finding>,
    /// Every checkpoint, the oldest first, with its content where that is whole.
    pub checkpoints: Vec<(CheckpointName, Result<Checkpoint, RunError>)>,
}

/// Reads everything of a run and checks it against digests and schemas.
///
/// # Errors
///
/// [`RunError::Io`] if the checkpoints cannot be listed.
pub fn verify(run: &RunDirectory) -> Result<Findings, RunError> {
    let checkpoints = run.checkpoints();
    let mut files = vec![
        finding(run.record(), RunRecord::read(run)),
        finding(run.metrics(), EpochMetrics::read(&run.metrics())),
    ];
    let calibration = Calibration::read(run);
    if !matches!(calibration, Ok(None)) {
        files.push(finding(run.calibration(), calibration));
    }
    let mut found = Vec::new();
    for name in CheckpointName::list(&checkpoints)? {
        found.push((name, Checkpoint::read_named(&checkpoints, name)));
    }
    for pointer in [Pointer::Latest, Pointer::Best] {
        let path = checkpoints.join(pointer.file_name());
        let target =
            pointer.get(&checkpoints).and_then(|name| match name {
                Some(name) if !found.iter().any(|(kept, _)| *kept == name) => Err(
                    RunError::damaged(&path, "the name of a checkpoint that is there", name),
                ),
                _ => Ok(()),
            });
        files.push(finding(path, target));
    }
    Ok(Findings {
        files,
        checkpoints: found,
    })
}

fn finding<T>(path: PathBuf, read: Result<T, RunError>) -> Finding {
    Finding {
        path,
        problem: read.err(),
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::checkpoint::testing::{commit_epoch, name};

    #[test]
    fn each_damage_is_found_and_the_rest_is_said_to_work() {
        let root = tempfile::tempdir().unwrap();
        let run = RunDirectory::create(root.path()).unwrap();
        RunRecord::new(&run).write(&run).unwrap();
        let checkpoints = run.checkpoints();
        for epoch in 1..=3 {
            commit_epoch(&checkpoints, epoch);
        }
        Pointer::Latest.set(&checkpoints, name(3)).unwrap();
        let problems = |findings: &Findings| {
            let files = findings.files.iter();
            let files = files.filter(|file| file.problem.is_some());
            let files = files.map(|file| file.path.file_name().unwrap().to_owned());
            let broken = findings.checkpoints.iter();
            let broken = broken.filter(|(_, read)| read.is_err());
            (
                files.collect::<Vec<_>>(),
                broken.map(|(name, _)| name.epoch).collect::<Vec<_>>(),
            )
        };
        assert_eq!(problems(&verify(&run).unwrap()), (vec![], vec![]));

        fs::write(checkpoints.join("best"), "epoch-0009-step-000090").unwrap();
        fs::write(run.metrics(), "no JSON\n").unwrap();
        fs::write(run.calibration(), "{}").unwrap();
        fs::rename(
            checkpoints.join(name(1).to_string()),
            checkpoints.join(name(7).to_string()),
        )
        .unwrap();
        fs::write(
            checkpoints.join(name(2).to_string()).join("state.json"),
            "{}",
        )
        .unwrap();
        assert_eq!(
            problems(&verify(&run).unwrap()),
            (
                ["metrics.jsonl", "calibration.json", "best"]
                    .map(Into::into)
                    .to_vec(),
                vec![2, 7]
            )
        );
    }
}
