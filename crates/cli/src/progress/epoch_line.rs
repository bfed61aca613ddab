//! An epoch on one line, in as much detail as the terminal has room for.

use burn_mnist_training::observer::EpochReport;

use crate::duration::duration;
use crate::style::{self, GOOD, paint};

/// The most detailed line that fits into `columns`, or the shortest.
pub fn epoch_line(report: &EpochReport, columns: usize) -> String {
    let fits = |line: &String| style::width(line) <= columns;
    let detailed = [full(report), medium(report)];
    let line = detailed.into_iter().find(fits);
    line.unwrap_or_else(|| short(report))
}

fn full(report: &EpochReport) -> String {
    let train = &report.train;
    let mut parts = vec![format!(
        "train loss {:.4} accuracy {}",
        train.loss,
        percent(train.accuracy)
    )];
    parts.extend(report.validation.as_ref().map(|validation| {
        let accuracy = percent(validation.accuracy);
        format!("validation loss {:.4} accuracy {accuracy}", validation.loss)
    }));
    parts.push(duration(train.seconds));
    parts.push(format!("{:.0} images/s", train.images_per_second));
    joined(report, parts)
}

fn medium(report: &EpochReport) -> String {
    let train = &report.train;
    let mut parts = vec![format!(
        "loss {:.4} {}",
        train.loss,
        percent(train.accuracy)
    )];
    parts.extend(report.validation.as_ref().map(|validation| {
        let accuracy = percent(validation.accuracy);
        format!("validation {:.4} {accuracy}", validation.loss)
    }));
    parts.push(duration(train.seconds));
    joined(report, parts)
}

fn short(report: &EpochReport) -> String {
    let accuracy = match &report.validation {
        Some(validation) => format!("validation {}", percent(validation.accuracy)),
        None => format!("train {}", percent(report.train.accuracy)),
    };
    joined(report, vec![accuracy, duration(report.train.seconds)])
}

fn joined(report: &EpochReport, parts: Vec<String>) -> String {
    let epochs = report.epochs.to_string();
    let mut line = format!(
        "epoch {:>digits$}/{epochs}",
        report.train.epoch,
        digits = epochs.len()
    );
    for part in parts {
        line += &format!("  {part}");
    }
    if report.validation.is_some() && report.best {
        line += &format!("  {}", paint(GOOD, "best"));
    }
    line
}

fn percent(share: f64) -> String {
    format!("{:.2} %", 100.0 * share)
}

#[cfg(test)]
mod tests {
    use burn_mnist_run::{EpochMetrics, Split};

    use super::*;

    fn report(validation: Option<f64>) -> EpochReport {
        let metrics = |split, accuracy| EpochMetrics {
            schema_version: EpochMetrics::VERSION,
            epoch: 2,
            step: 3438,
            split,
            loss: 0.123_45,
            accuracy,
            count: 55_000,
            learning_rate: Some(0.001),
            images_per_second: 61_234.5,
            seconds: 0.898,
        };
        EpochReport {
            epochs: 10,
            train: metrics(Split::Train, 0.965),
            validation: validation.map(|accuracy| metrics(Split::Validation, accuracy)),
            best: true,
        }
    }

    #[track_caller]
    fn check(validation: Option<f64>, columns: usize, expected: &str) {
        let line = epoch_line(&report(validation), columns);
        assert_eq!(style::plain(&line), expected);
        assert!(expected.len() <= columns);
    }

    #[test]
    fn a_line_that_goes_to_a_file_says_all() {
        check(
            Some(0.9712),
            usize::MAX,
            "epoch  2/10  train loss 0.1235 accuracy 96.50 %  validation loss 0.1235 accuracy 97.12 %  0.9 s  61234 images/s  best",
        );
        check(
            None,
            usize::MAX,
            "epoch  2/10  train loss 0.1235 accuracy 96.50 %  0.9 s  61234 images/s",
        );
    }

    #[test]
    fn a_line_is_no_wider_than_the_terminal() {
        check(
            Some(0.9712),
            100,
            "epoch  2/10  loss 0.1235 96.50 %  validation 0.1235 97.12 %  0.9 s  best",
        );
        check(
            Some(0.9712),
            60,
            "epoch  2/10  validation 97.12 %  0.9 s  best",
        );
        check(None, 50, "epoch  2/10  loss 0.1235 96.50 %  0.9 s");
    }
}
