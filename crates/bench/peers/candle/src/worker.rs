//! Answers requests one at a time; a refused one changes nothing.

use std::path::Path;
use std::rc::Rc;

use anyhow::{Context, Result, ensure};
use serde::Serialize;
use serde_json::{Value, json};

use crate::case::Case;
use crate::mnist::{Mnist, PIXELS};
use crate::network::{Network, judge, most_likely};
use crate::protocol::{
    Course, Described, Point, Request, Sample, TimeToAccuracy, Trajectory, WarmUp,
};
use crate::training::{Shuffled, Trainer};
use crate::weights::Source;
use crate::{limits, machine};

/// What is kept between two requests.
#[derive(Default)]
pub struct Worker {
    mnist: Option<Rc<Mnist>>,
    case: Option<Case>,
}

impl Worker {
    /// One line for one line: `{"ok": ...}` or `{"error": "..."}`.
    pub fn answer(&mut self, line: &str) -> Value {
        match serde_json::from_str(line)
            .map_err(Into::into)
            .and_then(|request| self.meet(request))
        {
            Ok(answer) => json!({ "ok": answer }),
            Err(error) => json!({ "error": format!("{error:#}").replace('\n', " ") }),
        }
    }

    fn meet(&mut self, request: Request) -> Result<Value> {
        match request {
            Request::Hello => value(machine::hello()),
            Request::Data { directory } => self.read(&directory),
            Request::Parity { weights } => self.parity(&weights),
            Request::Trajectory(trajectory) => self.follow(&trajectory),
            Request::Prepare { case } => value(self.prepare(&case)?),
            Request::Sample => value(self.sample()?),
            Request::Release => {
                self.case = None;
                Ok(json!({}))
            }
            Request::Limits { seconds } => value(limits::probe(seconds)?),
            Request::Load { weights } => load(&weights),
            Request::TimeToAccuracy(request) => self.learn(&request),
        }
    }

    /// Reads MNIST and counts it.
    ///
    /// # Errors
    ///
    /// If a file is missing or damaged.
    pub fn read(&mut self, directory: &Path) -> Result<Value> {
        let mnist = Mnist::read(directory)?;
        let counts = json!({ "train": mnist.train_count(), "test": mnist.test_labels.len() });
        self.mnist = Some(Rc::new(mnist));
        Ok(counts)
    }

    /// Sets a case up in place of the one before.
    ///
    /// # Errors
    ///
    /// If there is no data or not enough.
    pub fn prepare(&mut self, described: &Described) -> Result<WarmUp> {
        self.case = None;
        ensure!(described.batch_size > 0, "a batch size of 0 holds no image");
        let (case, warm_up) = Case::prepare(self.mnist()?, described)?;
        self.case = Some(case);
        Ok(warm_up)
    }

    /// Measures the prepared case.
    ///
    /// # Errors
    ///
    /// If it does not exist.
    pub fn sample(&mut self) -> Result<Sample> {
        self.case.as_mut().context("no case is prepared")?.sample()
    }

    fn parity(&self, weights: &Source) -> Result<Value> {
        let logits = Network::new(&weights.read()?)?.logits(&self.mnist()?.test_images)?;
        Ok(json!({ "logits": logits }))
    }

    fn follow(&self, request: &Trajectory) -> Result<Value> {
        let mnist = self.mnist()?;
        let whole = mnist.whole_batches(request.batch_size)?;
        let mut trainer = Trainer::new(&request.weights.read()?, request.learning_rate)?;
        let mut losses = Vec::with_capacity(request.steps);
        for step in 0..request.steps {
            let start = (step % whole) * request.batch_size;
            let batch = (
                mnist.train_images.narrow(0, start, request.batch_size)?,
                mnist.train_labels.narrow(0, start, request.batch_size)?,
            );
            losses.push(trainer.step(&batch)?.to_scalar::<f32>()?);
        }
        Ok(json!({ "losses": losses }))
    }

    fn learn(&mut self, request: &TimeToAccuracy) -> Result<Value> {
        if let (None, Some(directory)) = (&self.mnist, &request.directory) {
            self.read(directory)?;
        }
        let mnist = self.mnist()?;
        let mut trainer = Trainer::new(&request.weights.read()?, request.learning_rate)?;
        let mut batches = Shuffled::new(mnist.clone(), request.batch_size, request.seed)?;
        let last = batches.steps(request.max_epochs);
        let mut points = Vec::new();
        let mut reached = false;
        for step in 1..=last {
            trainer.step(&batches.next()?)?;
            if step % request.evaluate_every.max(1) == 0 || step == last {
                let point = judged(&trainer, &mnist, step)?;
                reached = point.accuracy >= request.target;
                points.push(point);
            }
            if reached {
                break;
            }
        }
        value(Course {
            reached,
            elapsed_seconds: machine::since_start(),
            points,
        })
    }

    fn mnist(&self) -> Result<Rc<Mnist>> {
        self.mnist
            .clone()
            .context("there is no data yet: a data request comes first")
    }
}

fn judged(trainer: &Trainer, mnist: &Mnist, step: usize) -> Result<Point> {
    let logits = trainer.network().logits(&mnist.test_images)?;
    let (loss, accuracy) = judge(&logits, &mnist.test_labels);
    Ok(Point {
        seconds: machine::since_start(),
        step,
        loss,
        accuracy,
    })
}

fn load(weights: &Source) -> Result<Value> {
    let network = Network::new(&weights.read()?)?;
    let label = most_likely(&network.probabilities(&[0; PIXELS])?);
    Ok(json!({ "label": label }))
}

fn value(answer: impl Serialize) -> Result<Value> {
    Ok(serde_json::to_value(answer)?)
}
