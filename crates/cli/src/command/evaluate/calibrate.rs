//! `--calibrate`: one temperature fitted to the images the run held back, and kept with the run.
//!
//! Never to the test set: its figures afterwards say what the calibration is worth.

use std::path::PathBuf;

use burn_mnist_evaluation::{Unfit, answers, fit_temperature, probability_score};
use burn_mnist_inference::Scored;
use burn_mnist_run::calibration::Fit;
use burn_mnist_run::{Calibration, RunLock, Temperature};
use serde::Serialize;

use crate::arguments::{EvaluatedSplit, Source};
use crate::failure::{Failure, Kind};
use crate::output::Output;
use crate::saved::Saved;

/// A calibration and the file it was written to.
#[derive(Debug, Serialize)]
pub struct Fitted {
    path: PathBuf,
    #[serde(flatten)]
    calibration: Calibration,
}

/// Fits a temperature, writes the run's `calibration.json`, and has the network use it.
pub fn calibrate(saved: &mut Saved, source: Source, output: Output) -> Result<Fitted, Failure> {
    let Some(run) = saved.model.run().cloned() else {
        let message = "--calibrate needs a run: only it knows which images it did not learn from";
        return Err(Failure::usage(message)
            .hint("name the run, or one of its checkpoints, instead of a weights file"));
    };
    // Before the work, not after it.
    let lock = RunLock::acquire(&run)?;
    let digits = saved
        .labelled(source, EvaluatedSplit::Validation, None, output)?
        .digits;
    let model = &mut saved.model;
    let Scored { logits, .. } = model.evaluate(digits.images(), digits.labels())?;
    let temperature = fit_temperature(&logits, digits.labels()).map_err(unfit)?;
    let fit = |temperature| {
        let score = probability_score(&answers(&logits, digits.labels(), temperature), temperature);
        score.map_or(Fit::default(), |score| Fit {
            nll: score.nll,
            ece: score.ece,
        })
    };
    let calibration = Calibration::new(
        temperature,
        model.weights_sha256().to_owned(),
        digits.len() as u64,
        [fit(Temperature::ONE), fit(temperature)],
    );
    calibration.write(&run, &lock)?;
    model.calibrate(&calibration);
    Ok(Fitted {
        path: run.calibration(),
        calibration,
    })
}

fn unfit(error: Unfit) -> Failure {
    let hint = match error {
        Unfit::AllRight { .. } => "train with a larger --validation, which will hold a mistake",
        Unfit::Uninformative { .. } => "train for longer first",
    };
    Failure::new(Kind::Failure, format!("cannot calibrate: {error}")).hint(hint)
}

impl Fitted {
    /// A line for people.
    pub fn render(&self) -> String {
        let Calibration {
            temperature,
            count,
            before,
            after,
            ..
        } = &self.calibration;
        format!(
            "calibrated on {count} validation images: temperature {:.4}, NLL {:.4} -> {:.4}, \
             ECE {:.2} % -> {:.2} %\nkept in {}\n",
            temperature.get(),
            before.nll,
            after.nll,
            100.0 * before.ece,
            100.0 * after.ece,
            self.path.display()
        )
    }
}
