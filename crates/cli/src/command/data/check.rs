//! `data check`: what is wrong with digits, and which of them training is better off without.

use std::path::{Path, PathBuf};

use burn_mnist_data::check::{self, Report, Subject};
use burn_mnist_data::files::Part;
use burn_mnist_settings::Dataset;
use serde::Serialize;

use super::{findings, labels};
use crate::arguments::{Check, CheckedSplit};
use crate::command::Done;
use crate::digits;
use crate::failure::{Failure, Kind};
use crate::new_file;
use crate::output::Output;
use crate::progress::Downloads;

/// What `--format json` says of a check.
#[derive(Debug, Serialize)]
struct Checked {
    #[serde(flatten)]
    report: Report,
    is_sound: bool,
    exclusions: Option<Written>,
}

/// A list of exclusions that was written.
#[derive(Debug, Serialize)]
struct Written {
    path: PathBuf,
    count: usize,
}

/// Checks the digits.
pub fn run(check: Check, output: Output) -> Result<Done, Failure> {
    if check.write_exclusions.is_some() && check.split == CheckedSplit::Test {
        return Err(Failure::usage(
            "--write-exclusions lists training images, and --split test looks at none",
        )
        .hint("leave --split out"));
    }
    if check.cross_validation.is_some() && check.split == CheckedSplit::Test {
        return Err(Failure::usage(
            "--cross-validation judges training images, and --split test looks at none",
        )
        .hint("leave --split out"));
    }
    if let Some(path) = &check.sheet {
        new_file::check(path, check.force)?;
    }
    let subject = load(check.dataset, check.place.data_dir, output)?;
    for note in subject.notes() {
        output.note(note);
    }
    let mut report = check::check(&subject, check.split.parts());
    if let Some(typed) = &check.cross_validation {
        let suspects = labels::find(&subject, typed)?;
        if let Some(path) = &check.sheet {
            labels::draw(path, &suspects, &subject, check.force, output)?;
        }
        report.add(suspects);
    }
    let exclusions = match &check.write_exclusions {
        Some(path) => Some(write_exclusions(path, &subject, &report)?),
        None => None,
    };
    let checked = Checked {
        is_sound: report.is_sound(),
        report,
        exclusions,
    };
    output.result(&checked, |checked| render(checked, check.all))?;
    Ok(match checked.is_sound {
        true => Done::Completed,
        false => Done::Flawed,
    })
}

fn load(
    dataset: Option<Dataset>,
    data_dir: Option<PathBuf>,
    output: Output,
) -> Result<Subject, Failure> {
    match dataset.unwrap_or_default() {
        dataset @ Dataset::Synthetic => Ok(digits::load(dataset, None, output)?.into()),
        Dataset::Mnist => {
            let request = digits::request(data_dir);
            Ok(Subject::load(&request, &mut Downloads::new(output))?)
        }
    }
}

fn write_exclusions(path: &Path, subject: &Subject, report: &Report) -> Result<Written, Failure> {
    if !subject.is_whole() {
        let message = "--write-exclusions: indices would not be those of training, which reads these digits whole or not \
                       at all";
        return Err(Failure::new(Kind::Data, message)
            .hint("put right first what `burn-mnist data check` finds that cannot be read"));
    }
    let exclusions = report
        .exclusions()
        .ok_or_else(|| Failure::usage("--write-exclusions needs the training set"))?;
    exclusions.write(path)?;
    Ok(Written {
        path: path.to_path_buf(),
        count: exclusions.images.len(),
    })
}

fn render(checked: &Checked, all: bool) -> String {
    let report = &checked.report;
    let mut text = findings::render(report, all);
    if let Some(Written { path, count }) = &checked.exclusions {
        let total = report
            .splits
            .iter()
            .find(|set| set.split == Part::Train)
            .map_or(0, |set| set.count);
        text += &format!(
            "{count} of {total} training images to leave out: {}\n",
            path.display()
        );
    }
    text + if checked.is_sound {
        "nothing is wrong"
    } else {
        "something is wrong"
    }
}
