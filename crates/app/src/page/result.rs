//! The result at a glance, and what a reader must know before believing it.

use burn_mnist_diagnostic::message;
use burn_mnist_report::{Block, Figure};
use burn_mnist_run::RunRecord;
use burn_mnist_run::record::{Evaluation, Status};

use super::recipe;
use super::subject::Subject;
use super::words::{count, counted, duration, percent};

/// The run's name, if it has one, and the result in a few words.
pub fn title(record: &RunRecord) -> String {
    let digits = recipe::digits(record);
    let name = record.name.as_ref().map(|name| format!("{name}: "));
    let result = match (&record.test, record.summary.validation_accuracy) {
        (Some(test), _) => format!("{} on {digits}", percent(Some(test.accuracy))),
        (None, Some(accuracy)) => {
            format!(
                "{} validation accuracy on {digits}",
                percent(Some(accuracy))
            )
        }
        (None, None) => match name {
            Some(_) => format!("no result on {digits}"),
            None => format!("Run without a result on {digits}"),
        },
    };
    name.unwrap_or_default() + &result
}

/// Which run, when, on what, and how it ended.
pub fn subtitle(record: &RunRecord) -> String {
    let day: String = record.started_at.chars().take("2026-11-24".len()).collect();
    format!(
        "{}: {}, started {day} on {}",
        record.run,
        record.status,
        hardware(record)
    )
}

pub fn blocks(subject: &Subject) -> Vec<Block> {
    let record = &subject.record;
    vec![
        Block::Warnings(warnings(subject)),
        Block::Figures(figures(record)),
    ]
}

fn hardware(record: &RunRecord) -> String {
    let hardware = &record.hardware;
    match hardware.device_name.is_empty() {
        true => hardware.backend.clone(),
        false => format!("{} ({})", hardware.backend, hardware.device_name),
    }
}

fn figures(record: &RunRecord) -> Vec<Figure> {
    let summary = &record.summary;
    let rate = summary.train_images_per_second;
    let rate = rate.map(|rate| format!(", {} images/s", count(rate.round() as u64)));
    let epochs = counted(summary.epochs, "epoch") + &rate.unwrap_or_default();
    let mut figures = Vec::new();
    if let Some(test) = &record.test {
        figures.push(accuracy(test));
        let loss = format!("{:.4}", test.loss);
        figures.push(Figure::new("Test loss", loss, "nats per image"));
    }
    if let (Some(accuracy), Some(epoch)) = (summary.validation_accuracy, summary.best_epoch) {
        let best = format!("best epoch: {epoch}");
        figures.push(Figure::new(
            "Validation accuracy",
            percent(Some(accuracy)),
            best,
        ));
    }
    figures.push(Figure::new("Time", duration(summary.seconds), epochs));
    let device = record.hardware.device_name.clone();
    figures.push(Figure::new(
        "Backend",
        record.hardware.backend.clone(),
        device,
    ));
    let parameters = count(record.parameters as u64);
    figures.push(Figure::new(
        "Parameters",
        parameters,
        recipe::layers(record),
    ));
    figures
}

fn accuracy(test: &Evaluation) -> Figure {
    let of = format!("{} of {}", count(test.correct), count(test.count));
    let interval = interval(test).map(|interval| format!("95\u{a0}% interval {interval}; "));
    let note = interval.unwrap_or_default() + &of;
    Figure::new("Test accuracy", percent(Some(test.accuracy)), note)
}

/// The confidence interval of the accuracy, where it is recorded.
fn interval(test: &Evaluation) -> Option<String> {
    let interval = test.accuracy_interval?;
    let [low, high] = [interval.low, interval.high].map(|bound| 100.0 * bound);
    Some(format!("{low:.2} to {high:.2}\u{a0}%"))
}

fn warnings(subject: &Subject) -> Vec<String> {
    let record = &subject.record;
    let done = counted(record.summary.epochs, "epoch");
    let unfinished = match record.status {
        Status::Completed => None,
        Status::Failed => Some(format!(
            "The run failed after {done}: {}",
            record.reason.as_deref().unwrap_or("for an unknown reason")
        )),
        Status::Running => Some("The run has not ended. This page shows it so far.".to_owned()),
        Status::Killed | Status::Interrupted => Some(format!(
            "The run was {} after {done}. It can be resumed. The test set is evaluated when it completes.",
            record.status
        )),
    };
    let unseen = subject.findings.as_ref().err();
    let unseen =
        unseen.map(|error| format!("The network could not be evaluated: {}", message(error)));
    [unfinished, unseen].into_iter().flatten().collect()
}
