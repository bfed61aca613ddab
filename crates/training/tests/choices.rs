//! Every choice of a recipe learns, and a run that is broken off anywhere ends with the very bytes of one
//! that was not.
#![expect(
    clippy::unwrap_used,
    reason = "a test may stop at the first surprise, its helpers too"
)]

use std::path::Path;

use burn::tensor::Device;
use burn_mnist_data::{split, synthetic};
use burn_mnist_model::Activation;
use burn_mnist_run::checkpoint::{LEARNER, MODEL, OPTIMIZER, SCHEDULER, newest};
use burn_mnist_run::record::{SettingsRecord, Status};
use burn_mnist_run::{Checkpoint, RunDirectory, RunLock, RunRecord};
use burn_mnist_training::observer::Unobserved;
use burn_mnist_training::{
    Algorithm, CheckpointInterval, CheckpointPolicy, Display, Job, Loss, LrScheduleConfig,
    OptimizerConfig, Recipe, Schedule, StopSignal, check_checkpoint, train,
};

/// Settings as a run keeps them, for what a checkpoint's check goes by.
fn settings(recipe: &Recipe) -> SettingsRecord {
    let optimizer = &recipe.optimizer;
    let mut settings = SettingsRecord::new();
    settings.insert("optimizer".to_owned(), optimizer.algorithm.name().into());
    settings.insert("momentum".to_owned(), optimizer.momentum.into());
    if let Some(decay) = recipe.average {
        settings.insert("average".to_owned(), decay.into());
    }
    settings
}

fn job(directory: &Path, recipe: &Recipe, resume: Option<Checkpoint>) -> Job {
    let digits = synthetic::generate(360, 100, 0);
    let run = RunDirectory::create(directory).unwrap();
    Job {
        splits: split::split(&digits.train, 40, recipe.seed).unwrap(),
        test: Some(digits.test),
        device: Device::flex(),
        saving: CheckpointPolicy {
            every: Some(CheckpointInterval::Steps(7)),
            keep: 100,
        },
        record: RunRecord::new(&run),
        lock: RunLock::acquire(&run).unwrap(),
        resume,
        run,
        config_toml: String::new(),
        identity: settings(recipe),
        defaults: SettingsRecord::new(),
        recipe: recipe.clone(),
        observer: Box::new(Unobserved),
        stop: StopSignal::default(),
        display: Display::Observer,
    }
}

/// The run of a recipe, whole and gone on with from every one of its checkpoints: all end alike.
#[track_caller]
fn repeats_from_anywhere(change: impl FnOnce(&mut Recipe)) -> f64 {
    let mut recipe = Recipe {
        epochs: 3,
        hidden: 16.into(),
        rate: LrScheduleConfig {
            learning_rate: 1e-2,
            ..LrScheduleConfig::default()
        },
        ..Recipe::default()
    };
    change(&mut recipe);
    let whole = tempfile::tempdir().unwrap();
    let record = train(job(whole.path(), &recipe, None)).unwrap();
    assert_eq!(record.status, Status::Completed);
    let run = RunDirectory::open(whole.path()).unwrap();
    let last = newest(&run.checkpoints()).unwrap().whole.unwrap();
    check_checkpoint(&last.1).unwrap();
    for step in [7, 10, 14] {
        let epoch = usize::from(step > 10) + 1;
        let name = format!("epoch-{epoch:04}-step-{step:06}");
        let from = Checkpoint::read(&run.checkpoints().join(&name)).unwrap();
        check_checkpoint(&from).unwrap();
        let again = tempfile::tempdir().unwrap();
        train(job(again.path(), &recipe, Some(from))).unwrap();
        let again = RunDirectory::open(again.path()).unwrap();
        let (_, found) = newest(&again.checkpoints()).unwrap().whole.unwrap();
        for file in [MODEL, OPTIMIZER, SCHEDULER, LEARNER] {
            let [expected, found] = [&last.1, &found].map(|one| one.file(file).ok());
            assert!(expected == found, "{file} after {name}");
        }
    }
    record.test.unwrap().accuracy
}

#[test]
fn every_optimizer_goes_on_where_it_was() {
    for (algorithm, momentum, rate) in [
        (Algorithm::Adam, 0.0, 1e-2),
        (Algorithm::AdamW, 0.0, 1e-2),
        (Algorithm::Sgd, 0.0, 0.5),
        (Algorithm::Sgd, 0.9, 0.1),
        (Algorithm::RmsProp, 0.0, 1e-2),
        (Algorithm::RmsProp, 0.5, 3e-3),
    ] {
        let accuracy = repeats_from_anywhere(|recipe| {
            recipe.rate.learning_rate = rate;
            recipe.optimizer = OptimizerConfig {
                algorithm,
                momentum,
                weight_decay: 1e-4,
            };
        });
        assert!(accuracy > 0.4, "{algorithm} {momentum}: {accuracy}");
    }
}

#[test]
fn every_schedule_goes_on_where_it_was() {
    for (schedule, warmup_epochs) in [
        (Schedule::Constant, Some(0.5)),
        (Schedule::Step, None),
        (Schedule::Cosine, None),
        (Schedule::Cosine, Some(1.0)),
        (Schedule::OneCycle, None),
    ] {
        repeats_from_anywhere(|recipe| {
            recipe.rate = LrScheduleConfig {
                learning_rate: 1e-2,
                schedule,
                warmup_epochs,
                step_epochs: 1,
                step_factor: 0.5,
            };
        });
    }
}

#[test]
fn every_network_and_loss_goes_on_where_it_was() {
    for activation in Activation::ALL {
        for (hidden, loss) in [("16", Loss::Mse), ("12,8,8", Loss::CrossEntropy)] {
            let accuracy = repeats_from_anywhere(|recipe| {
                recipe.hidden = hidden.parse().unwrap();
                recipe.activation = activation;
                recipe.loss = loss;
                recipe.label_smoothing = 0.05;
            });
            assert!(accuracy > 0.15, "{activation} {hidden} {loss}: {accuracy}");
        }
    }
}

#[test]
fn dropout_clipping_and_averaging_go_on_where_they_were() {
    repeats_from_anywhere(|recipe| {
        recipe.dropout = 0.3;
        recipe.clip_norm = Some(0.5);
        recipe.average = Some(0.95);
    });
}

#[test]
fn augmented_images_are_the_same_wherever_a_run_goes_on() {
    repeats_from_anywhere(|recipe| {
        recipe.augmentation = "shift=2,rotate=10,elastic=20,noise=0.1".parse().unwrap();
    });
}

#[test]
fn with_an_average_the_weights_file_is_the_average() {
    let directory = tempfile::tempdir().unwrap();
    let recipe = Recipe {
        epochs: 1,
        hidden: 16.into(),
        average: Some(0.9),
        ..Recipe::default()
    };
    train(job(directory.path(), &recipe, None)).unwrap();
    let run = RunDirectory::open(directory.path()).unwrap();
    let (_, last) = newest(&run.checkpoints()).unwrap().whole.unwrap();
    assert_ne!(last.file(MODEL).unwrap(), last.file(LEARNER).unwrap());
}
