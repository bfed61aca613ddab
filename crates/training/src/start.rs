//! Where a run starts: at its beginning, or at a checkpoint, of which everything is checked before
//! any of it is used.

mod reconcile;
mod same_run;

use std::fmt::Display;

use burn::lr_scheduler::module_lr_scheduler::ModuleLrScheduler;
use burn::optim::ModuleOptimizer;
use burn::tensor::Device;
use burn_mnist_model::{Classifier, Weights, WeightsError};
use burn_mnist_run::checkpoint::{LEARNER, MODEL, OPTIMIZER, SCHEDULER, STATE};
use burn_mnist_run::record::SettingsRecord;
use burn_mnist_run::{Checkpoint, RunError, State};

pub(crate) use self::reconcile::reconcile;
use self::same_run::check_same_run;
use crate::error::TrainingError;
use crate::optimizer::{self, OptimizerConfig, optimizer};
use crate::recipe::Recipe;
use crate::schedule;

/// What a Learner begins with, and the state it is in.
pub(crate) struct Start {
    pub(crate) classifier: Classifier,
    /// The moving average so far, where a checkpoint holds one.
    pub(crate) average: Option<Classifier>,
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
        Ok(Self {
            classifier: recipe.network().init(&device.clone().autodiff()),
            average: None,
            optimizer: optimizer(&recipe.optimizer, device),
            scheduler: scheduler(recipe, images)?,
            state,
            weights: None,
        })
    }

    /// Where `checkpoint` was taken. `fresh` is the state of this run with nothing done: the
    /// checkpoint must be of a run with the same settings and data, those it does not mention being
    /// `defaults`.
    pub(crate) fn resumed(
        recipe: &Recipe,
        images: usize,
        device: &Device,
        fresh: State,
        defaults: &SettingsRecord,
        checkpoint: &Checkpoint,
    ) -> Result<Self, TrainingError> {
        let mut state = checkpoint.state()?;
        check_same_run(&state, &fresh, defaults, checkpoint)?;
        // It may have been asked for more epochs, or onto another backend.
        state.config_sha256 = fresh.config_sha256;
        // It may have been begun before there were as many settings.
        state.settings = fresh.settings;
        let model = checkpoint.file(MODEL)?;
        let network = of_this_network(recipe, Weights::from_bytes(model)?)?;
        let (weights, average) = match recipe.average {
            Some(_) => (learner_weights(checkpoint, recipe)?, Some(network)),
            None => (network, None),
        };
        let moments = checkpoint.file(OPTIMIZER)?;
        let optimizer = optimizer::restore(&recipe.optimizer, device, moments, &weights);
        let optimizer = optimizer
            .map_err(|found| damaged(checkpoint, OPTIMIZER, &state_of(&recipe.optimizer), found))?;
        let scheduler = schedule::restore(scheduler(recipe, images)?, checkpoint.file(SCHEDULER)?)
            .map_err(|found| damaged(checkpoint, SCHEDULER, "the state of this schedule", found))?;
        Ok(Self {
            classifier: Classifier::new(weights, &device.clone().autodiff()),
            average: average.map(|average| Classifier::new(average, device)),
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
    let mut weights = Weights::from_bytes(checkpoint.file(MODEL)?)?;
    let settings = checkpoint.state()?.settings;
    if settings.contains_key("average") {
        weights = Weights::from_bytes(checkpoint.file(LEARNER)?)?;
    }
    let config = OptimizerConfig::of_settings(&settings);
    let config = config.map_err(|found| damaged(checkpoint, STATE, "known settings", found))?;
    optimizer::check(&config, checkpoint.file(OPTIMIZER)?, &weights)
        .map_err(|found| damaged(checkpoint, OPTIMIZER, &state_of(&config), found))?;
    checkpoint.file(SCHEDULER)?;
    Ok(())
}

/// The weights that learn, beside whose average they are kept.
fn learner_weights(checkpoint: &Checkpoint, recipe: &Recipe) -> Result<Weights, TrainingError> {
    of_this_network(recipe, Weights::from_bytes(checkpoint.file(LEARNER)?)?)
}

fn of_this_network(recipe: &Recipe, weights: Weights) -> Result<Weights, TrainingError> {
    let (hidden, activation) = (weights.widths(), weights.activation);
    if hidden == recipe.hidden && activation == recipe.activation {
        return Ok(weights);
    }
    Err(TrainingError::Weights(WeightsError::Mismatch {
        what: "hidden layers".to_owned(),
        expected: format!("{} {}", recipe.hidden, recipe.activation),
        found: format!("{hidden} {activation}"),
    }))
}

fn state_of(optimizer: &OptimizerConfig) -> String {
    format!("the state of {} for this network", optimizer.algorithm)
}

fn scheduler(recipe: &Recipe, images: usize) -> Result<ModuleLrScheduler, TrainingError> {
    let steps = recipe.steps_per_epoch(images);
    let scheduler = recipe.rate.scheduler(recipe.epochs, steps);
    scheduler.map_err(TrainingError::learner)
}

fn damaged(
    checkpoint: &Checkpoint,
    file: &str,
    expected: &str,
    found: impl Display,
) -> TrainingError {
    TrainingError::Run(RunError::Damaged {
        path: checkpoint.directory().join(file),
        expected: expected.to_owned(),
        found: found.to_string(),
    })
}
