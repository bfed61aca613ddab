//! `data check`: what is wrong with digits, and which of them training is better off without.

use burn_mnist_app::data::{CheckRequest, Checked, WrittenExclusions, check as judge};
use burn_mnist_app::file::Existing;
use burn_mnist_data::files::Part;

use super::findings;
use crate::arguments::{Check, CheckedSplit};
use crate::command::Done;
use crate::events::Terminal;
use crate::failure::Failure;
use crate::output::Output;

/// Checks the digits.
pub fn run(check: Check, output: Output) -> Result<Done, Failure> {
    if check.write_exclusions.is_some() && check.split == CheckedSplit::Test {
        return Err(Failure::usage(
            "--write-exclusions lists training images, and --split test looks at none",
        )
        .hint("omit --split"));
    }
    if check.cross_validation.is_some() && check.split == CheckedSplit::Test {
        return Err(Failure::usage(
            "--cross-validation judges training images, and --split test looks at none",
        )
        .hint("omit --split"));
    }
    let all = check.all;
    let checked = judge(&request(check, output)?, &Terminal::new(output).context())?;
    output.result(&checked, |checked| render(checked, all))?;
    Ok(match checked.is_sound {
        true => Done::Completed,
        false => Done::Flawed,
    })
}

fn request(check: Check, output: Output) -> Result<CheckRequest, Failure> {
    let existing = Existing::kept_unless(check.force);
    let data_dir = check
        .typed
        .directory(check.dataset, check.place.data_dir, output)?;
    Ok(CheckRequest {
        dataset: check.dataset.unwrap_or_default(),
        data_dir,
        parts: check.split.parts(),
        cross_validation: check.cross_validation,
        sheet: check.sheet.map(|path| (path, existing)),
        exclusions: check.write_exclusions,
    })
}

fn render(checked: &Checked, all: bool) -> String {
    let report = &checked.report;
    let mut text = findings::render(report, all);
    if let Some(WrittenExclusions { path, count }) = &checked.exclusions {
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
