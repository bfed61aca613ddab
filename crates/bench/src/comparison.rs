//! A comparison from its first record to its last: start the workers, check that they agree, measure the limits of their
//! devices, and only then time them.

mod agreement;
mod cold;
mod inputs;
mod observer;
mod rounds;
mod run;
mod time_left;
mod warm;
mod worker_slot;

use std::collections::BTreeMap;

pub use self::inputs::Inputs;
pub use self::observer::Observer;

use crate::candidate::Candidate;
use crate::directory::ComparisonDirectory;
use crate::error::BenchError;
use crate::journal::Journal;
use crate::machine::{self, Environment};
use crate::plan::Plan;
use crate::plausible;
use crate::protocol::Request;
use crate::record::{Event, Limits, Software};

use self::run::ComparisonRun;
use self::worker_slot::WorkerSlot;

/// Everything a comparison is made of.
pub struct Comparison<'a> {
    /// What is measured.
    pub plan: Plan,
    /// The candidates to measure.
    pub candidates: Vec<Candidate>,
    /// On which images, and with which weights.
    pub inputs: &'a dyn Inputs,
    /// Where it is kept.
    pub directory: ComparisonDirectory,
    /// The program that measures.
    pub software: Software,
    /// What was asked for, for the record.
    pub settings: serde_json::Value,
    /// What to call the machine, for the record.
    pub label: Option<String>,
    /// What to know of all figures beforehand.
    pub warnings: Vec<String>,
    /// Receives the progress.
    pub observer: &'a mut dyn Observer,
}

/// How a comparison ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// All was measured that could be.
    Whole,
    /// It was asked to stop; what was measured is on the disk.
    Stopped,
}

impl Comparison<'_> {
    /// Runs it.
    ///
    /// # Errors
    ///
    /// [`BenchError::Io`] if it cannot be recorded, [`BenchError::NoSubject`] if there is nothing to
    /// measure. What goes wrong with one subject is a record, not an error.
    pub fn run(self) -> Result<Ending, BenchError> {
        let before = Environment::capture();
        let name = self.directory.name();
        let mut journal = Journal::create(&self.directory.records(), &name, &before.machine)?;
        let begin = journal.append(Event::Begin {
            environment: Box::new(before.clone()),
            software: self.software,
            settings: self.settings,
            label: self.label,
        })?;
        self.observer.found(&begin);
        let images =
            tempfile::tempdir().map_err(BenchError::io("create", &std::env::temp_dir()))?;
        self.inputs.write_images(images.path())?;
        let mut run = ComparisonRun {
            plan: self.plan,
            inputs: self.inputs,
            directory: self.directory,
            images,
            journal,
            observer: self.observer,
            slots: self.candidates.into_iter().map(WorkerSlot::new).collect(),
            weights: BTreeMap::new(),
        };
        run.measure_all()?;
        if run.observer.is_stopped() {
            return Ok(Ending::Stopped);
        }
        let after = Environment::capture();
        let found = machine::warnings(&before, &after);
        let mut warnings = self.warnings;
        warnings.extend(found.iter().map(ToString::to_string));
        run.note(Event::End {
            environment: Box::new(after),
            warnings,
        })?;
        Ok(Ending::Whole)
    }
}

impl ComparisonRun<'_> {
    fn measure_all(&mut self) -> Result<(), BenchError> {
        for slot in 0..self.slots.len() {
            self.start(slot)?;
        }
        self.compare_numbers()?;
        let eligible = self.eligible();
        if eligible.is_empty() && !self.observer.is_stopped() {
            let reasons = self.slots.iter().map(WorkerSlot::exclusion_reason);
            let reason = reasons.collect::<Vec<_>>().join("; ");
            return Err(BenchError::NoSubject { reason });
        }
        for slot in eligible {
            if !self.observer.is_stopped() {
                self.find_limits(slot)?;
            }
        }
        self.measure_rounds()
    }

    /// Starts a worker and hears what it is.
    fn start(&mut self, slot: usize) -> Result<(), BenchError> {
        if self.observer.is_stopped() {
            return Ok(());
        }
        let name = self.slots[slot].label();
        self.observer.doing(&format!("starting {name}"));
        match self.spawn(slot) {
            Ok(()) => {
                let subject = self.slots[slot].subject.clone();
                self.note(Event::Subject { subject })
            }
            Err(error) => self.exclude(slot, error.to_string()),
        }
    }

    fn find_limits(&mut self, slot: usize) -> Result<(), BenchError> {
        let name = self.slots[slot].label();
        self.observer.doing(&format!("peak rates of {name}"));
        let seconds = self.plan.limits.as_secs_f64();
        let answer = self.ask::<Limits>(slot, &Request::Limits { seconds });
        let limits = answer.and_then(|limits| Ok(plausible::limits(&limits).map(|()| limits)?));
        match limits {
            Ok(limits) => {
                let subject = self.slots[slot].subject.clone();
                self.note(Event::Limits { subject, limits })
            }
            // Without them there is no roofline, and all else is as it was.
            Err(error) => {
                self.observer
                    .doing(&format!("no peak rates of {name}: {error}"));
                Ok(())
            }
        }
    }
}
