//! A whole run, from a recipe and data to a finished run directory.

use std::sync::Arc;
use std::time::Instant;

use burn::tensor::Device;
use burn::train::metric::{AccuracyMetric, LossMetric};
use burn::train::{Interrupter, Learner, SupervisedTraining, TrainingStrategy};
use burn_mnist_data::{BatchLoader, DigitSet, EpochCounter, Order, Splits};
use burn_mnist_model::ClassifierConfig;
use burn_mnist_run::record::Status;
use burn_mnist_run::{RunDirectory, RunRecord, State, sha256, timestamp};

use crate::checkpoint::{Always, part_checkpointers};
use crate::dashboard::{NoMetricFiles, renderer};
use crate::error::TrainingError;
use crate::learning::Learning;
use crate::observer::Observer;
use crate::recipe::{Recipe, adam};
use crate::stop::StopSignal;
use crate::strategy::Strategy;
use crate::trainee::Trainee;

/// Who shows the run as it goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Display {
    /// The job's [`Observer`].
    Observer,
    /// Burn's own full-screen dashboard, beside the observer.
    #[cfg(feature = "tui")]
    Dashboard,
}

/// Everything a run needs.
pub struct Job {
    /// Hyper-parameters.
    pub recipe: Recipe,
    /// What is trained and validated on.
    pub splits: Splits,
    /// What no training decision sees.
    pub test: DigitSet,
    /// Where it runs.
    pub device: Device,
    /// Where it is kept.
    pub run: RunDirectory,
    /// `config.toml`: everything resolved.
    pub config_toml: String,
    /// `run.json` as it stands before the first step.
    pub record: RunRecord,
    /// Who watches.
    pub observer: Box<dyn Observer>,
    /// Who may ask it to stop.
    pub stop: StopSignal,
    /// Who shows it.
    pub display: Display,
}

/// Trains, keeps checkpoints, evaluates the best one on the test set, and records all of it.
///
/// A run that was asked to stop is no error: its record says so.
///
/// # Errors
///
/// [`TrainingError`]; what was committed before stays, and `run.json` says why the run failed.
pub fn train(job: Job) -> Result<RunRecord, TrainingError> {
    if job.splits.train.is_empty() {
        return Err(TrainingError::NothingToTrain);
    }
    job.run.write_config(&job.config_toml)?;
    job.record.write(&job.run)?;

    let mut record = job.record.clone();
    let test = job.test.clone();
    let started = Instant::now();
    let (mut learning, launched) = learn(job)?;
    let outcome = launched.and_then(|()| learning.finish(&test));

    record.summary = learning.summary(started);
    record.finished_at = Some(timestamp::now());
    record.status = match &outcome {
        Ok(Some(_)) => Status::Completed,
        Ok(None) => Status::Interrupted,
        Err(_) => Status::Failed,
    };
    record.reason = outcome.as_ref().err().map(ToString::to_string);
    let outcome = outcome.map(|test| record.test = test);
    let written = record.write(&learning.run);
    outcome?;
    written?;
    Ok(record)
}

/// Hands the job to Burn; gives back what came of it and how the launch itself ended.
fn learn(job: Job) -> Result<(Learning, Result<(), TrainingError>), TrainingError> {
    let Job {
        recipe,
        splits,
        device,
        run,
        display,
        ..
    } = job;
    let autodiff = device.clone().autodiff();
    let epoch = EpochCounter::default();
    let order = Order::Shuffled {
        seed: recipe.seed,
        epoch: epoch.clone(),
    };
    let train = BatchLoader::new(splits.train.clone(), recipe.batch_size, order, &autodiff);
    let validation = BatchLoader::new(
        splits.validation.clone(),
        recipe.batch_size,
        Order::Sequential,
        &device,
    );
    let config = ClassifierConfig::new()
        .with_hidden(recipe.hidden)
        .with_seed(recipe.seed);
    let trainee = Trainee {
        classifier: config.init(&autodiff),
    };
    let learner = Learner::new(trainee, adam(), recipe.learning_rate);

    let ([model, optimizer, scheduler], parts) = part_checkpointers();
    let interrupter = Interrupter::new();
    let training = SupervisedTraining::new(run.root(), Arc::new(train), Arc::new(validation))
        .num_epochs(recipe.epochs)
        .metrics((LossMetric::new(), AccuracyMetric::new()))
        .with_metric_logger(NoMetricFiles)
        .with_application_logger(None)
        .renderer(renderer(display, interrupter.clone()))
        .with_interrupter(interrupter)
        .with_custom_checkpointers(model, optimizer, scheduler)
        .with_checkpointing_strategy(Always);

    let state = State {
        schema_version: State::VERSION,
        epoch: 0,
        step: 0,
        seed: recipe.seed,
        config_sha256: sha256(job.config_toml.as_bytes()),
        dataset_sha256: job.record.dataset.train_sha256,
        metrics: Vec::new(),
        best_epoch: 0,
    };
    let mut learning = Learning {
        run,
        recipe,
        validation: splits.validation,
        device,
        display,
        observer: job.observer,
        stop: job.stop,
        state,
        best: None,
        failure: None,
    };
    learning.observer.started(&learning.run);
    let strategy = Arc::new(Strategy::new(learning, parts, epoch));
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
    Ok((strategy.into_learning(), launched))
}
