//! Who was compared, on what device, and whether all compute the same.

use burn_mnist_report::{Column, Emphasis, Row, Table};

use crate::export::Quantity;
use crate::export::columns::status;
use crate::record::Parity;
use crate::results::{Entrant, Failed, Results};

/// A row a subject.
pub(in crate::export) fn agreement(results: &Results) -> Table {
    let rows = results.entrants.iter().map(|entrant| Row {
        cells: cells(results, entrant),
        emphasis: match exclusion(results, entrant) {
            Some(_) => Emphasis::Failed,
            None => Emphasis::Plain,
        },
    });
    Table {
        caption: "agreement: logits of the same weights over the whole test set, and the losses of a hundred training steps".to_owned(),
        columns: vec![
            Column::words("subject"),
            Column::words("framework"),
            Column::words("device"),
            Column::words("verdict"),
            Column::numbers("logits differ by"),
            Column::numbers("tolerance"),
            Column::numbers("labels alike"),
            Column::numbers("losses differ by"),
            Column::numbers("peak arithmetic"),
            Column::numbers("peak memory rate"),
        ],
        rows: rows.collect(),
    }
}

/// Why the whole subject was left out, if it was.
fn exclusion<'a>(results: &'a Results, entrant: &Entrant) -> Option<&'a Failed> {
    results.failures.iter().find(|failed| {
        failed.case.is_none()
            && failed.comparison == entrant.comparison
            && failed.subject == entrant.subject
    })
}

fn verdict(results: &Results, entrant: &Entrant) -> String {
    if let Some(failed) = exclusion(results, entrant) {
        return status(failed).to_owned();
    }
    if let Some(parity) = entrant.parity.last() {
        let agrees = entrant.parity.iter().all(|parity| parity.agrees)
            && entrant.trajectories.iter().all(|found| found.agrees);
        return match agrees {
            true => format!("agrees with {}", parity.reference),
            false => format!("differs from {}", parity.reference),
        };
    }
    let is_reference = results.entrants.iter().any(|other| {
        let names = |parity: &Parity| parity.reference == entrant.subject.name;
        other.comparison == entrant.comparison && other.parity.iter().any(names)
    });
    match is_reference {
        true => "the reference".to_owned(),
        false => "compared with nobody".to_owned(),
    }
}

fn cells(results: &Results, entrant: &Entrant) -> Vec<String> {
    let subject = &entrant.subject;
    let worst = |values: Vec<f64>| values.into_iter().reduce(f64::max);
    let spelt = |value: Option<f64>| value.map_or(String::new(), |value| format!("{value:.1e}"));
    let parity = entrant.parity.last();
    let logits = worst(
        entrant
            .parity
            .iter()
            .map(|parity| parity.max_difference)
            .collect(),
    );
    let losses = worst(
        entrant
            .trajectories
            .iter()
            .map(|t| t.max_difference)
            .collect(),
    );
    let (flops, bytes) = match &entrant.limits {
        Some(limits) => {
            let (flops, bytes) = limits.best();
            (
                Quantity::FlopsPerSecond(flops).to_string(),
                Quantity::BytesPerSecond(bytes).to_string(),
            )
        }
        None => (String::new(), String::new()),
    };
    let software = match subject.kind.as_str() {
        "software" => " (software, no GPU)",
        _ => "",
    };
    let driver = subject.driver.iter().map(|driver| format!(", {driver}"));
    let driver: String = driver.collect();
    let device = format!("{}{software}{driver}", subject.device_name);
    vec![
        results.label(&entrant.comparison, subject),
        format!("{} {}", subject.framework, subject.version),
        device,
        verdict(results, entrant),
        spelt(logits),
        spelt(parity.map(|parity| parity.tolerance)),
        parity.map_or(String::new(), |parity| {
            format!("{} of {}", parity.agreeing, parity.images)
        }),
        spelt(losses),
        flops,
        bytes,
    ]
}
