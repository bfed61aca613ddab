//! A comparison under way: its workers, its journal, and the subjects it still measures.

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde::de::DeserializeOwned;
use tempfile::TempDir;

use super::inputs::Inputs;
use super::observer::Observer;
use super::worker_slot::WorkerSlot;
use crate::candidate::Origin;
use crate::directory::ComparisonDirectory;
use crate::error::BenchError;
use crate::journal::Journal;
use crate::plan::Plan;
use crate::process::WorkerError;
use crate::protocol::{Request, WRONG, WeightsFiles};
use crate::record::{Case, Event};

/// A comparison under way.
pub(super) struct ComparisonRun<'a> {
    pub(super) plan: Plan,
    pub(super) inputs: &'a dyn Inputs,
    pub(super) directory: ComparisonDirectory,
    pub(super) images: TempDir,
    pub(super) journal: Journal,
    pub(super) observer: &'a mut dyn Observer,
    pub(super) slots: Vec<WorkerSlot>,
    /// Trained weights for each size of network.
    pub(super) weights: BTreeMap<usize, WeightsFiles>,
}

impl ComparisonRun<'_> {
    /// Slots that are there and right, in their order.
    pub(super) fn eligible(&self) -> Vec<usize> {
        let slots = self.slots.iter().enumerate();
        slots
            .filter(|(_, slot)| slot.is_eligible())
            .map(|(index, _)| index)
            .collect()
    }

    /// The slot that the others are compared with: the baseline, else the first of ours, else the first.
    pub(super) fn reference(&self) -> Option<usize> {
        let eligible = self.eligible();
        let ours = |slot: &&usize| self.slots[**slot].candidate.origin == Origin::Ours;
        let named =
            |slot: &&usize| Some(&self.slots[**slot].candidate.name) == self.plan.baseline.as_ref();
        eligible
            .iter()
            .find(|slot| named(slot) && ours(slot))
            .or_else(|| eligible.iter().find(ours))
            .or(eligible.first())
            .copied()
    }

    /// A whole subject is out, for this reason.
    pub(super) fn exclude(&mut self, slot: usize, reason: String) -> Result<(), BenchError> {
        self.fail(slot, None, reason.clone())?;
        self.slots[slot].exclude(reason);
        Ok(())
    }

    /// A case of a subject is out; a stop is no failure of anybody's, but what is wrong stays wrong.
    pub(super) fn fail(
        &mut self,
        slot: usize,
        case: Option<&Case>,
        reason: String,
    ) -> Result<(), BenchError> {
        if self.observer.is_stopped() && !reason.starts_with(WRONG) {
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

    pub(super) fn note(&mut self, event: Event) -> Result<(), BenchError> {
        let record = self.journal.append(event)?;
        self.observer.found(&record);
        Ok(())
    }

    /// Asks a slot's worker, starting it again first if it died of an earlier case.
    pub(super) fn ask<T: DeserializeOwned>(
        &mut self,
        slot: usize,
        request: &Request,
    ) -> Result<T, WorkerError> {
        if self.observer.is_stopped() {
            let reason = "it was not asked any more".to_owned();
            return Err(WorkerError::Rejected(reason));
        }
        if !self.slots[slot].is_running() {
            self.spawn(slot)?;
        }
        self.slots[slot].ask(request, self.plan.timeout)
    }

    /// Starts a new worker for the slot.
    pub(super) fn spawn(&mut self, slot: usize) -> Result<(), WorkerError> {
        let log = self.log(slot);
        let directory = self.images.path().to_owned();
        self.slots[slot].spawn(&log, &directory, self.plan.timeout)
    }

    /// Where the slot's workers write what is no answer.
    pub(super) fn log(&self, slot: usize) -> PathBuf {
        let name = self.slots[slot].label();
        let safe = |c: char| if c.is_ascii_alphanumeric() { c } else { '-' };
        let name: String = name.chars().map(safe).collect();
        self.directory.workers().join(format!("{name}.log"))
    }

    /// Where weights for workers lie, absolute: workers may have other working directories.
    pub(super) fn weights_directory(&self) -> Result<PathBuf, BenchError> {
        let workers = self.directory.workers();
        std::path::absolute(&workers).map_err(BenchError::io("find", &workers))
    }

    /// Bare initial weights on the disk.
    pub(super) fn initial_weights(
        &self,
        hidden: usize,
        seed: u64,
    ) -> Result<WeightsFiles, BenchError> {
        let name = format!("initial-{hidden}-seed-{seed}.f32");
        let files = WeightsFiles {
            hidden,
            burnpack: None,
            raw: self.weights_directory()?.join(name),
        };
        self.inputs.write_initial_weights(&files, seed)?;
        Ok(files)
    }
}
