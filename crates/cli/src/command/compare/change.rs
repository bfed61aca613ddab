//! `compare diff`: what changed between two comparisons, and whether that should fail a build.

use std::path::Path;

use burn_mnist_bench::{Change, Difference, Results, diff, export};

use super::show;
use crate::command::Done;
use crate::failure::Failure;
use crate::output::{Format, Output};
use crate::width::stdout_width;

/// Compares row by row; a regression is the result `Done::Regressed`.
pub fn run(old: &Path, new: &Path, fail_above: f64, output: Output) -> Result<Done, Failure> {
    let [old, new] = [old, new].map(|path| -> Result<Results, Failure> {
        Ok(Results::of(&show::read(&[path.to_owned()], &[])?, None))
    });
    let (old, new) = (old?, new?);
    check_comparable(&old, &new)?;
    let differences = diff(&old, &new, fail_above);
    if differences.iter().all(is_in_one_alone) {
        let failure = Failure::usage("the two comparisons have no figure in common");
        return Err(failure.hint("measure the same backends, workloads and sizes in both"));
    }
    match output.format {
        Format::Text => output.print(&export::differences(&differences, stdout_width()))?,
        Format::Md => output.print(&export::differences_markdown(&differences))?,
        Format::Json => output.result(&differences, |_| String::new())?,
        other => {
            return Err(Failure::usage(format!(
                "--format: compare diff writes text, md or json, not {}",
                format!("{other:?}").to_lowercase()
            )));
        }
    }
    output.note(summary(&differences));
    let regressed = differences.iter().any(|d| d.change.is_regression());
    Ok(match regressed {
        true => Done::Regressed,
        false => Done::Completed,
    })
}

/// A figure of other digits is another figure; one that is missing since its comparison was cut short would
/// go unnoticed.
fn check_comparable(old: &Results, new: &Results) -> Result<(), Failure> {
    if let Some(cut) = new.origins.iter().find(|origin| origin.is_cut_short()) {
        let message = format!("{} did not come to its end", cut.comparison);
        return Err(Failure::usage(message).hint("measure it again, or exchange OLD and NEW"));
    }
    let dataset = |results: &Results| results.origins.first()?.dataset.clone();
    match (dataset(old), dataset(new)) {
        (Some(old), Some(new)) if old != new => Err(Failure::usage(format!(
            "the older comparison was made on {old} digits, the newer one on {new}"
        ))),
        _ => Ok(()),
    }
}

fn is_in_one_alone(difference: &Difference) -> bool {
    matches!(difference.change, Change::Lost | Change::New)
}

fn summary(differences: &[Difference]) -> String {
    let count = |change| differences.iter().filter(|d| d.change == change).count();
    let counts = [
        (count(Change::Better), "faster"),
        (count(Change::Regression), "with a regression"),
        (count(Change::Failed), "that fail now"),
        (count(Change::Worse), "slower, tolerated"),
        (count(Change::WithinNoise), "without a clear difference"),
        (count(Change::Undecided), "undecided"),
        (
            count(Change::Lost) + count(Change::New),
            "in one comparison alone",
        ),
    ];
    let counts = counts.into_iter().filter(|(count, _)| *count > 0);
    let counts: Vec<String> = counts
        .map(|(count, words)| format!("{count} {words}"))
        .collect();
    format!("{} figures: {}", differences.len(), counts.join(", "))
}
