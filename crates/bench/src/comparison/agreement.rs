//! The agreement check: logits of the same weights on the same images, and losses of the same hundred steps.

use super::run::ComparisonRun;
use crate::candidate::Origin;
use crate::error::BenchError;
use crate::parity::{self, BATCH_SIZE, STEPS};
use crate::plan::LEARNING_RATE;
use crate::protocol::{Logits, Losses, Nothing, Request, WeightsFiles};
use crate::record::Event;

/// Seed of the initial weights that trajectories begin with.
const SEED: u64 = 42;

/// Training steps of the weights that logits are compared on, unless a checkpoint was given: one epoch of MNIST.
const LEARNING_STEPS: usize = 1_875;

impl ComparisonRun<'_> {
    /// Compares each subject with the reference and excludes those that differ. A reference that fails is excluded,
    /// and the check begins again with the next one: a subject that was not compared is not timed.
    pub(super) fn compare_numbers(&mut self) -> Result<(), BenchError> {
        for hidden in self.plan.hidden.clone() {
            while let Some(reference) = self.reference() {
                if self.observer.is_stopped() || self.compare_with(reference, hidden)? {
                    break;
                }
            }
        }
        Ok(())
    }

    /// Whether the reference could be compared with.
    fn compare_with(&mut self, reference: usize, hidden: usize) -> Result<bool, BenchError> {
        let begin = self.initial_weights(hidden, SEED)?;
        let Some(trained) = self.trained_weights(reference, hidden, &begin)? else {
            return Ok(false);
        };
        self.weights.insert(hidden, trained.clone());
        Ok(self.compare_logits(reference, &trained)? && self.compare_losses(reference, &begin)?)
    }

    fn trained_weights(
        &mut self,
        reference: usize,
        hidden: usize,
        begin: &WeightsFiles,
    ) -> Result<Option<WeightsFiles>, BenchError> {
        let directory = self.weights_directory()?;
        let out = WeightsFiles {
            hidden,
            burnpack: Some(directory.join(format!("trained-{hidden}.bpk"))),
            raw: directory.join(format!("trained-{hidden}.f32")),
        };
        if self.inputs.write_trained_weights(&out)? {
            return Ok(Some(out));
        }
        if self.slots[reference].candidate.origin == Origin::Peer {
            return Ok(Some(begin.clone()));
        }
        let name = self.slots[reference].label();
        self.observer
            .doing(&format!("an epoch on {name}, for all to be compared on"));
        let steps = LEARNING_STEPS.min(self.inputs.train_images() / BATCH_SIZE);
        let request = Request::Learn {
            weights: begin.clone(),
            steps,
            batch_size: BATCH_SIZE,
            out: out.clone(),
        };
        match self.ask::<Nothing>(reference, &request) {
            Ok(Nothing {}) => Ok(Some(out)),
            Err(error) => {
                self.exclude(reference, error.to_string())?;
                Ok(None)
            }
        }
    }

    fn compare_logits(
        &mut self,
        reference: usize,
        weights: &WeightsFiles,
    ) -> Result<bool, BenchError> {
        let request = Request::Parity {
            weights: weights.clone(),
        };
        let Some(expected) = self.of_reference::<Logits>(reference, &request)? else {
            return Ok(false);
        };
        let name = self.slots[reference].candidate.name.clone();
        for slot in self.others(reference) {
            self.observer
                .doing(&format!("logits of {}", self.slots[slot].label()));
            let found = match self.ask::<Logits>(slot, &request) {
                Ok(found) => found.logits,
                Err(error) => {
                    self.exclude(slot, error.to_string())?;
                    continue;
                }
            };
            let labels = self.inputs.test_labels();
            let judged = parity::judge(
                (&name, &expected.logits),
                &found,
                labels,
                self.plan.tolerance,
            );
            match judged {
                Ok(parity) => {
                    let verdict = (!parity.agrees).then(|| {
                        format!(
                            "wrong: logits differ from {name}'s by up to {:.2e}, tolerance {:.2e}; {} of {} labels contradict it",
                            parity.max_difference, parity.tolerance, parity.contradicted, parity.images
                        )
                    });
                    let subject = self.slots[slot].subject.clone();
                    self.note(Event::Parity { subject, parity })?;
                    if let Some(reason) = verdict {
                        self.exclude(slot, reason)?;
                    }
                }
                Err(reason) => self.exclude(slot, reason.to_string())?,
            }
        }
        Ok(true)
    }

    fn compare_losses(
        &mut self,
        reference: usize,
        weights: &WeightsFiles,
    ) -> Result<bool, BenchError> {
        let request = Request::Trajectory {
            weights: weights.clone(),
            batch_size: BATCH_SIZE,
            steps: STEPS.min(self.inputs.train_images() / BATCH_SIZE),
            learning_rate: LEARNING_RATE,
        };
        let Some(expected) = self.of_reference::<Losses>(reference, &request)? else {
            return Ok(false);
        };
        let name = self.slots[reference].candidate.name.clone();
        for slot in self.others(reference) {
            self.observer
                .doing(&format!("losses of {}", self.slots[slot].label()));
            let found = match self.ask::<Losses>(slot, &request) {
                Ok(found) => found.losses,
                Err(error) => {
                    self.exclude(slot, error.to_string())?;
                    continue;
                }
            };
            match parity::follow((&name, &expected.losses), &found) {
                Ok(trajectory) => {
                    let verdict = (!trajectory.agrees).then(|| {
                        format!(
                            "wrong: training leaves {name}'s by up to {:.2e} nats, tolerance {:.2e}",
                            trajectory.max_difference, trajectory.tolerance
                        )
                    });
                    let subject = self.slots[slot].subject.clone();
                    self.note(Event::Trajectory {
                        subject,
                        trajectory,
                    })?;
                    if let Some(reason) = verdict {
                        self.exclude(slot, reason)?;
                    }
                }
                Err(reason) => self.exclude(slot, reason.to_string())?,
            }
        }
        Ok(true)
    }

    /// The reference's own answer; without one nothing can be compared, and it is out.
    fn of_reference<T: serde::de::DeserializeOwned>(
        &mut self,
        reference: usize,
        request: &Request,
    ) -> Result<Option<T>, BenchError> {
        self.observer
            .doing(&format!("the reference, {}", self.slots[reference].label()));
        match self.ask(reference, request) {
            Ok(answer) => Ok(Some(answer)),
            Err(error) => {
                self.exclude(reference, error.to_string())?;
                Ok(None)
            }
        }
    }

    fn others(&self, reference: usize) -> Vec<usize> {
        let mut others = self.eligible();
        others.retain(|slot| *slot != reference);
        others
    }
}
