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
use crate::style::{BAD, GOOD, paint};

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
            "wrote {}: {count} of {total} training images to leave out\n",
            path.display()
        );
    }
    if let Some(path) = &checked.sheet {
        text += &format!("wrote {}: the likely label errors\n", path.display());
    }
    text + &match checked.is_sound {
        true => paint(GOOD, "no errors found"),
        false => paint(BAD, "errors found"),
    }
}

#[cfg(test)]
mod tests {
    use burn_mnist_data::check::{Subject, check};
    use burn_mnist_data::{DigitSet, Digits};
    use burn_mnist_model::{Image, PIXELS};
    use insta::assert_snapshot;

    use super::*;
    use crate::style::plain;

    /// A square of ink whose place follows from the number, so that no two are alike.
    fn square(number: usize) -> Image {
        let mut image = Image([0; PIXELS]);
        for at in (0..14 * 14).map(|at| (at / 14) * 28 + at % 14) {
            image.0[at + number] = 255;
        }
        image
    }

    fn checked(images: Vec<Image>) -> Checked {
        let labels = (0..images.len()).map(|number| (number % 10) as u8);
        let train = DigitSet::new(images, labels.collect()).unwrap();
        let test = (100..110).map(square).collect();
        let digits = Digits {
            train,
            test: DigitSet::new(test, (0..10).collect()).unwrap(),
            classes: Vec::new(),
            source: "squares".to_owned(),
        };
        let report = check(&Subject::from(digits), &[Part::Train, Part::Test]);
        Checked {
            is_sound: report.is_sound(),
            report,
            exclusions: None,
            sheet: None,
        }
    }

    #[test]
    fn sound_digits_have_counts_and_a_verdict() {
        let checked = checked((0..20).map(square).collect());
        assert_snapshot!(plain(&render(&checked, false)));
    }

    #[test]
    fn faults_are_listed_by_kind_with_the_files_that_were_written() {
        let mut images: Vec<Image> = (0..20).map(square).collect();
        images[3] = Image([0; PIXELS]);
        images[14] = images[4];
        images[15] = images[6];
        let checked = Checked {
            exclusions: Some(WrittenExclusions {
                path: "bad.toml".into(),
                count: 4,
            }),
            sheet: Some("labels.png".into()),
            ..checked(images)
        };
        assert_snapshot!(plain(&render(&checked, false)));
    }
}
