//! Checkpointers of Burn that answer, and such as do not.

use std::sync::Mutex;

use burn::module::Module;
use burn::optim::OptimizerRecord;
use burn::tensor::Device;
use burn::train::{
    Interrupter, SupervisedLearningStrategy, SupervisedTraining, SupervisedTrainingEventProcessor,
    TrainLoader, TrainingComponents, TrainingStrategy, ValidLoader,
};
use burn_mnist_data::{BatchLoader, Order, synthetic};
use burn_mnist_model::ClassifierConfig;

use super::*;
use crate::dashboard::{Display, NoMetricFiles, renderer};
use crate::host_memory::HostMemory;
use crate::optimizer::adam;
use crate::recipe::Recipe;
use crate::schedule::LrScheduleConfig;
use crate::step::training_module;

const SHORT: Duration = Duration::from_millis(200);

/// What a checkpointer's thread does when it should hand over its part.
enum Fault {
    /// It stays away, for as long as the test holds the other end.
    Hang(Mutex<Receiver<()>>),
    /// It comes back without one.
    Forget,
}

impl<R: Record> Checkpointer<R> for Fault {
    fn save(&self, _: usize, _: R) -> Result<(), CheckpointerError> {
        match self {
            Self::Hang(end) => drop(end.lock().unwrap().recv()),
            Self::Forget => {}
        }
        Ok(())
    }

    fn delete(&self, _: usize) -> Result<(), CheckpointerError> {
        Ok(())
    }

    fn restore(&self, _: usize) -> Result<R, CheckpointerError> {
        Err(CheckpointerError::Unknown("nothing was kept".to_owned()))
    }
}

/// Asks for the parts of one checkpoint, and keeps what came.
struct Probe {
    parts: Mutex<Receiver<Part>>,
    outcome: Mutex<Option<Result<[Vec<u8>; 2], TrainingError>>>,
}

impl SupervisedLearningStrategy<TrainingModule> for Probe {
    fn fit(
        &self,
        components: TrainingComponents<TrainingModule>,
        learner: Learner<TrainingModule>,
        _: TrainLoader<TrainingModule>,
        _: ValidLoader<TrainingModule>,
        _: usize,
    ) -> (
        TrainingModule,
        SupervisedTrainingEventProcessor<TrainingModule>,
    ) {
        let parts = self.parts.lock().unwrap();
        let (checkpointer, store) = (components.checkpointer.unwrap(), components.event_store);
        let mut writer = CheckpointWriter::new(checkpointer, &parts, store, SHORT);
        let outcome = writer.optimizer_and_scheduler(&learner, 1);
        *self.outcome.lock().unwrap() = Some(outcome);
        (learner.model(), components.event_processor)
    }
}

/// The parts of a checkpoint through Burn's own threads, `optimizer` in the place of the optimizer's checkpointer.
fn parts_with<C>(
    optimizer: impl FnOnce(PartCheckpointer) -> C,
) -> Result<[Vec<u8>; 2], TrainingError>
where
    C: Checkpointer<OptimizerRecord> + 'static,
{
    let device = Device::flex();
    let digits = synthetic::generate(1, 0, 0).train;
    let loader = Arc::new(BatchLoader::new(digits, 1, Order::Sequential, &device));
    let classifier = ClassifierConfig::new().init(&device.clone().autodiff());
    let module = training_module(classifier, &Recipe::default(), HostMemory::of(&device));
    let schedule = LrScheduleConfig::default().scheduler(1, 1).unwrap();
    let learner = Learner::new(module, adam(&device), schedule);
    let ([model, part, scheduler], parts) = part_checkpointers();
    let probe = Arc::new(Probe {
        parts: Mutex::new(parts),
        outcome: Mutex::default(),
    });
    let directory = tempfile::tempdir().unwrap();
    SupervisedTraining::new(directory.path(), loader.clone(), loader)
        .with_metric_logger(NoMetricFiles)
        .with_application_logger(None)
        .renderer(renderer(Display::Observer, Interrupter::new()))
        .with_custom_checkpointers(model, optimizer(part), scheduler)
        .with_checkpointing_strategy(Always)
        .with_training_strategy(TrainingStrategy::Custom(probe.clone()))
        .launch(learner);
    let outcome = probe.outcome.lock().unwrap().take();
    outcome.expect("the strategy ran")
}

#[test]
fn parts_of_the_optimizer_and_the_scheduler_arrive_and_the_model_is_not_encoded() {
    let [optimizer, scheduler] = parts_with(|part| part).unwrap();
    assert!(!optimizer.is_empty() && !scheduler.is_empty());
    let ([model, ..], parts) = part_checkpointers();
    let record = ClassifierConfig::new().init(&Device::flex()).into_record();
    model.save(1, record).unwrap();
    let (file, bytes) = parts.try_recv().unwrap();
    assert_eq!((file, bytes.unwrap().len()), (MODEL, 0));
}

#[test]
fn a_checkpointer_that_sends_nothing_ends_the_run_with_an_error() {
    let error = parts_with(|_| Fault::Forget).unwrap_err();
    let found = matches!(
        error,
        TrainingError::CheckpointerSilent {
            part: OPTIMIZER,
            within: SHORT
        }
    );
    assert!(found, "{error}");
}

#[test]
fn a_checkpointer_that_hangs_ends_the_run_with_an_error() {
    let (end, hang) = channel();
    let (answer, answered) = channel();
    std::thread::spawn(move || {
        let error = parts_with(|_| Fault::Hang(Mutex::new(hang))).unwrap_err();
        answer.send(error)
    });
    // Without a limit, or if Burn's destructor waited for its thread, nothing would ever come.
    let error = answered.recv_timeout(Duration::from_secs(60)).unwrap();
    drop(end);
    let found = matches!(
        error,
        TrainingError::CheckpointerSilent {
            part: OPTIMIZER,
            ..
        }
    );
    assert!(found, "{error}");
}

#[test]
fn checkpointers_that_are_gone_are_not_waited_for() {
    let (checkpointers, parts) = part_checkpointers();
    drop(checkpointers);
    let error = receive(&parts, Duration::from_secs(60)).unwrap_err();
    let found = matches!(error, TrainingError::CheckpointerGone { part: MODEL });
    assert!(found, "{error}");
}
