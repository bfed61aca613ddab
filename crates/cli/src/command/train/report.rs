//! The result of a run, for people and for programs.

use burn_mnist_app::train::{self, Repetition};
use burn_mnist_run::record::{AugmentationCost, Status};
use burn_mnist_run::{Pointer, RunRecord};
use serde::Serialize;

use super::repetition;
use crate::failure::Failure;
use crate::output::Output;

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
        let accuracy = 100.0 * test.accuracy;
        text += &format!(
            "test accuracy {accuracy:.2} % ({} of {}), loss {:.4}\n",
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
            "augmentation took {:.1} us an image of one thread; the network waited {:.1} s for it\n",
            cost.microseconds_per_image, cost.waited_seconds
        );
    }
    text += &trained
        .repeat
        .iter()
        .map(repetition::render)
        .collect::<String>();
    if record.status == Status::Interrupted {
        text += &format!(
            "interrupted after {} whole epochs and {} steps\ngo on: burn-mnist train --resume {}\n",
            trained.epochs, trained.steps, trained.run
        );
    } else if trained.checkpoint.is_some() {
        text += &format!("use it: burn-mnist predict {} PICTURE", trained.run);
    }
    text
}
