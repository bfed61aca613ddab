//! The result of a run, for people and for programs.

use std::path::Path;

use burn_mnist_app::train::{self, Repetition};
use burn_mnist_run::record::{AugmentationCost, Status};
use burn_mnist_run::{Pointer, RunRecord};
use serde::Serialize;

use super::repetition;
use crate::duration::duration;
use crate::failure::Failure;
use crate::invocation::quoted;
use crate::output::Output;
use crate::style::{RESULT, paint};

/// What `--format json` says of a run.
#[derive(Debug, Serialize)]
struct Trained {
    run: String,
    status: Status,
    backend: String,
    device: String,
    seed: u64,
    epochs: usize,
    steps: usize,
    train_images_per_second: Option<f64>,
    seconds: f64,
    best_epoch: Option<usize>,
    validation_accuracy: Option<f64>,
    test_accuracy: Option<f64>,
    test_loss: Option<f64>,
    checkpoint: Option<String>,
    latest: Option<String>,
    report: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    augmentation: Option<AugmentationCost>,
    #[serde(skip_serializing_if = "Option::is_none")]
    repeat: Option<Repetition>,
}

/// Writes what came of the run.
pub fn report(trained: &train::Trained, output: Output) -> Result<(), Failure> {
    let train::Trained {
        run,
        record,
        page,
        repetition,
    } = trained;
    let checkpoints = run.checkpoints();
    let path = |pointer: Pointer| {
        let name = pointer.get(&checkpoints)?;
        let path = name.map(|name| checkpoints.join(name.to_string()).display().to_string());
        Ok::<_, Failure>(path)
    };
    let test = record.test.as_ref();
    let trained = Trained {
        run: run.root().display().to_string(),
        status: record.status,
        backend: record.hardware.backend.clone(),
        device: record.hardware.device_name.clone(),
        seed: record.seed,
        epochs: record.summary.epochs,
        steps: record.summary.steps,
        train_images_per_second: record.summary.train_images_per_second,
        seconds: record.summary.seconds,
        best_epoch: record.summary.best_epoch,
        validation_accuracy: record.summary.validation_accuracy,
        test_accuracy: test.map(|test| test.accuracy),
        test_loss: test.map(|test| test.loss),
        checkpoint: path(Pointer::Best)?,
        latest: path(Pointer::Latest)?,
        report: page.as_ref().map(|page| page.display().to_string()),
        augmentation: record.summary.augmentation.clone(),
        repeat: repetition.clone(),
    };
    output.result(&trained, |trained| render(trained, record))
}

fn render(trained: &Trained, record: &RunRecord) -> String {
    let mut text = String::new();
    if let Some(test) = &record.test {
        let accuracy = paint(RESULT, format!("{:.2} %", 100.0 * test.accuracy));
        text += &format!(
            "test accuracy {accuracy} ({} of {}), loss {:.4}\n",
            test.correct, test.count, test.loss
        );
    }
    match (&trained.checkpoint, &trained.latest) {
        (Some(checkpoint), _) => text += &format!("best checkpoint {checkpoint}\n"),
        (None, Some(checkpoint)) => text += &format!("newest checkpoint {checkpoint}\n"),
        (None, None) => text += "no step was done, so there is no checkpoint\n",
    }
    if let Some(page) = &trained.report {
        text += &format!("report {page}\n");
    }
    if let Some(cost) = &trained.augmentation {
        text += &format!(
            "augmentation took {:.1} us per image on one thread; training waited {} for it\n",
            cost.microseconds_per_image,
            duration(cost.waited_seconds)
        );
    }
    text += &trained
        .repeat
        .iter()
        .map(repetition::render)
        .collect::<String>();
    let run = quoted(Path::new(&trained.run));
    if record.status == Status::Interrupted {
        text += &format!(
            "interrupted after {} whole epochs and {} steps\ngo on: burn-mnist train --resume {run}\n",
            trained.epochs, trained.steps
        );
    } else if trained.checkpoint.is_some() {
        text += &format!("use it: burn-mnist predict {run} PICTURE");
    }
    text
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use super::*;
    use crate::style::plain;

    fn record() -> RunRecord {
        let json = include_str!("../../../tests/fixtures/run-v1/run.json");
        serde_json::from_str(json).unwrap()
    }

    fn trained(record: &RunRecord) -> Trained {
        Trained {
            run: "my runs/a".to_owned(),
            status: record.status,
            backend: "flex".to_owned(),
            device: "AMD EPYC".to_owned(),
            seed: 11,
            epochs: 3,
            steps: 96,
            train_images_per_second: Some(50_000.0),
            seconds: 0.04,
            best_epoch: Some(3),
            validation_accuracy: Some(0.9),
            test_accuracy: Some(0.9),
            test_loss: Some(0.3),
            checkpoint: Some("my runs/a/checkpoints/epoch-0003-step-000096".to_owned()),
            latest: Some("my runs/a/checkpoints/epoch-0003-step-000096".to_owned()),
            report: Some("my runs/a/report.html".to_owned()),
            augmentation: Some(AugmentationCost {
                images: 3000,
                microseconds_per_image: 1.14,
                waited_seconds: 0.0,
            }),
            repeat: None,
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_completed_run_ends_with_its_accuracy_and_how_to_use_it() {
        let record = record();
        assert_snapshot!(plain(&render(&trained(&record), &record)));
    }

    #[cfg(unix)]
    #[test]
    fn an_interrupted_run_ends_with_how_to_resume_it() {
        let record = RunRecord {
            status: Status::Interrupted,
            test: None,
            ..record()
        };
        let trained = Trained {
            report: None,
            augmentation: None,
            ..trained(&record)
        };
        assert_snapshot!(plain(&render(&trained, &record)));
    }
}
