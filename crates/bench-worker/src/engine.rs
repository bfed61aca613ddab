//! What a worker of ours does when it is asked: every request on one Burn device.

use std::path::Path;
use std::time::{Duration, Instant};

use burn::tensor::Device;
use burn_mnist_bench::Meter;
use burn_mnist_bench::protocol::{
    Answer, DataRead, Loaded, Logits, Losses, Nothing, Preparation, Request, WeightsFiles,
};
use burn_mnist_bench::record::{Op, Sample, Subject, WarmUp, Workload};
use burn_mnist_data::{BatchLoader, DigitSet, Digits, Order};
use burn_mnist_model::Weights;
use burn_mnist_training::TrainStepper;

use crate::error::WorkError;
use crate::measure::{self, SystemClock, Work};
use crate::network::{self, Network};
use crate::workload::{Infer, Operation, Train};
use crate::{images, limits, raw, time_to_accuracy, weights_files};

/// Seed of initial weights and of the order in which training images are measured.
const SEED: u64 = 42;

/// A Burn device at work.
pub struct Engine {
    subject: Subject,
    device: Device,
    started: Instant,
    digits: Option<Digits>,
    prepared: Option<Prepared>,
}

struct Prepared {
    work: Box<dyn Work>,
    iterations: usize,
    latencies: usize,
}

impl Engine {
    /// Works on `device`, which `subject` describes, in a process that began at `started`.
    pub fn new(subject: Subject, device: Device, started: Instant) -> Self {
        Self {
            subject,
            device,
            started,
            digits: None,
            prepared: None,
        }
    }

    /// Does as asked.
    ///
    /// # Errors
    ///
    /// Why it could not; it can be asked for other things afterwards.
    pub fn answer(&mut self, request: Request) -> Result<Answer, WorkError> {
        match request {
            Request::Hello => Ok(Answer::Subject(self.subject.clone())),
            Request::Data { directory } => self.read(&directory).map(Answer::Data),
            Request::Learn {
                weights,
                steps,
                batch_size,
                out,
            } => self.learn(&weights, steps, batch_size, &out),
            Request::Parity { weights } => self.parity(&weights),
            Request::Trajectory {
                weights,
                batch_size,
                steps,
                learning_rate,
            } => self.trajectory(&weights, batch_size, steps, learning_rate),
            Request::Prepare { case } => self.prepare(&case).map(Answer::WarmUp),
            Request::Sample => self.sample().map(Answer::Sample),
            Request::Release => {
                self.prepared = None;
                Ok(Answer::Nothing(Nothing {}))
            }
            Request::Limits { seconds } => {
                let budget = Duration::from_secs_f64(seconds);
                limits::find(&self.device, &SystemClock::default(), budget).map(Answer::Limits)
            }
            Request::Load { weights } => self.load(&weights),
            Request::TimeToAccuracy(training) => {
                time_to_accuracy::run(&training, &self.device, self.started).map(Answer::Course)
            }
        }
    }

    fn read(&mut self, directory: &Path) -> Result<DataRead, WorkError> {
        let digits = images::read(directory)?;
        let read = DataRead {
            train: digits.train.len(),
            test: digits.test.len(),
        };
        self.digits = Some(digits);
        Ok(read)
    }

    fn digits(&self, asked: &'static str) -> Result<&Digits, WorkError> {
        let missing = "data";
        self.digits
            .as_ref()
            .ok_or(WorkError::Order { asked, missing })
    }

    fn learn(
        &self,
        weights: &WeightsFiles,
        steps: usize,
        batch_size: usize,
        out: &WeightsFiles,
    ) -> Result<Answer, WorkError> {
        let digits = &self.digits("learn")?.train;
        let mut train = Train::new(
            weights_files::read(weights)?,
            digits,
            batch_size,
            SEED,
            &self.device,
        )?;
        for _ in 0..steps {
            train.iterate()?;
        }
        let bytes = train.classifier().to_bytes()?;
        let written = raw::write(&out.raw, &Weights::from_bytes(&bytes)?);
        written.map_err(WorkError::file(&out.raw))?;
        if let Some(path) = &out.burnpack {
            std::fs::write(path, bytes).map_err(WorkError::file(path))?;
        }
        Ok(Answer::Nothing(Nothing {}))
    }

    fn parity(&self, weights: &WeightsFiles) -> Result<Answer, WorkError> {
        let digits = self.digits("parity")?;
        let network = self.network(weights_files::read(weights)?);
        let logits = network.logits(&digits.test)?;
        Ok(Answer::Logits(Logits { logits }))
    }

    fn trajectory(
        &self,
        weights: &WeightsFiles,
        batch_size: usize,
        steps: usize,
        learning_rate: f64,
    ) -> Result<Answer, WorkError> {
        use burn::data::dataloader::DataLoader;

        let digits = enough(&self.digits("trajectory")?.train, steps * batch_size)?;
        let device = self.device.clone().autodiff();
        let loader = BatchLoader::new(digits, batch_size, Order::Sequential, &device);
        let weights = weights_files::read(weights)?;
        let mut stepper = TrainStepper::new(weights, learning_rate, SEED, &self.device)?;
        let losses = loader.iter().take(steps).map(|batch| {
            let loss = stepper.step(batch.map_err(WorkError::device)?);
            let loss = loss.try_into_scalar::<f32>().map_err(WorkError::device)?;
            match loss.is_finite() {
                true => Ok(f64::from(loss)),
                false => Err(WorkError::NotFinite("losses")),
            }
        });
        let losses = losses.collect::<Result<_, WorkError>>()?;
        Ok(Answer::Losses(Losses { losses }))
    }

    fn prepare(&mut self, preparation: &Preparation) -> Result<WarmUp, WorkError> {
        // Two prepared cases at once would show in each other's memory.
        self.prepared = None;
        self.device.memory_cleanup();
        Meter::reset_peak();
        let mut work = self.work(preparation)?;
        let budget = Duration::from_secs_f64;
        let warm_up = measure::warm_up(
            &mut *work,
            &SystemClock::default(),
            budget(preparation.warm_up_seconds),
            budget(preparation.sample_seconds),
        )?;
        self.prepared = Some(Prepared {
            work,
            iterations: warm_up.iterations,
            latencies: preparation.latencies.min(warm_up.iterations),
        });
        Ok(warm_up)
    }

    fn work(&self, preparation: &Preparation) -> Result<Box<dyn Work>, WorkError> {
        let case = &preparation.case;
        let batch_size = case.batch_size.unwrap_or(1);
        let weights = || Weights::glorot(case.hidden, SEED);
        let digits = self.digits("prepare")?;
        Ok(match case.workload {
            Workload::Train => Box::new(Train::new(
                weights(),
                &digits.train,
                batch_size,
                SEED,
                &self.device,
            )?),
            Workload::Infer => {
                let network = self.network(weights());
                Box::new(Infer::new(network, &digits.test, batch_size))
            }
            Workload::Ops => {
                let op = case.op.unwrap_or(Op::HiddenForward);
                Box::new(Operation::new(op, batch_size, case.hidden, &self.device))
            }
            Workload::Load | Workload::TimeToAccuracy => {
                let workload = case.workload.name();
                let reason = format!("{workload} is not prepared: it has a request of its own");
                return Err(WorkError::Unsupported(reason));
            }
        })
    }

    fn network(&self, weights: Weights) -> Network {
        Network::new(weights, &self.device)
    }

    fn sample(&mut self) -> Result<Sample, WorkError> {
        let Some(Prepared {
            work,
            iterations,
            latencies,
        }) = &mut self.prepared
        else {
            let (asked, missing) = ("sample", "prepare");
            return Err(WorkError::Order { asked, missing });
        };
        let clock = SystemClock::default();
        work.synchronise()?;
        let meter = Meter::start();
        let seconds = measure::timed(&mut **work, &clock, *iterations)?;
        let cost = meter.stop();
        let latencies_us = measure::latencies(&mut **work, &clock, *latencies)?;
        let device_memory = self.device.memory_pool_usage();
        Ok(Sample {
            seconds: seconds.as_secs_f64(),
            iterations: *iterations,
            items: *iterations * work.items(),
            latencies_us,
            cpu_seconds: cost.cpu_seconds,
            peak_memory_bytes: cost.peak_memory_bytes,
            device_memory_bytes: device_memory.map(|usage| usage.bytes_reserved),
            energy_joules: cost.energy_joules,
        })
    }

    fn load(&self, weights: &WeightsFiles) -> Result<Answer, WorkError> {
        let label = match &weights.burnpack {
            Some(path) => network::label_of_blank_image(path, &self.device)?,
            None => {
                let reason = "loading needs a checkpoint's weights".to_owned();
                return Err(WorkError::Unsupported(reason));
            }
        };
        Ok(Answer::Loaded(Loaded { label }))
    }
}

fn enough(digits: &DigitSet, needed: usize) -> Result<DigitSet, WorkError> {
    match digits.len() {
        found if found < needed => Err(WorkError::TooFewImages { needed, found }),
        _ => Ok(digits.first(needed)),
    }
}
