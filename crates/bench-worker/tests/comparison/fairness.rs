//! A slower one is found slower, an equal one equal, and every workload yields its figures.

use burn_mnist_bench::Verdict;
use burn_mnist_bench::record::Event;
use burn_mnist_bench::record::Workload::{Infer, Load, Ops, TimeToAccuracy, Train};
use burn_mnist_bench::results::Metric;

use crate::double::candidate;
use crate::scene::{compare, plan, reasons, samples};

#[test]
fn a_slowed_backend_is_found_slower_and_ranked_after() {
    let all = vec![candidate("honest", "honest"), candidate("slow", "slow")];
    let (_, results) = compare(plan(&[Train]), all);
    let row = |name: &str| {
        let rows = results.rows.iter();
        let mut rows = rows.filter(|row| row.metric == Metric::ImagesPerSecond);
        rows.find(|row| row.subject.name == name).unwrap()
    };
    let ratio = row("slow").speedup.unwrap();
    assert_eq!(ratio.verdict, Verdict::Less, "{ratio:?}");
    assert_eq!((row("honest").rank, row("slow").rank), (1, 2));
}

#[test]
fn repeats_are_taken_in_turn_and_nobody_always_comes_first() {
    let all = vec![candidate("a", "honest"), candidate("b", "honest")];
    let (records, _) = compare(plan(&[Infer]), all);
    let order: Vec<&str> = records
        .iter()
        .filter_map(|record| match &record.event {
            Event::Sample { subject, .. } => Some(subject.name.as_str()),
            _ => None,
        })
        .collect();
    assert_eq!(order, ["a", "b", "b", "a", "a", "b", "b", "a", "a", "b"]);
}

#[test]
fn every_workload_yields_its_figures() {
    let all = vec![candidate("a", "honest"), candidate("b", "honest")];
    let (records, results) = compare(plan(&[Train, Infer, Load, TimeToAccuracy, Ops]), all);
    for name in ["a", "b"] {
        assert_eq!(reasons(&results, name), Vec::<String>::new());
        for (workload, expected) in [
            (Train, 5),
            (Infer, 5),
            (Load, 5),
            (TimeToAccuracy, 2),
            (Ops, 25),
        ] {
            assert_eq!(samples(&records, name, workload), expected, "{workload:?}");
        }
    }
    let parity = &results.participants[1].parity[0];
    assert_eq!((parity.max_difference, parity.agreeing), (0.0, 300));
    assert_eq!(results.participants[1].trajectories[0].max_difference, 0.0);
    for found in &results.accuracy_curves {
        let points = &found.curve.points;
        assert!(
            points
                .windows(2)
                .all(|pair| pair[0].seconds < pair[1].seconds)
        );
        assert!(points.last().unwrap().accuracy >= 0.5);
    }
    let shares = results.rows.iter().filter_map(|row| row.roofline);
    let shares: Vec<f64> = shares.collect();
    assert!(
        shares.len() >= 10 && shares.iter().all(|share| *share > 0.0),
        "{shares:?}"
    );
}
