//! A run trained again from its record, and how the two compare.

use std::path::Path;

use burn_mnist_inference::InferenceError;
use burn_mnist_model::Weights;
use burn_mnist_run::checkpoint::MODEL;
use burn_mnist_run::{Checkpoint, CheckpointName, EpochMetrics, RunDirectory, RunRecord};
use burn_mnist_settings::PartialSettings;
use serde::Serialize;

use super::changes::{changed, recorded};
use super::planned::{Plan, Planned};
use super::target::RunTarget;
use crate::context::Context;
use crate::error::AppError;
use crate::model::MnistPolicy;
use crate::notice::Notice;
use crate::runs;

/// Every checkpoint stays, so that each of the other run's finds its counterpart.
const KEEP_ALL: usize = 1_000_000;

/// Plans a run with the settings of the one named.
pub fn plan(
    name: &Path,
    asked: PartialSettings,
    mnist: MnistPolicy,
    context: &Context<'_>,
) -> Result<Plan, AppError> {
    let source = RunDirectory::open(&runs::find(name, &context.artifacts)?)?;
    let record = RunRecord::observe(&source)?;
    let keep = asked.keep.unwrap_or(KEEP_ALL);
    let asked = PartialSettings {
        keep: Some(keep),
        ..asked
    };
    let settings = changed(
        &recorded(&record, source.root())?,
        asked,
        mnist,
        source.root(),
    )?;
    context.notice(Notice::Repeating(source.root().to_owned()));
    let target = RunTarget::Create(settings.out.clone());
    Ok(Plan::Train(Box::new(Planned {
        settings,
        target,
        repeats: Some((source, record)),
    })))
}

/// How a run and its repetition compare.
#[derive(Clone, Debug, Serialize)]
pub struct Repetition {
    /// The run that was repeated.
    pub source: String,
    /// Its backend, and the repetition's.
    pub backends: [String; 2],
    /// The newest checkpoint that both have.
    pub checkpoint: Option<String>,
    /// Whether the weights are the same, byte for byte; null if there are none to compare.
    pub identical: Option<bool>,
    /// The largest difference between two weights.
    pub largest_weight_difference: Option<f64>,
    /// Epochs whose figures both have.
    pub epochs: usize,
    /// The largest difference between two of their losses.
    pub largest_loss_difference: Option<f64>,
}

/// Compares a run with its repetition.
pub fn compare(
    source: &RunDirectory,
    then: &RunRecord,
    run: &RunDirectory,
    now: &RunRecord,
) -> Result<Repetition, AppError> {
    let common = newest_common(source, run)?;
    let digests = [then, now].map(|record| (record.summary.steps, &record.weights_sha256));
    let [source_lines, lines] = [source, run].map(|run| EpochMetrics::read(&run.metrics()));
    let (source_lines, lines) = (source_lines?, lines?);
    let pairs = source_lines.iter().filter_map(|then| {
        let now = lines
            .iter()
            .find(|now| (now.epoch, now.split) == (then.epoch, then.split))?;
        Some((now.epoch, (now.loss - then.loss).abs()))
    });
    let pairs: Vec<(usize, f64)> = pairs.collect();
    Ok(Repetition {
        source: source.root().display().to_string(),
        backends: [then, now].map(|record| record.hardware.backend.clone()),
        identical: match &common {
            Some((_, difference)) => Some(difference.is_none()),
            // The checkpoints may be gone, but the record knows the last one's digest.
            None if digests[0].1.is_some() && digests[0].0 == digests[1].0 => {
                Some(digests[0].1 == digests[1].1)
            }
            None => None,
        },
        largest_weight_difference: common
            .as_ref()
            .map(|(_, difference)| difference.unwrap_or(0.0)),
        checkpoint: common.map(|(name, _)| name.to_string()),
        epochs: pairs.iter().map(|(epoch, _)| *epoch).max().unwrap_or(0),
        largest_loss_difference: pairs
            .iter()
            .map(|(_, difference)| *difference)
            .reduce(f64::max),
    })
}

/// The newest checkpoint that is whole in both, and how far its weights lie apart if they do.
fn newest_common(
    one: &RunDirectory,
    other: &RunDirectory,
) -> Result<Option<(CheckpointName, Option<f64>)>, AppError> {
    let [one, other] = [one, other].map(RunDirectory::checkpoints);
    for name in CheckpointName::list(&one)?.into_iter().rev() {
        let read = |checkpoints: &Path| {
            let checkpoint = Checkpoint::read_named(checkpoints, name).ok()?;
            checkpoint.file(MODEL).ok().map(<[u8]>::to_vec)
        };
        if let (Some(one), Some(other)) = (read(&one), read(&other)) {
            let difference = (one != other).then(|| largest_difference(&one, &other));
            return Ok(Some((name, difference.transpose()?)));
        }
    }
    Ok(None)
}

fn largest_difference(one: &[u8], other: &[u8]) -> Result<f64, AppError> {
    let weights = |bytes| {
        Weights::from_bytes(bytes).map_err(|source| InferenceError::WeightsBytes { source })
    };
    let (one, other) = (weights(one)?, weights(other)?);
    Ok(one.largest_difference(&other))
}
