//! Every key of a config, once: its help, its type, and what its declaration says.
//!
//! To add one, declare it here. Its flag, its variable, its place in files and records, its layers, its default
//! and its check follow from that.

use std::path::PathBuf;

use burn_mnist_backend::DEFAULT;
use burn_mnist_data::Augmentation;
use burn_mnist_model::{Activation, Widths};
use burn_mnist_run::CONFIG_VERSION;
use burn_mnist_training::{
    Algorithm, CheckpointInterval, CheckpointPolicy, Loss, LrScheduleConfig, OptimizerConfig,
    Recipe, Schedule,
};
use serde::ser::SerializeMap;
use serde::{Deserialize, Serialize, Serializer};

use crate::check::{self, above_0, share, within};
use crate::declaration::{Declaration, of_recipe, unset, with_default};
use crate::file::Config;
use crate::generate::{declare, field};
use crate::shipped::{self, Shipped};
use crate::value::{Field, Value};
use crate::{Dataset, Group, Key, Resume, SettingsError, Sweep};

declare! {
    /// Backend and device, such as wgpu:0 or auto [default: flex]
    ///
    /// `burn-mnist backends` lists the backends and devices of this machine.
    required backend: String = with_default("NAME[:DEVICE]", |_| DEFAULT.to_owned())
        .resume(Resume::Free)
        .sweep(Sweep::Backend)
        .group(Group::General);

    /// Dataset [default: mnist]
    required dataset: Dataset = with_default("DATASET", |_| Dataset::default())
        .sweep(Sweep::ChoosesImages)
        .group(Group::Data);

    /// Read the images from this directory and download nothing
    ///
    /// It has IDX files (raw or .gz), or one folder of pictures for each class.
    optional data_dir: PathBuf = unset("DIR")
        .resume(Resume::Free)
        .sweep(Sweep::ChoosesImages)
        .group(Group::Data);

    /// Leave out the training images listed in this file
    ///
    /// `data check --write-exclusions` writes such a file.
    optional exclude: PathBuf = unset("FILE")
        .resume(Resume::Free)
        .group(Group::Data)
        .rare();

    /// Passes over the training images [default: 5]
    required epochs: usize = of_recipe("N", |recipe| &mut recipe.epochs)
        .check(|key, epochs, _| within(key, *epochs, 1, 100_000))
        .resume(Resume::FreeIf(|settings| !settings.schedule.depends_on_epochs()));

    /// Images per training step [default: 32]
    required batch_size: usize = of_recipe("N", |recipe| &mut recipe.batch_size)
        .check(|key, size, _| within(key, *size, 1, 1_000_000));

    /// Optimizer: adam, adamw, sgd, rmsprop [default: adam]
    required optimizer: Algorithm = of_recipe("NAME", |recipe| &mut recipe.optimizer.algorithm);

    /// Momentum of sgd and rmsprop [default: 0.9 with sgd]
    optional momentum: f64 = with_default("SHARE", |given| {
            let usual = OptimizerConfig::usual_momentum(given.optimizer.unwrap_or_default());
            (usual > 0.0).then_some(usual)
        })
        .into_recipe(|recipe| &mut recipe.optimizer.momentum)
        .check(check::momentum);

    /// Weight decay [default: 0]
    ///
    /// Decoupled with adamw; an L2 penalty with the other optimizers.
    required weight_decay: f64 = of_recipe("FACTOR", |recipe| &mut recipe.optimizer.weight_decay)
        .check(check::from_0);

    /// Learning rate [default: 0.001]
    ///
    /// With a schedule or a warm-up, this is the highest rate of the run.
    required learning_rate: f64 = of_recipe("RATE", |recipe| &mut recipe.rate.learning_rate)
        .check(check::learning_rate);

    /// Schedule: constant, step, cosine, one-cycle [default: constant]
    ///
    /// It sets the learning rate of each step.
    required schedule: Schedule = of_recipe("NAME", |recipe| &mut recipe.rate.schedule);

    /// Epochs of learning rate warm-up, such as 0.5 [default: none]
    ///
    /// With one-cycle the default is 0.3 of the run.
    optional warmup_epochs: f64 = of_recipe("N", |recipe| &mut recipe.rate.warmup_epochs)
        .check(check::warmup_epochs);

    /// Epochs between reductions by the step schedule [default: 10]
    optional step_epochs: usize = with_default("N", |given| {
            let steps = given.schedule == Some(Schedule::Step);
            steps.then_some(LrScheduleConfig::default().step_epochs)
        })
        .into_recipe(|recipe| &mut recipe.rate.step_epochs)
        .check(check::step_epochs)
        .rare();

    /// Factor of each reduction by the step schedule [default: 0.1]
    optional step_factor: f64 = with_default("FACTOR", |given| {
            let steps = given.schedule == Some(Schedule::Step);
            steps.then_some(LrScheduleConfig::default().step_factor)
        })
        .into_recipe(|recipe| &mut recipe.rate.step_factor)
        .check(check::step_factor)
        .rare();

    /// Maximum norm of all gradients together [default: unlimited]
    ///
    /// Larger gradients are scaled down to it.
    optional clip_norm: f64 = of_recipe("NORM", |recipe| &mut recipe.clip_norm)
        .check(above_0)
        .rare();

    /// Loss function: cross-entropy, mse [default: cross-entropy]
    required loss: Loss = of_recipe("NAME", |recipe| &mut recipe.loss);

    /// Label smoothing, 0 to 1 [default: 0]
    required label_smoothing: f64 = of_recipe("SHARE", |recipe| &mut recipe.label_smoothing)
        .check(share)
        .rare();

    /// Dropout probability of the hidden units [default: 0]
    required dropout: f64 = of_recipe("SHARE", |recipe| &mut recipe.dropout)
        .check(share)
        .group(Group::Network);

    /// Random augmentation: shift=2,rotate=10,... [default: none]
    ///
    /// `burn-mnist data show --help` lists the transformations and their units.
    required augment: Augmentation = of_recipe("SPEC", |recipe| &mut recipe.augmentation)
        .group(Group::Data);

    /// Decay of a moving average of the weights [default: no average]
    ///
    /// The averaged weights, for example with a decay of 0.999, are validated, saved and used.
    optional average: f64 = of_recipe("DECAY", |recipe| &mut recipe.average)
        .check(share)
        .rare();

    /// Stop after N epochs without a better validation [default: never]
    optional patience: usize = of_recipe("N", |recipe| &mut recipe.patience)
        .check(check::patience);

    /// Units of each hidden layer, such as 256,64 [default: 128]
    required hidden: Widths = of_recipe("N[,N...]", |recipe| &mut recipe.hidden)
        .check(check::hidden)
        .group(Group::Network);

    /// Activation function: relu, sigmoid, tanh, gelu [default: relu]
    required activation: Activation = of_recipe("NAME", |recipe| &mut recipe.activation)
        .group(Group::Network);

    /// Random seed of weights, split and data order [default: 42]
    required seed: u64 = of_recipe("N", |recipe| &mut recipe.seed)
        .check(check::seed)
        .sweep(Sweep::Seeds);

    /// Training images held out for validation [default: 5000]
    ///
    /// The best checkpoint is the one with the best validation. 0 trains on all images and uses the last one.
    required validation: usize = with_default("N", |_| 5_000)
        .sweep(Sweep::ChoosesImages)
        .group(Group::Data);

    /// Use only the first N images of each split [default: all]
    optional limit: usize = unset("N")
        .check(|key, limit, _| within(key, *limit, 1, usize::MAX))
        .sweep(Sweep::ChoosesImages)
        .group(Group::Data);

    /// Also save within epochs: every 500steps, 90s, 10min or 2h
    optional checkpoint_every: CheckpointInterval = unset("N+UNIT")
        .resume(Resume::Free)
        .sweep(Sweep::ChangesNoScore)
        .group(Group::Saving);

    /// Recent checkpoints to keep; the best is always kept [default: 3]
    required keep: usize = with_default("N", |_| CheckpointPolicy::default().keep)
        .check(|key, keep, _| within(key, *keep, 1, 1_000_000))
        .resume(Resume::Free)
        .sweep(Sweep::ChangesNoScore)
        .group(Group::Saving);

    /// Directory of the run [default: artifacts/runs/TIME-BACKEND]
    optional out: PathBuf = unset("DIR")
        .sweep(Sweep::Directory)
        .unrecorded()
        .group(Group::Saving);
}
