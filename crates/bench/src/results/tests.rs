//! Results from records made up for the purpose.

use super::*;
use crate::record::{Limits, LimitsSource, Workload};

pub(crate) fn record(comparison: &str, event: Event) -> Record {
    Record {
        schema_version: 1,
        comparison: comparison.to_owned(),
        time: "2026-11-24T00:00:00Z".to_owned(),
        machine: "m".to_owned(),
        event,
    }
}

pub(crate) fn case() -> Case {
    Case {
        workload: Workload::Load,
        batch_size: None,
        hidden: 128,
        op: None,
    }
}

pub(crate) fn samples<'a>(
    comparison: &'a str,
    name: &'a str,
    case: &'a Case,
    seconds: &'a [f64],
) -> impl Iterator<Item = Record> + 'a {
    seconds.iter().enumerate().map(move |(repeat, seconds)| {
        let sample = Sample {
            seconds: *seconds,
            iterations: 10,
            items: 320,
            latencies_us: vec![100.0; 50],
            cpu_seconds: Some(2.0 * seconds),
            peak_memory_bytes: Some(1_000 + repeat as u64),
            ..Sample::default()
        };
        record(
            comparison,
            Event::Sample {
                subject: Subject::named(name, 2),
                case: case.clone(),
                repeat,
                sample,
                curve: None,
            },
        )
    })
}

/// One subject that took these seconds to load.
pub(crate) fn results(comparison: &str, seconds: &[f64]) -> Results {
    let records: Vec<Record> = samples(comparison, "flex", &case(), seconds).collect();
    Results::of(&records, None)
}

pub(crate) const STEADY: [f64; 5] = [1.0, 1.001, 0.999, 1.002, 0.998];

#[test]
fn a_slowed_backend_is_found_slower_and_an_equal_one_equal() {
    let slowed = STEADY.map(|seconds| 1.1 * seconds);
    let mut equal = STEADY;
    equal.reverse();
    let all = [("flex", STEADY), ("slowed", slowed), ("twin", equal)];
    let records: Vec<Record> = all
        .iter()
        .flat_map(|(name, seconds)| samples("c", name, &case(), seconds).collect::<Vec<_>>())
        .collect();
    let results = Results::of(&records, Some("flex"));
    let said: Vec<(&str, usize, Option<crate::statistics::Verdict>)> = results
        .rows
        .iter()
        .map(|row| {
            let verdict = row.speedup.as_ref().map(|ratio| ratio.verdict);
            (row.subject.name.as_str(), row.rank, verdict)
        })
        .collect();
    use crate::statistics::Verdict::{Less, WithinNoise};
    assert_eq!(
        said,
        [
            ("flex", 1, None),
            ("slowed", 3, Some(Less)),
            ("twin", 1, Some(WithinNoise))
        ]
    );
}

#[test]
fn figures_come_from_samples_and_percentiles_only_where_there_are_enough() {
    let case = Case {
        workload: Workload::Infer,
        batch_size: Some(32),
        ..case()
    };
    let records: Vec<Record> = samples("c", "flex", &case, &STEADY).collect();
    let results = Results::of(&records, None);
    let metrics: Vec<Metric> = results.rows.iter().map(|row| row.metric).collect();
    use Metric::{ImagesPerSecond, LatencyP50, LatencyP95};
    assert_eq!(metrics, [ImagesPerSecond, LatencyP50, LatencyP95]);
    assert_eq!(results.rows[0].summary.median, 320.0);
    assert_eq!(results.rows[1].summary.median, 100.0);
    let cost = results.rows[0].cost;
    assert!((cost.cores.unwrap() - 2.0).abs() < 1e-9);
    assert_eq!(
        (cost.peak_memory_bytes, cost.joules_per_image),
        (Some(1_004), None)
    );
}

#[test]
fn the_roofline_is_the_least_time_over_the_time_taken() {
    let case = Case {
        workload: Workload::Infer,
        batch_size: Some(32),
        ..case()
    };
    let limits = Limits {
        // Arithmetic limits it: 32 images of 203,264 operations in a second.
        flops_per_second: vec![32.0 * 203_264.0, 1.0],
        bytes_per_second: vec![1e12],
        source: LimitsSource::Probe,
    };
    let subject = Subject::named("flex", 2);
    let mut records = vec![record("c", Event::Limits { subject, limits })];
    records.extend(samples("c", "flex", &case, &[10.0; 5]));
    let results = Results::of(&records, None);
    // Ten iterations took ten seconds.
    assert!((results.rows[0].roofline.unwrap() - 1.0).abs() < 1e-9);
}

#[test]
fn a_slow_library_is_no_limit_of_the_device() {
    let train = Case {
        workload: Workload::Train,
        batch_size: Some(32),
        ..case()
    };
    let limits = |name: &str, flops| {
        let subject = Subject {
            kind: "cpu".to_owned(),
            ..Subject::named(name, 2)
        };
        let limits = Limits {
            flops_per_second: vec![flops],
            bytes_per_second: vec![1e12],
            source: LimitsSource::Probe,
        };
        record("c", Event::Limits { subject, limits })
    };
    let mut records = vec![limits("fast", 2e9), limits("slow", 1e9)];
    for name in ["fast", "slow"] {
        records.extend(samples("c", name, &train, &STEADY).map(|mut record| {
            if let Event::Sample { subject, .. } = &mut record.event {
                subject.kind = "cpu".to_owned();
            }
            record
        }));
    }
    let results = Results::of(&records, None);
    let shares: Vec<f64> = results.rows.iter().filter_map(|row| row.roofline).collect();
    assert_eq!(shares.len(), 2);
    assert_eq!(shares[0], shares[1]);
}

#[test]
fn time_to_another_target_is_another_figure() {
    let case = Case {
        workload: Workload::TimeToAccuracy,
        batch_size: Some(32),
        ..case()
    };
    let with_target = |name: &'static str, target| {
        samples("c", name, &case, &STEADY).map(move |mut record| {
            if let Event::Sample { curve, .. } = &mut record.event {
                *curve = Some(crate::record::Curve {
                    target,
                    seed: 1,
                    points: Vec::new(),
                });
            }
            record
        })
    };
    let records: Vec<Record> = with_target("a", 0.95)
        .chain(with_target("b", 0.98))
        .collect();
    let results = Results::of(&records, None);
    assert!(results.rows.iter().all(|row| row.speedup.is_none()));
}

#[test]
fn subjects_of_one_name_share_a_colour_and_differ_in_variant() {
    let mut records: Vec<Record> = samples("a", "flex", &case(), &STEADY).collect();
    records.extend(samples("a", "ndarray", &case(), &STEADY));
    records.extend(samples("b", "flex", &case(), &STEADY));
    let results = Results::of(&records, None);
    let style = |comparison: &str, name: &str| {
        let style = results.style(comparison, &Subject::named(name, 2));
        (style.colour, style.variant)
    };
    assert_eq!(style("a", "flex"), (0, 0));
    assert_eq!(style("a", "ndarray"), (1, 0));
    assert_eq!(style("b", "flex"), (0, 1));
}

#[test]
fn comparisons_of_one_label_are_called_by_their_names_too() {
    let begin = |comparison: &str| {
        let event = Event::Begin {
            environment: Box::default(),
            software: crate::record::Software::default(),
            settings: serde_json::Value::Null,
            label: Some("Laptop".to_owned()),
        };
        record(comparison, event)
    };
    let name = |records: &[Record]| Results::of(records, None).name_of("a");
    assert_eq!(name(&[begin("a")]), "Laptop");
    assert_eq!(name(&[begin("a"), begin("b")]), "Laptop (a)");
    assert_eq!(name(&[]), "a");
}

#[test]
fn comparisons_are_merged_and_not_mixed() {
    let mut records: Vec<Record> = samples("a", "flex", &case(), &STEADY).collect();
    records.extend(samples("b", "flex", &case(), &[2.0; 5]));
    let results = Results::of(&records, None);
    let medians: Vec<f64> = results.rows.iter().map(|row| row.summary.median).collect();
    assert_eq!((medians, results.origins.len()), (vec![1.0, 2.0], 2));
    assert!(results.rows[0].speedup.is_none() && results.rows[1].speedup.is_some());
}

#[test]
fn a_subject_without_any_figure_is_unmeasured_with_its_first_reason() {
    let failure = |name: &str, case: Option<Case>, reason: &str| {
        let subject = Subject::named(name, 2);
        let reason = reason.to_owned();
        record(
            "c",
            Event::Failure {
                subject,
                case,
                reason,
            },
        )
    };
    let infer = Case {
        workload: Workload::Infer,
        batch_size: Some(32),
        ..case()
    };
    let (load, case) = (case(), Some(case()));
    let mut records: Vec<Record> = samples("c", "flex", &load, &STEADY).collect();
    // One case of several may fail; the only one may not, whatever was sampled before.
    records.push(failure("flex", Some(infer), "killed"));
    records.extend(samples("c", "ndarray", &load, &STEADY));
    records.push(failure("ndarray", case, "killed"));
    records.push(failure("wgpu", None, "no adapter"));
    let results = Results::of(&records, None);
    let unmeasured: Vec<(&str, &str)> = results
        .unmeasured()
        .map(|(participant, reason)| (participant.subject.name.as_str(), reason))
        .collect();
    assert_eq!(unmeasured, [("ndarray", "killed"), ("wgpu", "no adapter")]);
}
