//! A whole run, from a recipe and data to a finished run directory.

use std::sync::Arc;
use std::time::Instant;

use burn::tensor::Device;
use burn::train::metric::{AccuracyMetric, LossMetric};
use burn::train::{Interrupter, Learner, SupervisedTraining, TrainingStrategy};
use burn_mnist_data::{BatchLoader, DigitSet, EpochCounter, Order, Splits};
use burn_mnist_run::record::{SettingsRecord, Status};
use burn_mnist_run::{Checkpoint, RunDirectory, RunLock, RunRecord, State, sha256, timestamp};

use crate::average::Average;
use crate::checkpoint::{Always, part_checkpointers};
use crate::checkpoint_policy::CheckpointPolicy;
use crate::dashboard::{Display, NoMetricFiles, renderer};
use crate::error::TrainingError;
use crate::host_memory::HostMemory;
use crate::observer::Observer;
use crate::recipe::Recipe;
use crate::start::{Start, reconcile};
use crate::step::training_module;
use crate::stop::StopSignal;
use crate::strategy::Strategy;
use crate::training_run::TrainingRun;

/// Everything a run needs.
pub struct Job {
    /// Hyper-parameters.
    pub recipe: Recipe,
    /// Which checkpoints to make and keep.
    pub saving: CheckpointPolicy,
    /// What is trained and validated on.
    pub splits: Splits,
    /// The test set, which no training decision uses. Without it the run ends after its last epoch.
    pub test: Option<DigitSet>,
    /// Where it runs.
    pub device: Device,
    /// Where it is kept.
    pub run: RunDirectory,
    /// The right to write there.
    pub lock: RunLock,
    /// The checkpoint to go on from; without one the run begins at the beginning.
    pub resume: Option<Checkpoint>,
    /// `config.toml`: everything resolved.
    pub config_toml: String,
    /// The settings without which it would be another run: a checkpoint must have the same.
    pub identity: SettingsRecord,
    /// What those are of a run that says nothing, which is what a checkpoint means that lacks one.
    pub defaults: SettingsRecord,
    /// `run.json` as it stands before the first step of this process.
    pub record: RunRecord,
    /// The observer of its progress.
    pub observer: Box<dyn Observer>,
    /// The signal that asks it to stop.
    pub stop: StopSignal,
    /// The display that shows it.
    pub display: Display,
}

/// Trains, keeps checkpoints, evaluates the best one on the test set if there is one, and records all of it.
///
/// A run that was asked to stop is no error: its record says so.
///
/// # Errors
///
/// [`TrainingError`]; what was committed before stays, and `run.json` says why the run failed. A
/// checkpoint that does not fit is refused before anything is written.
pub fn train(job: Job) -> Result<RunRecord, TrainingError> {
    if job.splits.train.is_empty() {
        return Err(TrainingError::NothingToTrain);
    }
    let mut start = start(&job)?;
    job.run.sweep(&job.lock)?;
    job.run.write_config(&job.config_toml)?;
    job.record.write(&job.run)?;
    start.state = reconcile(&job.run, start.state)?;

    let mut record = job.record.clone();
    let test = job.test.clone();
    let (mut training, launched) = launch(job, start)?;
    let outcome = launched.and_then(|()| training.finish(test.as_ref()));

    record.summary = training.summary();
    record.weights_sha256 = training.weights.as_deref().map(sha256);
    record.finished_at = Some(timestamp::now());
    record.status = match &outcome {
        Ok((status, _)) => *status,
        Err(_) => Status::Failed,
    };
    record.reason = outcome.as_ref().err().map(ToString::to_string);
    let outcome = outcome.map(|(_, test)| record.test = test);
    let written = record.write(&training.run);
    outcome?;
    written?;
    Ok(record)
}

/// Where the run starts or resumes; this writes nothing.
fn start(job: &Job) -> Result<Start, TrainingError> {
    let (recipe, device) = (&job.recipe, &job.device);
    let fresh = State {
        schema_version: State::VERSION,
        epoch: 0,
        step: 0,
        partial: None,
        seed: recipe.seed,
        settings: job.identity.clone(),
        config_sha256: sha256(job.config_toml.as_bytes()),
        dataset_sha256: job.record.dataset.train_sha256.clone(),
        metrics: Vec::new(),
        best_epoch: 0,
        seconds: 0.0,
    };
    let images = job.splits.train.len();
    match &job.resume {
        Some(checkpoint) => {
            Start::resumed(recipe, images, device, fresh, &job.defaults, checkpoint)
        }
        None => Start::afresh(recipe, images, device, fresh),
    }
}

/// Hands the job to Burn; gives back what came of it and how the launch itself ended.
fn launch(
    job: Job,
    start: Start,
) -> Result<(TrainingRun, Result<(), TrainingError>), TrainingError> {
    let (recipe, device) = (job.recipe, job.device);
    let autodiff = device.clone().autodiff();
    let epoch = EpochCounter::default();
    let order = Order::Shuffled {
        seed: recipe.seed,
        epoch: epoch.clone(),
    };
    let validation = job.splits.validation;
    let train = BatchLoader::new(job.splits.train, recipe.batch_size, order, &autodiff)
        .augmented(recipe.augmentation);
    let loader_cost = train.cost();
    let sequential = Order::Sequential;
    let valid = BatchLoader::new(validation.clone(), recipe.batch_size, sequential, &device);
    let average = recipe
        .average
        .map(|decay| Average::new(start.average.as_ref().unwrap_or(&start.classifier), decay));
    let host_memory = HostMemory::of(&device);
    let module = training_module(start.classifier, &recipe, host_memory.clone());
    let learner = Learner::new(module, start.optimizer, start.scheduler);

    let ([model, optimizer, scheduler], parts) = part_checkpointers();
    let interrupter = Interrupter::new();
    let training = SupervisedTraining::new(job.run.root(), Arc::new(train), Arc::new(valid))
        .num_epochs(recipe.epochs)
        .metrics((LossMetric::new(), AccuracyMetric::new()))
        .with_metric_logger(NoMetricFiles)
        .with_application_logger(None)
        .renderer(renderer(job.display, interrupter.clone()))
        .with_interrupter(interrupter)
        .with_custom_checkpointers(model, optimizer, scheduler)
        .with_checkpointing_strategy(Always);

    let mut run = TrainingRun {
        run: job.run,
        _lock: job.lock,
        recipe,
        saving: job.saving,
        validation,
        device,
        host_memory,
        average,
        loader_cost,
        display: job.display,
        observer: job.observer,
        stop: job.stop,
        seconds_before: start.state.seconds,
        state: start.state,
        step_lines: Vec::new(),
        weights: start.weights,
        started: Instant::now(),
        failure: None,
    };
    run.observer.started(&run.run);
    let strategy = Arc::new(Strategy::new(run, parts, epoch));
    let result = training
        .with_training_strategy(TrainingStrategy::Custom(strategy.clone()))
        .launch(learner);
    let launched = match result.error {
        Some(error) => Err(TrainingError::learner(error)),
        None => Ok(()),
    };
    drop(result.renderer);
    let strategy = Arc::into_inner(strategy)
        .ok_or_else(|| TrainingError::learner("the strategy is still in use"))?;
    Ok((strategy.into_run(), launched))
}
