//! The directory of an experiment: found, resumed or begun.

use std::path::{Path, PathBuf};

use burn_mnist_experiment::{ExperimentDirectory, Plan, Shard};
use burn_mnist_run::{Artifacts, timestamp};
use burn_mnist_settings::PartialSettings;

use super::error::ExperimentRequestError;
use super::kind::ExperimentKind;
use super::resume::check_unchanged;
use crate::error::AppError;

impl ExperimentKind {
    /// The experiment of this path or name, and its plan.
    ///
    /// # Errors
    ///
    /// [`AppError::Experiment`] if it is not there or damaged, [`AppError::ExperimentRequest`] if it is of the
    /// other kind.
    pub fn find(
        self,
        name: &Path,
        artifacts: &Artifacts,
    ) -> Result<(ExperimentDirectory, Plan), AppError> {
        let directory = ExperimentDirectory::find(name, &self.home(artifacts), self.name())?;
        let plan = directory.plan()?;
        let found = Self::of(&plan);
        if found != self {
            return Err(ExperimentRequestError::OtherKind {
                root: directory.root().to_owned(),
                found,
                expected: self,
            }
            .into());
        }
        Ok((directory, plan))
    }

    /// As [`find`](Self::find), of one that goes on and stays as it was planned.
    pub(crate) fn resume(
        self,
        name: &Path,
        asked: &PartialSettings,
        artifacts: &Artifacts,
    ) -> Result<(ExperimentDirectory, Plan), AppError> {
        if asked.out.is_some() {
            return Err(ExperimentRequestError::OtherDirectory { kind: self }.into());
        }
        let (directory, plan) = self.find(name, artifacts)?;
        check_unchanged(asked, &plan)?;
        Ok((directory, plan))
    }

    /// A directory for a new one; a shard may join others in it.
    pub(crate) fn begin(
        self,
        out: Option<&PathBuf>,
        shard: Option<Shard>,
        plan: &Plan,
        artifacts: &Artifacts,
    ) -> Result<ExperimentDirectory, AppError> {
        let directory = match (out, shard) {
            (Some(out), Some(_)) => ExperimentDirectory::join(out, plan)?,
            (Some(out), None) => ExperimentDirectory::create(out, plan)?,
            (None, Some(_)) => return Err(ExperimentRequestError::ShardNeedsDirectory.into()),
            (None, None) => {
                let name = timestamp::compact();
                ExperimentDirectory::create_named(&self.home(artifacts), &name, plan)?
            }
        };
        Ok(directory)
    }
}

/// Refuses training images that the plan was not made for.
pub(crate) fn check_images(
    directory: &ExperimentDirectory,
    plan: &Plan,
    train_sha256: &str,
) -> Result<(), AppError> {
    if plan.train_sha256 == train_sha256 {
        return Ok(());
    }
    Err(ExperimentRequestError::OtherImages {
        root: directory.root().to_owned(),
        expected: plan.train_sha256.clone(),
        found: train_sha256.to_owned(),
    }
    .into())
}
