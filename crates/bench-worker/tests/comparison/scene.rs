//! A small comparison of doubles on drawn digits, and what came of it.

use std::path::Path;
use std::time::Duration;

use burn_mnist_bench::record::{Event, Record, Software, Workload};
use burn_mnist_bench::{
    BenchError, Candidate, Comparison, ComparisonDirectory, Ending, Observer, Plan, Results,
    TimeToAccuracyPlan, journal,
};
use burn_mnist_bench_worker::ComparisonInputs;
use burn_mnist_data::synthetic;

/// A plan that takes a second or two.
pub fn plan(workloads: &[Workload]) -> Plan {
    Plan {
        workloads: workloads.to_vec(),
        batch_sizes: vec![32],
        infer_batch_sizes: vec![8],
        hidden: vec![16],
        repeats: 5,
        sample: Duration::from_millis(10),
        warm_up: Duration::from_millis(10),
        limits: Duration::from_millis(20),
        time_to_accuracy: TimeToAccuracyPlan {
            target: 0.5,
            seeds: vec![1, 2],
            batch_size: 32,
            max_epochs: 5,
        },
        timeout: Duration::from_secs(120),
        baseline: None,
        tolerance: 1e-4,
    }
}

/// Stops after so many records.
pub struct Watch(pub usize);

impl Observer for Watch {
    fn round(&mut self, _index: usize, _count: usize) {}

    fn doing(&mut self, _what: &str) {}

    fn found(&mut self, _record: &Record) {
        self.0 = self.0.saturating_sub(1);
    }

    fn is_stopped(&self) -> bool {
        self.0 == 0
    }
}

/// Runs it in `root`.
pub fn run(
    root: &Path,
    plan: Plan,
    candidates: Vec<Candidate>,
    watch: &mut Watch,
) -> Result<Ending, BenchError> {
    let inputs = ComparisonInputs {
        digits: synthetic::generate(1_600, 300, 7),
        checkpoint: None,
    };
    let comparison = Comparison {
        plan,
        candidates,
        inputs: &inputs,
        directory: ComparisonDirectory::create(root)?,
        software: Software::default(),
        settings: serde_json::Value::Null,
        label: None,
        warnings: vec!["a test".to_owned()],
        observer: watch,
    };
    comparison.run()
}

/// Runs it to its end.
pub fn compare(plan: Plan, candidates: Vec<Candidate>) -> (Vec<Record>, Results) {
    let root = tempfile::tempdir().unwrap();
    let ending = run(root.path(), plan, candidates, &mut Watch(usize::MAX)).unwrap();
    assert_eq!(ending, Ending::Whole);
    let records = journal::read(&root.path().join("records.jsonl")).unwrap();
    let results = Results::of(&records, None);
    (records, results)
}

/// How many repeats of `workload` were measured of the subject called `name`.
pub fn samples(records: &[Record], name: &str, workload: Workload) -> usize {
    let samples = records.iter().filter(|record| match &record.event {
        Event::Sample { subject, case, .. } => subject.name == name && case.workload == workload,
        _ => false,
    });
    samples.count()
}

/// Why the subject called `name` was not measured, reason by reason.
pub fn reasons(results: &Results, name: &str) -> Vec<String> {
    let failures = results.failures.iter();
    let of = failures.filter(|failed| failed.subject.name == name);
    of.map(|failed| failed.reason.clone()).collect()
}
