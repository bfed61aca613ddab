//! Who was compared, on what device, and whether all compute the same.

use burn_mnist_report::{Block, Column, Emphasis, Row, Table};

use crate::export::Quantity;
use crate::results::{Entrant, Results};

/// The table of everyone there.
pub fn block(results: &Results) -> Block {
    let rows = results.entrants.iter().map(|entrant| {
        let wrong = results.failures.iter().any(|failed| {
            failed.case.is_none()
                && failed.comparison == entrant.comparison
                && failed.subject == entrant.subject
        });
        Row {
            cells: cells(results, entrant),
            emphasis: match wrong {
                true => Emphasis::Failed,
                false => Emphasis::Plain,
            },
        }
    });
    Block::Table(Table {
        caption: "Same weights, same images: logits over the whole test set, and the losses of a hundred training steps, against the reference".to_owned(),
        columns: vec![
            Column::words("subject"),
            Column::words("framework"),
            Column::words("device"),
            Column::words("reference"),
            Column::numbers("largest logit difference"),
            Column::numbers("tolerance"),
            Column::numbers("labels alike"),
            Column::numbers("largest loss difference"),
            Column::numbers("peak arithmetic"),
            Column::numbers("peak memory rate"),
        ],
        rows: rows.collect(),
    })
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
    let device = match subject.kind.as_str() {
        "software" => format!("{} (software, no GPU)", subject.device_name),
        _ => subject.device_name.clone(),
    };
    vec![
        results.label(&entrant.comparison, subject),
        format!("{} {}", subject.framework, subject.version),
        device,
        parity.map_or("itself".to_owned(), |parity| parity.reference.clone()),
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
