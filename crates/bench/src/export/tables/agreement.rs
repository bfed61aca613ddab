//! The subjects with their devices, and whether their results agree.

use burn_mnist_report::{Column, Emphasis, Row, Table};

use crate::export::columns::status;
use crate::record::Parity;
use crate::results::{Failed, Participant, Results};

/// A row a subject.
pub(in crate::export) fn agreement(results: &Results) -> Table {
    let rows = results.participants.iter().map(|participant| Row {
        cells: cells(results, participant),
        emphasis: match exclusion(results, participant) {
            Some(_) => Emphasis::Failed,
            None => Emphasis::Plain,
        },
    });
    Table {
        caption: "Agreement of the results: logits of the same weights on all test images, and losses of 100 training steps".to_owned(),
        columns: vec![
            Column::words("backend"),
            Column::words("framework"),
            Column::words("device"),
            Column::words("verdict"),
            Column::numbers("logits differ by"),
            Column::numbers("tolerance of logits"),
            Column::numbers("same predictions"),
            Column::numbers("losses differ by"),
            Column::numbers("tolerance of losses"),
        ],
        rows: rows.collect(),
    }
}

/// Why the whole subject was left out, if it was.
fn exclusion<'a>(results: &'a Results, participant: &Participant) -> Option<&'a Failed> {
    results.failures.iter().find(|failed| {
        failed.case.is_none()
            && failed.comparison == participant.comparison
            && failed.subject == participant.subject
    })
}

fn verdict(results: &Results, participant: &Participant) -> String {
    if let Some(failed) = exclusion(results, participant) {
        return status(failed).to_owned();
    }
    if let Some(parity) = participant.parity.last() {
        let agrees = participant.parity.iter().all(|parity| parity.agrees)
            && participant.trajectories.iter().all(|found| found.agrees);
        return match agrees {
            true => format!("agrees with {}", parity.reference),
            false => format!("differs from {}", parity.reference),
        };
    }
    let is_reference = results.participants.iter().any(|other| {
        let names = |parity: &Parity| parity.reference == participant.subject.name;
        other.comparison == participant.comparison && other.parity.iter().any(names)
    });
    match is_reference {
        true => "the reference".to_owned(),
        false => "not compared".to_owned(),
    }
}

fn cells(results: &Results, participant: &Participant) -> Vec<String> {
    let subject = &participant.subject;
    let worst = |values: Vec<f64>| values.into_iter().reduce(f64::max);
    let spelt = |value: Option<f64>| value.map_or(String::new(), |value| format!("{value:.1e}"));
    let parity = participant.parity.last();
    let logits = worst(
        participant
            .parity
            .iter()
            .map(|parity| parity.max_difference)
            .collect(),
    );
    let losses = worst(
        participant
            .trajectories
            .iter()
            .map(|t| t.max_difference)
            .collect(),
    );
    let software = match subject.kind.as_str() {
        "software" => " (software, no GPU)",
        _ => "",
    };
    let driver = subject.driver.iter().map(|driver| format!(", {driver}"));
    let driver: String = driver.collect();
    let device = format!("{}{software}{driver}", subject.device_name);
    vec![
        results.label(&participant.comparison, subject),
        format!("{} {}", subject.framework, subject.version),
        device,
        verdict(results, participant),
        spelt(logits),
        spelt(parity.map(|parity| parity.tolerance)),
        parity.map_or(String::new(), |parity| {
            format!("{} of {}", parity.agreeing, parity.images)
        }),
        spelt(losses),
        spelt(participant.trajectories.last().map(|found| found.tolerance)),
    ]
}
