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
use report::{Detail, Report};

/// Errors that are listed unless a number is given.
const WORST: usize = 10;

/// Evaluates one split.
pub fn run(arguments: Evaluate, output: Output) -> Result<Done, Failure> {
    if arguments.sheet.is_some() && arguments.worst == Some(0) {
        let message = "--sheet draws the mistakes that --worst lists, and --worst 0 lists none";
        return Err(Failure::usage(message));
    }
    let terminal = Terminal::new(output);
    let (predictions, sheet) = (arguments.predictions.clone(), arguments.sheet.clone());
    let detail = detail(&arguments);
    let request = request(arguments);
    let evaluated = evaluate(&request, &terminal.context())?;
    if let Some(path) = &predictions {
        predictions::write(path, &evaluated.digits, &evaluated.logits)
            .map_err(cannot_write(path))?;
    }
    let sheet = match sheet {
        Some(path) => mistakes::draw(&path, &evaluated.worst, &evaluated.digits, output)
            .map_err(cannot_write(&path))?
            .then_some(path),
        None => None,
    };
    let report = Report::of(evaluated, request.split).with_files(predictions, sheet);
    output.result(&report, |report| report::render(report, &detail))?;
    Ok(Done::Completed)
}

/// What is printed: all, unless one thing was asked for.
fn detail(arguments: &Evaluate) -> Detail {
    if arguments.verbose || !arguments.is_specific() {
        return Detail::Everything;
    }
    Detail::Requested {
        errors: arguments.worst.is_some() || arguments.sheet.is_some(),
        calibration: arguments.calibrate,
    }
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
        worst: arguments.worst.unwrap_or(WORST),
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
