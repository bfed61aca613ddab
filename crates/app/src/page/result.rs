//! What came of the run, at a glance, and what a reader must know before believing it.

use burn_mnist_diagnostic::message;
use burn_mnist_report::{Block, Figure};
use burn_mnist_run::RunRecord;
use burn_mnist_run::record::{Evaluation, Status};

use super::recipe;
use super::subject::Subject;
use super::words::{count, counted, duration, percent};

/// When, on what, and how it ended.
pub fn subtitle(record: &RunRecord) -> String {
    let day: String = record.started_at.chars().take("2026-11-24".len()).collect();
    format!("{}, begun {day} on {}", record.status, hardware(record))
}

pub fn blocks(subject: &Subject) -> Vec<Block> {
    let record = &subject.record;
    vec![
        Block::Warnings(warnings(subject)),
        Block::Figures(figures(record)),
        Block::Paragraph(recipe::sentence(record)),
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
        figures.push(Figure::new("Test loss", loss, "nats an image"));
    }
    if let (Some(accuracy), Some(epoch)) = (summary.validation_accuracy, summary.best_epoch) {
        let best = format!("at epoch {epoch}, the best");
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
    let mut note = format!("{} of {}", count(test.correct), count(test.count));
    if let Some(interval) = test.accuracy_interval {
        let [low, high] = [interval.low, interval.high].map(|bound| 100.0 * bound);
        note += &format!("; 95\u{a0}% interval {low:.2} to {high:.2}\u{a0}%");
    }
    Figure::new("Test accuracy", percent(Some(test.accuracy)), note)
}

fn warnings(subject: &Subject) -> Vec<String> {
    let record = &subject.record;
    let done = counted(record.summary.epochs, "whole epoch");
    let unfinished = match record.status {
        Status::Completed => None,
        Status::Failed => Some(format!(
            "The run failed after {done}: {}",
            record.reason.as_deref().unwrap_or("it is not known why")
        )),
        Status::Running => Some("The run has not ended: this is how far it has come.".to_owned()),
        Status::Killed | Status::Interrupted => Some(format!(
            "The run was {} after {done}. It can go on, and until it has ended the test set stays unseen.",
            record.status
        )),
    };
    let unseen = subject.look.as_ref().err();
    let unseen =
        unseen.map(|error| format!("The network could not be looked at: {}", message(error)));
    [unfinished, unseen].into_iter().flatten().collect()
}
