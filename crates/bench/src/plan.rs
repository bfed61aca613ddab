//! What a comparison will measure: lists that multiply into a matrix.

use std::time::Duration;

use crate::record::{Case, Op, Workload};

/// What is measured and how; the candidates are not part of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    /// What is done.
    pub workloads: Vec<Workload>,
    /// Images a training step, and of each operation.
    pub batch_sizes: Vec<usize>,
    /// Images a prediction.
    pub infer_batch_sizes: Vec<usize>,
    /// Units of the hidden layer.
    pub hidden: Vec<usize>,
    /// Measured repeats of each case.
    pub repeats: usize,
    /// How long a repeat takes.
    pub sample: Duration,
    /// How long to warm up before the first.
    pub warm_up: Duration,
    /// How long to look for a device's peak rates.
    pub limits: Duration,
    /// How training to an accuracy goes.
    pub time_to_accuracy: TimeToAccuracyPlan,
    /// How long one answer may take.
    pub timeout: Duration,
    /// The candidate that the others are compared with; the first if absent.
    pub baseline: Option<String>,
    /// Largest difference of logits that is agreement, as a share of the reference's largest logit.
    pub tolerance: f64,
}

/// How training to an accuracy goes.
#[derive(Clone, Debug, PartialEq)]
pub struct TimeToAccuracyPlan {
    /// The test accuracy to reach, 0 to 1.
    pub target: f64,
    /// One repeat a seed: each has its own initial weights and order.
    pub seeds: Vec<u64>,
    /// Images a step.
    pub batch_size: usize,
    /// Epochs after which it is given up.
    pub max_epochs: usize,
}

/// Iterations that are timed one by one after each repeat: enough for a 99th percentile.
pub(crate) const LATENCIES: usize = 200;

/// Adam's step size throughout.
pub(crate) const LEARNING_RATE: f64 = 1e-3;

/// Evaluations an epoch while training to an accuracy.
pub(crate) const EVALUATIONS_AN_EPOCH: usize = 4;

impl Plan {
    /// The cases that warm up first, in the order they are measured.
    pub(crate) fn warm_cases(&self) -> Vec<Case> {
        self.cases(|workload| !workload.is_cold())
    }

    /// The cases that start with a process that does not exist yet.
    pub(crate) fn cold_cases(&self) -> Vec<Case> {
        self.cases(Workload::is_cold)
    }

    /// How often a case is measured.
    pub(crate) fn repeats_of(&self, case: &Case) -> usize {
        match case.workload {
            Workload::TimeToAccuracy => self.time_to_accuracy.seeds.len(),
            _ => self.repeats,
        }
    }

    fn cases(&self, wanted: impl Fn(Workload) -> bool) -> Vec<Case> {
        let workloads = Workload::ALL
            .into_iter()
            .filter(|workload| wanted(*workload) && self.workloads.contains(workload));
        let mut cases = Vec::new();
        for workload in workloads {
            for &hidden in &self.hidden {
                let case = |batch_size, op| Case {
                    workload,
                    batch_size,
                    hidden,
                    op,
                };
                let sized = |sizes: &[usize]| -> Vec<Case> {
                    sizes.iter().map(|size| case(Some(*size), None)).collect()
                };
                match workload {
                    Workload::Train => cases.extend(sized(&self.batch_sizes)),
                    Workload::Infer => cases.extend(sized(&self.infer_batch_sizes)),
                    Workload::Load => cases.push(case(None, None)),
                    Workload::TimeToAccuracy => {
                        cases.push(case(Some(self.time_to_accuracy.batch_size), None));
                    }
                    Workload::Ops => cases.extend(
                        self.batch_sizes
                            .iter()
                            .flat_map(|size| Op::ALL.map(|op| case(Some(*size), Some(op)))),
                    ),
                }
            }
        }
        cases
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_multiply_into_a_matrix() {
        let plan = Plan {
            workloads: vec![Workload::Load, Workload::Train, Workload::Ops],
            batch_sizes: vec![32, 256],
            infer_batch_sizes: vec![1],
            hidden: vec![16, 128],
            repeats: 5,
            sample: Duration::ZERO,
            warm_up: Duration::ZERO,
            limits: Duration::ZERO,
            time_to_accuracy: TimeToAccuracyPlan {
                target: 0.97,
                seeds: vec![1],
                batch_size: 32,
                max_epochs: 1,
            },
            timeout: Duration::ZERO,
            baseline: None,
            tolerance: 1e-4,
        };
        let warm = plan.warm_cases();
        assert_eq!(warm.len(), 2 * 2 + 2 * 2 * Op::ALL.len());
        assert_eq!(warm[1].to_string(), "train, batch 256, hidden 16");
        let cold: Vec<String> = plan.cold_cases().iter().map(Case::to_string).collect();
        assert_eq!(cold, ["load, hidden 16", "load, hidden 128"]);
    }
}
