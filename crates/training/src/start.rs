//! Where a run starts: at its beginning, or at a checkpoint, of which everything is checked before
//! any of it is used.

mod same_run;
mod take_up;

use burn::lr_scheduler::module_lr_scheduler::ModuleLrScheduler;
use burn::optim::ModuleOptimizer;
use burn::tensor::Device;
use burn_mnist_model::{Classifier, ClassifierConfig, Weights, WeightsError};
use burn_mnist_run::checkpoint::{MODEL, OPTIMIZER, SCHEDULER};
use burn_mnist_run::{Checkpoint, RunError, State};

use self::same_run::check_same_run;
pub(crate) use self::take_up::take_up;
use crate::error::TrainingError;
use crate::optimizer::{self, adam};
use crate::recipe::Recipe;
use crate::schedule;

/// What a Learner begins with, and the state it is in.
pub(crate) struct Start {
    pub(crate) classifier: Classifier,
    pub(crate) optimizer: ModuleOptimizer,
    pub(crate) scheduler: ModuleLrScheduler,
    pub(crate) state: State,
    pub(crate) weights: Option<Vec<u8>>,
}

impl Start {
    /// At the beginning: weights drawn from the seed, nothing done.
    pub(crate) fn afresh(
        recipe: &Recipe,
        images: usize,
        device: &Device,
        state: State,
    ) -> Result<Self, TrainingError> {
        let config = ClassifierConfig::new()
            .with_hidden(recipe.hidden)
            .with_seed(recipe.seed);
        Ok(Self {
            classifier: config.init(&device.clone().autodiff()),
            optimizer: adam(device),
            scheduler: scheduler(recipe, images)?,
            state,
            weights: None,
        })
    }

    /// Where `checkpoint` was taken. `fresh` is the state of this run with nothing done: the
    /// checkpoint must be of a run with the same settings and data.
    pub(crate) fn resumed(
        recipe: &Recipe,
        images: usize,
        device: &Device,
        fresh: State,
        checkpoint: &Checkpoint,
    ) -> Result<Self, TrainingError> {
        let mut state = checkpoint.state()?;
        check_same_run(&state, &fresh, checkpoint)?;
        // It may have been asked for more epochs, or onto another backend.
        state.config_sha256 = fresh.config_sha256;
        let model = checkpoint.file(MODEL)?;
        let weights = Weights::from_bytes(model)?;
        let hidden = weights.hidden.outputs;
        if hidden != recipe.hidden {
            return Err(TrainingError::Weights(WeightsError::Mismatch {
                what: "hidden units".to_owned(),
                expected: recipe.hidden.to_string(),
                found: hidden.to_string(),
            }));
        }
        let moments = checkpoint.file(OPTIMIZER)?;
        let optimizer = optimizer::restore(adam(device), moments, &weights).map_err(|found| {
            damaged(checkpoint, OPTIMIZER, "Adam's state of this network", found)
        })?;
        let scheduler = schedule::restore(scheduler(recipe, images)?, checkpoint.file(SCHEDULER)?)
            .map_err(|found| damaged(checkpoint, SCHEDULER, "the state of this schedule", found))?;
        Ok(Self {
            classifier: Classifier::new(weights, &device.clone().autodiff()),
            optimizer,
            scheduler,
            state,
            weights: Some(model.to_vec()),
        })
    }
}

/// Whether a run could go on from this checkpoint: its weights and its optimizer's state are of one
/// network, finite, and complete.
///
/// # Errors
///
/// [`TrainingError::Run`] or [`TrainingError::Weights`], saying what is wrong.
pub fn check_checkpoint(checkpoint: &Checkpoint) -> Result<(), TrainingError> {
    let weights = Weights::from_bytes(checkpoint.file(MODEL)?)?;
    optimizer::check(checkpoint.file(OPTIMIZER)?, &weights)
        .map_err(|found| damaged(checkpoint, OPTIMIZER, "Adam's state of this network", found))?;
    checkpoint.file(SCHEDULER)?;
    Ok(())
}

fn scheduler(recipe: &Recipe, images: usize) -> Result<ModuleLrScheduler, TrainingError> {
    let steps = recipe.steps(images);
    let scheduler = recipe.schedule.scheduler(recipe.learning_rate, steps);
    scheduler.map_err(TrainingError::learner)
}

fn damaged(checkpoint: &Checkpoint, file: &str, expected: &str, found: String) -> TrainingError {
    TrainingError::Run(RunError::Damaged {
        path: checkpoint.directory().join(file),
        expected: expected.to_owned(),
        found,
    })
}
