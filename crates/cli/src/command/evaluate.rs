//! `evaluate`: a saved network measured on labelled images, on any backend.

mod calibrate;
mod curves;
mod mistakes;
mod predictions;
mod report;

use std::path::Path;
use std::time::Instant;

use burn_mnist_evaluation::worst;
use burn_mnist_inference::Scored;

use super::Done;
use crate::arguments::{Evaluate, EvaluatedSplit};
use crate::failure::{Failure, Kind};
use crate::output::Output;
use crate::saved::{Labelled, Saved};
use report::Evaluated;

/// Evaluates one split.
pub fn run(arguments: Evaluate, output: Output) -> Result<Done, Failure> {
    if arguments.sheet.is_some() && arguments.worst == 0 {
        let message = "--sheet draws the mistakes that --worst lists, and --worst 0 lists none";
        return Err(Failure::usage(message));
    }
    let (saved, fitted) = load(&arguments, output)?;
    let source = arguments.source;
    let Labelled { digits, source } =
        saved.labelled(source, arguments.split, arguments.limit, output)?;

    let model = &saved.model;
    let (images, labels) = (digits.images(), digits.labels());
    let started = Instant::now();
    let Scored {
        evaluation,
        logits,
        answers,
    } = model.evaluate(images, labels)?;
    let seconds = started.elapsed().as_secs_f64();
    let worst = worst(&answers, arguments.worst);
    let curves = match arguments.robustness {
        true => Some(model.robustness(images, labels)?),
        false => None,
    };

    if let Some(path) = &arguments.predictions {
        predictions::write(path, &digits, &logits).map_err(cannot_write(path))?;
    }
    if let Some(path) = &arguments.sheet {
        mistakes::draw(path, &worst, &digits, output).map_err(cannot_write(path))?;
    }
    let hardware = &saved.opened.hardware;
    let evaluated = Evaluated {
        model: model.weights().display().to_string(),
        weights_sha256: model.weights_sha256().to_owned(),
        backend: hardware.backend.clone(),
        device: hardware.device_name.clone(),
        dataset: source,
        split: match arguments.split {
            EvaluatedSplit::Test => "test",
            EvaluatedSplit::Validation => "validation",
        },
        images_per_second: evaluation.count as f64 / seconds,
        calibration: model.calibration().clone(),
        fitted,
        evaluation,
        mistakes: worst.iter().map(mistakes::Listed::from).collect(),
        robustness: curves,
    };
    output.result(&evaluated, report::render)?;
    Ok(Done::Completed)
}

/// The network with its calibration: the one there is, or one fitted now.
fn load(
    arguments: &Evaluate,
    output: Output,
) -> Result<(Saved, Option<calibrate::Fitted>), Failure> {
    if !arguments.calibrate {
        return Ok((Saved::load(&arguments.network, output)?, None));
    }
    // A damaged calibration is no obstacle to a new one.
    let mut saved = Saved::load_uncalibrated(&arguments.network, output)?;
    let fitted = calibrate::calibrate(&mut saved, arguments.source.clone(), output)?;
    Ok((saved, Some(fitted)))
}

fn cannot_write(path: &Path) -> impl FnOnce(std::io::Error) -> Failure {
    move |error| {
        let message = format!("cannot write {}: {error}", path.display());
        Failure {
            path: Some(path.to_owned()),
            ..Failure::new(Kind::Failure, message)
        }
    }
}
