//! Messages and advice on what the application refuses, in terms of commands and flags.

use std::path::Path;

use burn_mnist_app::AppError;
use burn_mnist_app::data::{DataRequestError, NeedsIndices};
use burn_mnist_app::experiment::{ExperimentKind, ExperimentRequestError};
use burn_mnist_app::model::ModelRequestError;
use burn_mnist_app::train::RunRequestError;
use burn_mnist_diagnostic::{Diagnostic, Kind, message};
use burn_mnist_evaluation::Unfit;
use burn_mnist_experiment::Shard;
use burn_mnist_training::TrainingError;

use super::Advise;
use crate::invocation::quoted;

/// What goes on with a sweep or a cross-validation.
pub fn resume_command(kind: ExperimentKind, root: &Path, shard: Shard) -> String {
    let command = match kind {
        ExperimentKind::Sweep => "sweep",
        ExperimentKind::CrossValidation => "cross-validate",
    };
    let shard = match shard == Shard::WHOLE {
        true => String::new(),
        false => format!(" --shard {shard}"),
    };
    format!("burn-mnist {command} --resume {}{shard}", quoted(root))
}

impl Advise for AppError {
    fn message(&self) -> String {
        match self {
            Self::Backend(error) => error.message(),
            Self::Settings(error) | Self::RecordedSettings(error) => error.message(),
            Self::Data(error) => error.message(),
            Self::Run(error) => error.message(),
            Self::Training(error) | Self::RunEnded { source: error, .. } => error.message(),
            Self::Inference(error) => error.message(),
            Self::Picture(error) => error.message(),
            Self::Experiment(error) => error.message(),
            Self::RunRequest(error) => error.message(),
            Self::ExperimentRequest(error) => error.message(),
            Self::ModelRequest(error) => error.message(),
            Self::DataRequest(error) => error.message(),
            Self::ExperimentEnded { source, .. } => source.message(),
            Self::Io { .. } | Self::FileExists(_) | Self::Panicked { .. } => message(self),
        }
    }

    fn advice(&self) -> Option<String> {
        match self {
            Self::Backend(error) => error.advice(),
            Self::Settings(error) | Self::RecordedSettings(error) => error.advice(),
            Self::Data(error) => error.advice(),
            Self::Run(error) => error.advice(),
            Self::Training(error) => error.advice(),
            Self::Inference(error) => error.advice(),
            Self::Picture(error) => error.advice(),
            Self::Experiment(error) => error.advice(),
            Self::RunRequest(error) => error.advice(),
            Self::ExperimentRequest(error) => error.advice(),
            Self::ModelRequest(error) => error.advice(),
            Self::DataRequest(error) => error.advice(),
            Self::Io { .. } => None,
            Self::FileExists(_) => {
                Some("name another file, or replace this one with --force".to_owned())
            }
            Self::Panicked { log: None, .. } => {
                Some("a driver or Burn gave up; what was committed before is whole".to_owned())
            }
            Self::Panicked { log: Some(log), .. } => Some(format!(
                "earlier checkpoints are whole; see {}",
                log.display()
            )),
            // What is not the recipe's own fault says how to go on once its cause is gone.
            Self::RunEnded {
                run,
                is_resumable: true,
                source,
            } if is_environment(source) => Some(then(
                source.advice(),
                &format!("burn-mnist train --resume {}", quoted(run)),
            )),
            Self::RunEnded { source, .. } => source.advice(),
            Self::ExperimentEnded {
                kind,
                root,
                shard,
                source,
            } => Some(then(source.advice(), &resume_command(*kind, root, *shard))),
        }
    }
}

/// Whether what ended the run is not its recipe's fault.
fn is_environment(error: &TrainingError) -> bool {
    let environment = matches!(error, TrainingError::Run(_) | TrainingError::Device { .. });
    environment && error.kind() == Kind::Failure
}

fn then(advice: Option<String>, command: &str) -> String {
    let before = advice.map(|advice| format!("{advice}; then "));
    format!("{}go on with `{command}`", before.unwrap_or_default())
}

/// A setting as flags and files call it.
fn named(key: &str) -> String {
    format!("{} (config key `{key}`)", flag(key))
}

fn flag(key: &str) -> String {
    format!("--{}", key.replace('_', "-"))
}

impl Advise for RunRequestError {
    fn message(&self) -> String {
        match self {
            Self::NeedsDirectory => "--resume auto needs --out, the run's directory".to_owned(),
            Self::OtherDirectory => "a resumed run stays where it is: leave --out out".to_owned(),
            Self::Changed { run, key, was, now } => {
                let why = match key.as_str() {
                    "epochs" => {
                        " (the learning rate of each step of its schedule follows from how many there will be)"
                    }
                    _ => "",
                };
                let (option, run) = (named(key), run.display());
                format!("{option} {now} would make {run} another run: it has {was}{why}")
            }
            Self::TooFewEpochs { asked, begun } => {
                format!("--epochs {asked}: the run is in epoch {begun} already")
            }
            _ => message(self),
        }
    }

    fn advice(&self) -> Option<String> {
        Some(match self {
            Self::NeedsDirectory | Self::OtherDirectory | Self::TooFewEpochs { .. } => return None,
            Self::IsCheckpoint { .. } => {
                "name its run: --resume takes the newest whole checkpoint".to_owned()
            }
            Self::Fold { .. } => {
                "`burn-mnist cross-validate --resume DIR` goes on with all of them".to_owned()
            }
            Self::NoSettings { .. } => {
                "a version that could not resume wrote it: train again".to_owned()
            }
            Self::Changed { key, .. } => {
                format!("leave {} out, or begin a run of its own", flag(key))
            }
            Self::ConfigEdited { .. } => {
                "undo the edit, or begin another run with --config and a directory of its own"
                    .to_owned()
            }
            Self::NoneWhole { .. } => {
                "`burn-mnist train --repeat RUN` trains it once more in a new directory".to_owned()
            }
            Self::OtherImages { .. } => {
                "point --data-dir at the files the run was begun with".to_owned()
            }
        })
    }
}

impl Advise for ExperimentRequestError {
    fn message(&self) -> String {
        match self {
            Self::ShardNeedsDirectory => {
                "--shard needs --out DIR, where the shards meet".to_owned()
            }
            Self::Changed { key, .. } => format!("{} cannot change what was planned", named(key)),
            Self::NoValidationSplit => {
                "--validation (config key `validation`) must hold images back: a sweep is scored on them"
                    .to_owned()
            }
            Self::Point { values, source } => format!("point {values}: {}", source.message()),
            Self::Folds { most, found } => format!("--folds takes 2 to {most}; found {found}"),
            Self::Patience => {
                "--patience (config key `patience`) would let the fold say when to stop".to_owned()
            }
            _ => message(self),
        }
    }

    fn advice(&self) -> Option<String> {
        Some(match self {
            Self::OtherKind { .. } | Self::NoFold { .. } | Self::Folds { .. } => return None,
            Self::OtherDirectory { .. } => "leave --out out".to_owned(),
            Self::ShardNeedsDirectory => "or --resume DIR once it is begun".to_owned(),
            Self::OtherImages { .. } => "give their --data-dir".to_owned(),
            Self::Changed { key, .. } => format!(
                "leave {} out, or begin another in a directory of its own",
                flag(key)
            ),
            Self::NoCheckpoint { .. } | Self::NoScore { .. } => {
                "remove the run's directory and go on".to_owned()
            }
            Self::NothingToVary => {
                "name a setting and its values: --grid learning_rate=1e-3,3e-3".to_owned()
            }
            Self::NoValidationSplit => "give --validation N, such as 5000".to_owned(),
            Self::Point { source, .. } => return source.advice(),
            Self::Patience => "leave it out, and give the --epochs it led to".to_owned(),
        })
    }
}

impl Advise for ModelRequestError {
    fn message(&self) -> String {
        match self {
            Self::NoRun => "--split validation needs a run: only it knows its split".to_owned(),
            Self::NoSuchImage { last, found } => {
                format!("--index takes 0 to {last}; found {found}")
            }
            Self::CalibrationNeedsRun => {
                "--calibrate needs a run: only it knows which images it did not learn from"
                    .to_owned()
            }
            _ => message(self),
        }
    }

    fn advice(&self) -> Option<String> {
        Some(
            match self {
                Self::NoRun | Self::NoSuchImage { .. } => return None,
                Self::OtherTestSet { .. } => return None,
                Self::NoConfig { .. } => "give --dataset and name the weights file outside its run",
                Self::NoValidationSplit => "train with --validation N, such as the default 5000",
                Self::OtherTrainingSet { .. } => {
                    "its validation split cannot be made from other images"
                }
                Self::CalibrationNeedsRun => {
                    "name the run, or one of its checkpoints, instead of a weights file"
                }
                Self::Unfit(Unfit::AllRight { .. }) => {
                    "train with a larger --validation, which will hold a mistake"
                }
                Self::Unfit(Unfit::Uninformative { .. }) => "train for longer first",
            }
            .to_owned(),
        )
    }
}

impl Advise for DataRequestError {
    fn message(&self) -> String {
        match self {
            Self::NotWhole(NeedsIndices::Exclusions) => format!("--write-exclusions: {self}"),
            Self::NotWhole(NeedsIndices::CrossValidation) => format!("--cross-validation: {self}"),
            Self::NoTrainingSet => "--write-exclusions needs the training set".to_owned(),
            Self::NotMnist { .. } => format!("--dataset mnist: {self}"),
            _ => message(self),
        }
    }

    fn advice(&self) -> Option<String> {
        match self {
            Self::NotWhole(_) => Some(
                "first repair or remove the files that `burn-mnist data check` lists as unreadable".to_owned(),
            ),
            Self::NoPredictions { root } => Some(format!(
                "complete it first: burn-mnist cross-validate --resume {}",
                quoted(root)
            )),
            Self::NotMnist { .. } => Some(
                "to use the digits of this directory, leave --dataset out; to use MNIST, leave --data-dir out"
                    .to_owned(),
            ),
            Self::TooLarge { .. } => Some("lower --count".to_owned()),
            Self::NoTrainingSet | Self::Sheet { .. } => None,
        }
    }
}
