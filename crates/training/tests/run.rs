//! What a run promises, through the public API: it learns, it repeats, it stops, and it keeps nothing wrong.
#![expect(
    clippy::unwrap_used,
    reason = "a test may stop at the first surprise, its helpers too"
)]

use std::fs;
use std::sync::atomic::Ordering;
use std::thread;

use burn::tensor::Device;
use burn_mnist_data::{DigitSet, split, synthetic};
use burn_mnist_model::{Weights, WeightsError};
use burn_mnist_run::checkpoint::MODEL;
use burn_mnist_run::record::{SettingsRecord, Status};
use burn_mnist_run::{Checkpoint, EpochMetrics, RunDirectory, RunLock, RunRecord, locate};
use burn_mnist_training::observer::{EpochReport, Progress, Unobserved};
use burn_mnist_training::{
    CheckpointPolicy, Display, Job, LrScheduleConfig, Observer, Recipe, StopSignal, TrainingError,
    train,
};

fn job(directory: &tempfile::TempDir, recipe: Recipe, images: usize, validation: usize) -> Job {
    let digits = synthetic::generate(images, 500, 0);
    let run = RunDirectory::create(directory.path()).unwrap();
    Job {
        splits: split::split(&digits.train, validation, recipe.seed).unwrap(),
        recipe,
        test: Some(digits.test),
        device: Device::flex(),
        saving: CheckpointPolicy::default(),
        record: RunRecord::new(&run),
        lock: RunLock::acquire(&run).unwrap(),
        resume: None,
        run,
        config_toml: "seed = 1\n".to_owned(),
        identity: SettingsRecord::new(),
        defaults: SettingsRecord::new(),
        observer: Box::new(Unobserved),
        stop: StopSignal::default(),
        display: Display::Observer,
    }
}

fn small() -> Recipe {
    Recipe {
        epochs: 2,
        hidden: 16.into(),
        ..Recipe::default()
    }
}

#[test]
fn the_default_recipe_exceeds_90_percent_on_held_out_synthetic_digits() {
    let directory = tempfile::tempdir().unwrap();
    let record = train(job(&directory, Recipe::default(), 4_000, 500)).unwrap();
    let test = record.test.unwrap();
    assert!(test.accuracy > 0.9, "{}", test.accuracy);
    assert_eq!(record.status, Status::Completed);
}

#[test]
fn a_run_repeats_bit_for_bit() {
    let [a, b] = [0, 1].map(|_| {
        let directory = tempfile::tempdir().unwrap();
        train(job(&directory, small(), 300, 50)).unwrap();
        locate(directory.path()).unwrap().bytes
    });
    assert_eq!(a, b);
}

/// The weights of a run with this seed, its network large enough for every part that is written for host memory.
fn weights_of_a_run(seed: u64) -> Vec<u8> {
    let directory = tempfile::tempdir().unwrap();
    let recipe = Recipe {
        seed,
        hidden: 128.into(),
        ..small()
    };
    train(job(&directory, recipe, 600, 50)).unwrap();
    locate(directory.path()).unwrap().bytes
}

#[test]
fn two_runs_at_the_same_time_end_as_each_does_alone() {
    let alone = [1, 2].map(weights_of_a_run);
    let pool = rayon::ThreadPoolBuilder::new().num_threads(3);
    let pool = pool.build().unwrap();
    // Each on a thread of its own; then each as a thread of one pool, as the program runs.
    let at_once = |run: &(dyn Fn(u64) -> Vec<u8> + Sync)| {
        thread::scope(|scope| {
            let runs = [1, 2].map(|seed| scope.spawn(move || run(seed)));
            runs.map(|run| run.join().unwrap())
        })
    };
    assert!(at_once(&weights_of_a_run) == alone);
    assert!(at_once(&|seed| pool.install(|| weights_of_a_run(seed))) == alone);
}

#[test]
fn every_epoch_has_its_lines_and_its_checkpoint_and_the_best_is_the_most_accurate() {
    let directory = tempfile::tempdir().unwrap();
    let record = train(job(
        &directory,
        Recipe {
            epochs: 4,
            ..small()
        },
        300,
        50,
    ))
    .unwrap();
    let run = RunDirectory::open(directory.path()).unwrap();
    let lines = EpochMetrics::read(&run.metrics()).unwrap();
    assert_eq!(lines.len(), 8);
    let validated: Vec<f64> = lines
        .iter()
        .skip(1)
        .step_by(2)
        .map(|line| line.accuracy)
        .collect();
    let best = validated.iter().copied().fold(0.0, f64::max);
    assert_eq!(record.summary.validation_accuracy, Some(best));
    assert_eq!(validated[record.summary.best_epoch.unwrap() - 1], best);
    for epoch in 2..=4 {
        let name = format!("epoch-{epoch:04}-step-{:06}", epoch * 8);
        let checkpoint = Checkpoint::read(&run.checkpoints().join(name)).unwrap();
        assert_eq!(checkpoint.state().unwrap().metrics, lines[..2 * epoch]);
    }
}

#[test]
fn without_validation_the_last_checkpoint_is_the_best() {
    let directory = tempfile::tempdir().unwrap();
    let record = train(job(&directory, small(), 100, 0)).unwrap();
    let summary = &record.summary;
    assert_eq!(
        (summary.best_epoch, summary.validation_accuracy),
        (Some(2), None)
    );
}

#[test]
fn a_loss_that_is_no_number_ends_the_run_and_is_never_kept() {
    let directory = tempfile::tempdir().unwrap();
    let recipe = Recipe {
        rate: LrScheduleConfig {
            learning_rate: 1e30,
            ..LrScheduleConfig::default()
        },
        ..small()
    };
    let error = train(job(&directory, recipe, 3_000, 0)).unwrap_err();
    let not_finite = matches!(
        error,
        TrainingError::NotFinite { .. } | TrainingError::Weights(WeightsError::NotFinite { .. })
    );
    assert!(not_finite, "{error}");
    let run = RunDirectory::open(directory.path()).unwrap();
    let record = RunRecord::read(&run).unwrap();
    assert_eq!(
        (record.status, record.reason),
        (Status::Failed, Some(error.to_string()))
    );
    for entry in fs::read_dir(run.checkpoints()).unwrap() {
        let path = entry.unwrap().path();
        if let Ok(checkpoint) = Checkpoint::read(&path) {
            Weights::from_bytes(checkpoint.file(MODEL).unwrap()).unwrap();
        }
    }
}

/// Asks for a stop in the midst of the second epoch.
struct StopsInSecondEpoch(StopSignal);

impl Observer for StopsInSecondEpoch {
    fn epoch_finished(&mut self, report: &EpochReport) {
        assert_eq!(report.train.epoch, 1, "the second epoch was broken off");
        self.0.flag().store(true, Ordering::Relaxed);
    }

    fn progress(&mut self, _: &Progress) {}
}

#[test]
fn a_stop_keeps_what_was_finished_and_says_so() {
    let directory = tempfile::tempdir().unwrap();
    let mut job = job(
        &directory,
        Recipe {
            epochs: 50,
            ..small()
        },
        300,
        50,
    );
    job.observer = Box::new(StopsInSecondEpoch(job.stop.clone()));
    let record = train(job).unwrap();
    assert_eq!(
        (record.status, record.summary.epochs),
        (Status::Interrupted, 1)
    );
    assert_eq!(record.test, None, "the test set is for finished runs");
    locate(directory.path()).unwrap();
}

#[test]
fn without_a_test_set_a_run_ends_whole_and_nobody_looked() {
    struct NoTesting;
    impl Observer for NoTesting {
        fn testing(&mut self, _: usize) {
            panic!("there is nothing to test on");
        }
    }
    let directory = tempfile::tempdir().unwrap();
    let mut job = job(&directory, small(), 300, 50);
    job.test = None;
    job.observer = Box::new(NoTesting);
    let record = train(job).unwrap();
    assert_eq!(
        (record.status, record.test, record.summary.epochs),
        (Status::Completed, None, 2)
    );
}

#[test]
fn a_fault_on_another_thread_is_the_runs_failure() {
    let directory = tempfile::tempdir().unwrap();
    let job = job(&directory, small(), 300, 50);
    job.stop.fail("device lost".to_owned());
    let error = train(job).unwrap_err();
    assert!(error.to_string().contains("device lost"), "{error}");
}

#[test]
fn an_empty_training_split_is_refused() {
    let directory = tempfile::tempdir().unwrap();
    let mut job = job(&directory, small(), 100, 0);
    job.splits.train = DigitSet::first(&job.splits.train, 0);
    assert!(matches!(train(job), Err(TrainingError::NothingToTrain)));
}
