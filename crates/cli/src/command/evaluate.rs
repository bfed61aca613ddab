//! `evaluate`: a saved network measured on labelled images, on any backend.

mod calibrate;
mod curves;
mod mistakes;
mod predictions;
mod report;

use std::path::Path;

use burn_mnist_app::evaluate::{Calibrate, EvaluationRequest, Robustness, evaluate};

use super::Done;
use crate::arguments::Evaluate;
use crate::events::Terminal;
use crate::failure::{Failure, Kind};
use crate::output::Output;

/// Evaluates one split.
pub fn run(arguments: Evaluate, output: Output) -> Result<Done, Failure> {
    if arguments.sheet.is_some() && arguments.worst == 0 {
        let message = "--sheet draws the mistakes that --worst lists, and --worst 0 lists none";
        return Err(Failure::usage(message));
    }
    let terminal = Terminal::new(output);
    let (predictions, sheet) = (arguments.predictions.clone(), arguments.sheet.clone());
    let request = request(arguments);
    let evaluated = evaluate(&request, &terminal.context())?;
    if let Some(path) = &predictions {
        predictions::write(path, &evaluated.digits, &evaluated.logits)
            .map_err(cannot_write(path))?;
    }
    if let Some(path) = &sheet {
        mistakes::draw(path, &evaluated.worst, &evaluated.digits, output)
            .map_err(cannot_write(path))?;
    }
    output.result(
        &report::Report::of(evaluated, request.split),
        report::render,
    )?;
    Ok(Done::Completed)
}

fn request(arguments: Evaluate) -> EvaluationRequest {
    EvaluationRequest {
        model: arguments.network.into(),
        calibrate: match arguments.calibrate {
            true => Calibrate::Fit,
            false => Calibrate::Keep,
        },
        split: arguments.split.into(),
        source: arguments.source.into(),
        limit: arguments.limit,
        worst: arguments.worst,
        robustness: match arguments.robustness {
            true => Robustness::Measure,
            false => Robustness::Omit,
        },
    }
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
