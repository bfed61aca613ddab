//! A comparison from its first line to its last: who is there, who is right, what limits them, and only
//! then how fast they are.

mod cold;
mod fitness;
mod rounds;
mod slot;
mod warm;

use std::path::PathBuf;

use burn_mnist_data::Digits;
use burn_mnist_model::Weights;
use tempfile::TempDir;

use crate::candidate::{Candidate, Origin};
use crate::directory::ComparisonDirectory;
use crate::error::BenchError;
use crate::images;
use crate::journal::Journal;
use crate::machine::{self, Environment};
use crate::parity;
use crate::plan::Plan;
use crate::process::Unanswered;
use crate::protocol::Request;
use crate::record::{Case, Event, Limits, Record, Software};

use self::slot::Slot;

/// Everything a comparison is made of.
pub struct Comparison<'a> {
    /// What is measured.
    pub plan: Plan,
    /// Who is measured.
    pub candidates: Vec<Candidate>,
    /// On which images.
    pub digits: Digits,
    /// The trained weights all are compared on, as a checkpoint's `model.bpk`; trained on the spot where
    /// absent.
    pub checkpoint: Option<Vec<u8>>,
    /// Where it is kept.
    pub directory: ComparisonDirectory,
    /// The program that measures.
    pub software: Software,
    /// What was asked for, for the record.
    pub settings: serde_json::Value,
    /// What to know of all figures beforehand.
    pub warnings: Vec<String>,
    /// Who watches.
    pub observer: &'a mut dyn Observer,
}

/// Whoever watches a comparison.
pub trait Observer {
    /// The `index`-th of `count` repeats of everything begins, counted from 1.
    fn round(&mut self, index: usize, count: usize);
    /// Something is about to be done.
    fn doing(&mut self, what: &str);
    /// Something was found, and is on the disk.
    fn found(&mut self, record: &Record);
    /// Whether to end now; asked between any two questions to a worker.
    fn is_stopped(&self) -> bool;
}

/// How a comparison ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// All was measured that could be.
    Whole,
    /// It was asked to stop; what was measured is on the disk.
    Stopped,
}

/// A comparison under way.
struct Conduct<'a> {
    plan: Plan,
    digits: Digits,
    checkpoint: Option<Vec<u8>>,
    directory: ComparisonDirectory,
    images: TempDir,
    journal: Journal,
    observer: &'a mut dyn Observer,
    slots: Vec<Slot>,
    weights: fitness::Trained,
}

impl Comparison<'_> {
    /// Runs it.
    ///
    /// # Errors
    ///
    /// [`BenchError::Io`] if it cannot be recorded, [`BenchError::NoSubject`] if nobody is there to
    /// measure. What goes wrong with one subject is a record, not an error.
    pub fn run(self) -> Result<Ending, BenchError> {
        let before = Environment::capture();
        let name = self.directory.name();
        let mut journal = Journal::create(&self.directory.records(), &name, &before.machine)?;
        let begin = journal.append(Event::Begin {
            environment: Box::new(before.clone()),
            software: self.software,
            settings: self.settings,
        })?;
        self.observer.found(&begin);
        let images =
            tempfile::tempdir().map_err(BenchError::io("create", &std::env::temp_dir()))?;
        images::write(images.path(), &self.digits)?;
        let mut conduct = Conduct {
            plan: self.plan,
            digits: self.digits,
            checkpoint: self.checkpoint,
            directory: self.directory,
            images,
            journal,
            observer: self.observer,
            slots: self.candidates.into_iter().map(Slot::new).collect(),
            weights: fitness::Trained::default(),
        };
        conduct.measure_all()?;
        if conduct.observer.is_stopped() {
            return Ok(Ending::Stopped);
        }
        let after = Environment::capture();
        let found = machine::warnings(&before, &after);
        let mut warnings = self.warnings;
        warnings.extend(found.iter().map(ToString::to_string));
        warnings.extend(conduct.plan.warnings());
        conduct.note(Event::End {
            environment: Box::new(after),
            warnings,
        })?;
        Ok(Ending::Whole)
    }
}

impl Conduct<'_> {
    fn measure_all(&mut self) -> Result<(), BenchError> {
        for slot in 0..self.slots.len() {
            self.welcome(slot)?;
        }
        self.compare_numbers()?;
        let fit = self.fit();
        if fit.is_empty() && !self.observer.is_stopped() {
            let reasons = self.slots.iter().map(Slot::complaint);
            let reason = reasons.collect::<Vec<_>>().join("; ");
            return Err(BenchError::NoSubject { reason });
        }
        for slot in fit {
            if !self.observer.is_stopped() {
                self.find_limits(slot)?;
            }
        }
        self.measure_rounds()
    }

    /// Starts a worker and hears what it is.
    fn welcome(&mut self, slot: usize) -> Result<(), BenchError> {
        if self.observer.is_stopped() {
            return Ok(());
        }
        let name = self.slots[slot].label();
        self.observer.doing(&format!("starting {name}"));
        match self.enter(slot) {
            Ok(()) => {
                let subject = self.slots[slot].subject.clone();
                self.note(Event::Subject { subject })
            }
            Err(unanswered) => self.exclude(slot, unanswered.to_string()),
        }
    }

    fn find_limits(&mut self, slot: usize) -> Result<(), BenchError> {
        let name = self.slots[slot].label();
        self.observer.doing(&format!("peak rates of {name}"));
        let seconds = self.plan.limits.as_secs_f64();
        match self.ask::<Limits>(slot, &Request::Limits { seconds }) {
            Ok(limits) => {
                let subject = self.slots[slot].subject.clone();
                self.note(Event::Limits { subject, limits })
            }
            // Without them there is no roofline, and all else is as it was.
            Err(unanswered) => {
                self.observer
                    .doing(&format!("no peak rates of {name}: {unanswered}"));
                Ok(())
            }
        }
    }

    /// Slots that are there and right, in their order.
    fn fit(&self) -> Vec<usize> {
        let slots = self.slots.iter().enumerate();
        slots
            .filter(|(_, slot)| slot.is_fit())
            .map(|(index, _)| index)
            .collect()
    }

    /// Whom the others are compared with: the baseline, else the first of ours, else the first.
    fn reference(&self) -> Option<usize> {
        let fit = self.fit();
        let ours = |slot: &&usize| self.slots[**slot].candidate.origin == Origin::Ours;
        let named =
            |slot: &&usize| Some(&self.slots[**slot].candidate.name) == self.plan.baseline.as_ref();
        fit.iter()
            .find(|slot| named(slot) && ours(slot))
            .or_else(|| fit.iter().find(ours))
            .or(fit.first())
            .copied()
    }

    /// A whole subject is out, for this reason.
    fn exclude(&mut self, slot: usize, reason: String) -> Result<(), BenchError> {
        self.fail(slot, None, reason.clone())?;
        self.slots[slot].exclude(reason);
        Ok(())
    }

    /// A case of a subject is out; a stop is no failure of anybody's, but what is wrong stays wrong.
    fn fail(&mut self, slot: usize, case: Option<&Case>, reason: String) -> Result<(), BenchError> {
        if self.observer.is_stopped() && !reason.starts_with(parity::WRONG) {
            return Ok(());
        }
        let subject = self.slots[slot].subject.clone();
        let case = case.cloned();
        self.note(Event::Failure {
            subject,
            case,
            reason,
        })
    }

    fn note(&mut self, event: Event) -> Result<(), BenchError> {
        let record = self.journal.append(event)?;
        self.observer.found(&record);
        Ok(())
    }

    /// Asks a slot's worker, starting it again first if it died of an earlier case.
    fn ask<T: serde::de::DeserializeOwned>(
        &mut self,
        slot: usize,
        request: &Request,
    ) -> Result<T, Unanswered> {
        if self.observer.is_stopped() {
            return Err(Unanswered::Refused("it was not asked any more".to_owned()));
        }
        if !self.slots[slot].is_running() {
            self.enter(slot)?;
        }
        self.slots[slot].ask(request, self.plan.timeout)
    }

    fn enter(&mut self, slot: usize) -> Result<(), Unanswered> {
        let log = self.log(slot);
        let directory = self.images.path().to_owned();
        self.slots[slot].enter(&log, &directory, self.plan.timeout)
    }

    fn log(&self, slot: usize) -> PathBuf {
        let name = self.slots[slot].label();
        let safe = |c: char| if c.is_ascii_alphanumeric() { c } else { '-' };
        let name: String = name.chars().map(safe).collect();
        self.directory.workers().join(format!("{name}.log"))
    }
}

/// Initial weights of a network, the same for all.
fn initial(hidden: usize, seed: u64) -> Weights {
    Weights::glorot(hidden, seed)
}
