//! `evaluate`: a saved network measured on labelled images, on any backend.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;
use std::time::Instant;

use burn_mnist_data::DigitSet;
use burn_mnist_model::output::argmax;
use burn_mnist_training::{Scored, evaluate};
use serde::Serialize;

use super::Done;
use crate::arguments::{Evaluate, EvaluatedSplit};
use crate::failure::{Failure, Kind};
use crate::output::Output;
use crate::saved::{Labelled, Saved};

/// What `--format json` says of an evaluation.
#[derive(Debug, Serialize)]
struct Evaluated {
    model: String,
    backend: String,
    device: String,
    dataset: String,
    split: &'static str,
    count: u64,
    correct: u64,
    accuracy: f64,
    loss: f64,
    images_per_second: f64,
}

/// Evaluates one split.
pub fn run(arguments: Evaluate, output: Output) -> Result<Done, Failure> {
    let saved = Saved::load(&arguments.network, output)?;
    let Labelled { digits, source } =
        saved.labelled(arguments.source, arguments.split, arguments.limit, output)?;

    let started = Instant::now();
    let scored = evaluate(saved.predictor.classifier(), &digits, &saved.opened.device)?;
    let seconds = started.elapsed().as_secs_f64();
    if let Some(path) = &arguments.predictions {
        write_predictions(path, &digits, &scored).map_err(|error| {
            let message = format!("cannot write {}: {error}", path.display());
            Failure {
                path: Some(path.clone()),
                ..Failure::new(Kind::Failure, message)
            }
        })?;
    }
    let evaluation = scored.evaluation;
    let hardware = &saved.opened.hardware;
    let evaluated = Evaluated {
        model: saved.predictor.weights().display().to_string(),
        backend: hardware.backend.clone(),
        device: hardware.device_name.clone(),
        dataset: source,
        split: match arguments.split {
            EvaluatedSplit::Test => "test",
            EvaluatedSplit::Validation => "validation",
        },
        count: evaluation.count,
        correct: evaluation.correct,
        accuracy: evaluation.accuracy,
        loss: evaluation.loss,
        images_per_second: evaluation.count as f64 / seconds,
    };
    output.result(&evaluated, render)?;
    Ok(Done::Completed)
}

fn render(evaluated: &Evaluated) -> String {
    format!(
        "{} accuracy {:.2} % ({} of {}), loss {:.4}\n{}\n{} on {} ({}), {:.0} images/s",
        evaluated.split,
        100.0 * evaluated.accuracy,
        evaluated.correct,
        evaluated.count,
        evaluated.loss,
        evaluated.dataset,
        evaluated.model,
        evaluated.backend,
        evaluated.device,
        evaluated.images_per_second
    )
}

fn write_predictions(path: &Path, digits: &DigitSet, scored: &Scored) -> io::Result<()> {
    let mut file = BufWriter::new(File::create(path)?);
    let columns: Vec<String> = (0..10).map(|class| format!("logit_{class}")).collect();
    writeln!(file, "index,label,prediction,{}", columns.join(","))?;
    for (index, (label, logits)) in digits.labels().iter().zip(&scored.logits).enumerate() {
        let columns: Vec<String> = logits.iter().map(ToString::to_string).collect();
        writeln!(
            file,
            "{index},{label},{},{}",
            argmax(logits),
            columns.join(",")
        )?;
    }
    file.flush()
}
