//! Where an experiment is kept: a directory of its own, or the one of an experiment that goes on.

use std::path::{Path, PathBuf};

use burn_mnist_experiment::{CROSS_VALIDATIONS, ExperimentDirectory, Plan, SWEEPS, Shard};
use burn_mnist_run::timestamp;
use burn_mnist_settings::PartialSettings;

use super::resume::check_unchanged;
use crate::failure::{Failure, Kind};

/// What an experiment is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    Sweep,
    CrossValidation,
}

impl Purpose {
    fn name(self) -> &'static str {
        match self {
            Self::Sweep => "sweep",
            Self::CrossValidation => "cross-validation",
        }
    }

    /// Where those of its kind land.
    fn home(self) -> &'static Path {
        Path::new(match self {
            Self::Sweep => SWEEPS,
            Self::CrossValidation => CROSS_VALIDATIONS,
        })
    }

    fn of(plan: &Plan) -> Self {
        match plan.folds {
            Some(_) => Self::CrossValidation,
            None => Self::Sweep,
        }
    }

    /// The experiment that `typed` names, and its plan.
    pub fn find(self, typed: &Path) -> Result<(ExperimentDirectory, Plan), Failure> {
        let directory = ExperimentDirectory::find(typed, self.home(), self.name())?;
        let plan = directory.plan()?;
        let found = Self::of(&plan);
        if found != self {
            let (root, found) = (directory.root().display(), found.name());
            let message = format!("{root} is a {found}, and not a {}", self.name());
            return Err(Failure::usage(message));
        }
        Ok((directory, plan))
    }

    /// As [`find`](Self::find), of one that is to go on and stays as it was planned.
    pub fn take_up(
        self,
        typed: &Path,
        asked: &PartialSettings,
    ) -> Result<(ExperimentDirectory, Plan), Failure> {
        if asked.out.is_some() {
            let message = format!("a resumed {} stays where it is", self.name());
            return Err(Failure::usage(message).hint("leave --out out"));
        }
        let (directory, plan) = self.find(typed)?;
        check_unchanged(asked, &plan)?;
        Ok((directory, plan))
    }

    /// A directory for a new one; a shard may join others in it.
    pub fn begin(
        self,
        out: Option<&PathBuf>,
        shard: Option<Shard>,
        plan: &Plan,
    ) -> Result<ExperimentDirectory, Failure> {
        let directory = match (out, shard) {
            (Some(out), Some(_)) => ExperimentDirectory::join(out, plan)?,
            (Some(out), None) => ExperimentDirectory::create(out, plan)?,
            (None, Some(_)) => {
                let message = "--shard needs --out DIR, where the shards meet";
                return Err(Failure::usage(message).hint("or --resume DIR once it is begun"));
            }
            (None, None) => {
                let name = timestamp::compact();
                ExperimentDirectory::create_named(self.home(), &name, plan)?
            }
        };
        Ok(directory)
    }
}

/// Refuses training images that the plan was not made for.
pub fn check_images(
    directory: &ExperimentDirectory,
    plan: &Plan,
    train_sha256: &str,
) -> Result<(), Failure> {
    if plan.train_sha256 == train_sha256 {
        return Ok(());
    }
    let root = directory.root().display();
    Err(Failure {
        expected: Some(plan.train_sha256.clone()),
        found: Some(train_sha256.to_owned()),
        ..Failure::new(
            Kind::Data,
            format!("{root} was begun with other training images"),
        )
    }
    .hint("give their --data-dir"))
}
