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
    Algorithm, Cadence, Loss, OptimizerConfig, RatePlan, Recipe, Saving, Schedule,
};
use serde::ser::SerializeMap;
use serde::{Deserialize, Serialize, Serializer};

use crate::check::{self, above_0, share, within};
use crate::declaration::{Declaration, of_recipe, unset, with_default};
use crate::file::Config;
use crate::generate::{declare, field};
use crate::shipped::{self, Shipped};
use crate::value::{Field, Value};
use crate::{Dataset, Key, Resume, SettingsError, Sweep};

declare! {
    /// Backend to run on, and its device: flex, ndarray, wgpu, wgpu:discrete:1, cuda:0, auto, ... [default: flex]
    required backend: String = with_default("NAME[:DEVICE]", |_| DEFAULT.to_owned())
        .resume(Resume::Free)
        .sweep(Sweep::Backend);

    /// Digits to train on [default: mnist]
    required dataset: Dataset = with_default("DATASET", |_| Dataset::default())
        .sweep(Sweep::ChoosesImages);

    /// Directory of IDX files (raw or .gz) or of a folder of pictures a class, instead of the cache and the download
    optional data_dir: PathBuf = unset("DIR")
        .resume(Resume::Free)
        .sweep(Sweep::ChoosesImages);

    /// Leave out the training images that this list names, as `data check --write-exclusions` writes it
    optional exclude: PathBuf = unset("FILE")
        .resume(Resume::Free);

    /// Passes over the training images [default: 5]
    required epochs: usize = of_recipe("N", |recipe| &mut recipe.epochs)
        .check(|key, epochs, _| within(key, *epochs, 1, 100_000))
        .resume(Resume::FreeIf(|settings| !settings.schedule.depends_on_epochs()));

    /// Images a step [default: 32]
    required batch_size: usize = of_recipe("N", |recipe| &mut recipe.batch_size)
        .check(|key, size, _| within(key, *size, 1, 1_000_000));

    /// How steps are taken: adam, adamw, sgd or rmsprop [default: adam]
    required optimizer: Algorithm = of_recipe("NAME", |recipe| &mut recipe.optimizer.algorithm);

    /// Share of the last step's movement that goes on, with sgd and rmsprop [default: 0.9 with sgd]
    optional momentum: f64 = with_default("SHARE", |given| {
            let usual = OptimizerConfig::usual_momentum(given.optimizer.unwrap_or_default());
            (usual > 0.0).then_some(usual)
        })
        .into_recipe(|recipe| &mut recipe.optimizer.momentum)
        .check(check::momentum);

    /// Pull of the weights towards 0: decoupled with adamw, an L2 penalty with the others [default: 0]
    required weight_decay: f64 = of_recipe("FACTOR", |recipe| &mut recipe.optimizer.weight_decay)
        .check(check::from_0);

    /// Step size of the optimizer [default: 0.001]
    required learning_rate: f64 = of_recipe("RATE", |recipe| &mut recipe.rate.rate)
        .check(check::learning_rate);

    /// How the step size changes over the run: constant, step, cosine or one-cycle [default: constant]
    required schedule: Schedule = of_recipe("NAME", |recipe| &mut recipe.rate.schedule);

    /// Epochs, or a part of one, over which the step size climbs to its height [default: 0; with one-cycle 0.3 of the run]
    optional warmup_epochs: f64 = of_recipe("N", |recipe| &mut recipe.rate.warmup_epochs)
        .check(check::warmup_epochs);

    /// Epochs after each of which the step schedule goes down [default: 10]
    optional step_epochs: usize = with_default("N", |given| {
            let steps = given.schedule == Some(Schedule::Step);
            steps.then_some(RatePlan::default().step_epochs)
        })
        .into_recipe(|recipe| &mut recipe.rate.step_epochs)
        .check(check::step_epochs);

    /// What the step schedule multiplies the step size by [default: 0.1]
    optional step_factor: f64 = with_default("FACTOR", |given| {
            let steps = given.schedule == Some(Schedule::Step);
            steps.then_some(RatePlan::default().step_factor)
        })
        .into_recipe(|recipe| &mut recipe.rate.step_factor)
        .check(check::step_factor);

    /// Scale gradients down to this joint norm where it is larger [default: never]
    optional clip_norm: f64 = of_recipe("NORM", |recipe| &mut recipe.clip_norm)
        .check(above_0);

    /// What a step makes smaller: cross-entropy or mse [default: cross-entropy]
    required loss: Loss = of_recipe("NAME", |recipe| &mut recipe.loss);

    /// Share of each target that is spread over all classes [default: 0]
    required label_smoothing: f64 = of_recipe("SHARE", |recipe| &mut recipe.label_smoothing)
        .check(share);

    /// Share of the hidden units left out of each step [default: 0]
    required dropout: f64 = of_recipe("SHARE", |recipe| &mut recipe.dropout)
        .check(share);

    /// Change training images a little at random: shift=2,rotate=10,elastic=34,... [default: none]
    required augment: Augmentation = of_recipe("SPEC", |recipe| &mut recipe.augmentation);

    /// Keep the moving average of the weights with this decay, such as 0.999 [default: the weights themselves]
    optional average: f64 = of_recipe("DECAY", |recipe| &mut recipe.average)
        .check(share);

    /// End the run after N epochs without a better validation [default: never]
    optional patience: usize = of_recipe("N", |recipe| &mut recipe.patience)
        .check(check::patience);

    /// Units of each hidden layer: 128, or 256,64 for two [default: 128]
    required hidden: Widths = of_recipe("N[,N...]", |recipe| &mut recipe.hidden)
        .check(check::hidden);

    /// What a hidden unit makes of its sum: relu, sigmoid, tanh or gelu [default: relu]
    required activation: Activation = of_recipe("NAME", |recipe| &mut recipe.activation);

    /// Seed of initial weights, validation split and data order [default: 42]
    required seed: u64 = of_recipe("N", |recipe| &mut recipe.seed)
        .check(check::seed)
        .sweep(Sweep::Seeds);

    /// Training images held back to choose the best checkpoint; 0 trains on all [default: 5000]
    required validation: usize = with_default("N", |_| 5_000)
        .sweep(Sweep::ChoosesImages);

    /// Use only the first N images of each split
    optional limit: usize = unset("N")
        .check(|key, limit, _| within(key, *limit, 1, usize::MAX))
        .sweep(Sweep::ChoosesImages);

    /// Also keep a checkpoint within epochs, every so often: 500steps, 90s, 10min, 2h
    optional checkpoint_every: Cadence = unset("N+UNIT")
        .resume(Resume::Free)
        .sweep(Sweep::ChangesNoScore);

    /// Checkpoints that stay, the newest ones; the best stays besides [default: 3]
    required keep: usize = with_default("N", |_| Saving::default().keep)
        .check(|key, keep, _| within(key, *keep, 1, 1_000_000))
        .resume(Resume::Free)
        .sweep(Sweep::ChangesNoScore);

    /// Directory of the run [default: artifacts/runs/TIME-BACKEND]
    optional out: PathBuf = unset("DIR")
        .sweep(Sweep::Directory)
        .unrecorded();
}
