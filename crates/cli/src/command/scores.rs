//! An evaluation for people, alike wherever one is shown.

use std::fmt::Write;

use burn_mnist_run::record::{Evaluation, ProbabilityScore};

use crate::style::{RESULT, paint};

/// A share as a percentage, or a dash if it is missing.
pub fn percent(share: Option<f64>) -> String {
    share.map_or_else(|| "-".to_owned(), |share| format!("{:.2} %", 100.0 * share))
}

/// The figures of the whole split, as far as its record has them; `calibrated` says of what
/// probabilities.
pub fn figures(split: &str, evaluation: &Evaluation, calibrated: &str) -> String {
    accuracy(split, evaluation) + &probabilities(evaluation, calibrated)
}

/// The accuracy of the whole split, with its interval.
pub fn accuracy(split: &str, evaluation: &Evaluation) -> String {
    let mut text = format!(
        "{split} accuracy {} ({} of {}), loss {:.4}\n",
        paint(RESULT, percent(Some(evaluation.accuracy))),
        evaluation.correct,
        evaluation.count,
        evaluation.loss
    );
    if let Some(interval) = evaluation.accuracy_interval {
        let [low, high] = [interval.low, interval.high].map(|bound| 100.0 * bound);
        let _ = write!(text, "95 % interval {low:.2} to {high:.2} %");
        for (share, k) in evaluation.top_k.iter().zip(1..).skip(1) {
            let _ = write!(text, ", top-{k} {}", percent(Some(*share)));
        }
        let _ = writeln!(text, ", macro F1 {}", percent(evaluation.macro_f1));
    }
    text
}

/// How good the probabilities are, in a line.
pub fn probabilities(evaluation: &Evaluation, calibrated: &str) -> String {
    let probabilities = evaluation.probabilities.as_ref();
    probabilities.map_or(String::new(), |score| quality(score, calibrated))
}

fn quality(score: &ProbabilityScore, calibrated: &str) -> String {
    format!(
        "probabilities: NLL {:.4}, Brier {:.4}, ECE {:.2} %, MCE {:.2} %; {calibrated}\n",
        score.nll,
        score.brier,
        100.0 * score.ece,
        100.0 * score.mce
    )
}

/// A row a class, with what its images were taken for.
pub fn classes(evaluation: &Evaluation) -> String {
    let columns: String = (0..evaluation.classes.len())
        .map(|class| format!(" {class:>4}"))
        .collect();
    let mut text = format!("\ndigit  images  precision    recall        F1  predicted{columns}\n");
    for (class, row) in evaluation.classes.iter().zip(&evaluation.confusion) {
        let cells: String = row.iter().map(|count| format!(" {count:>4}")).collect();
        let [precision, recall, f1] = [class.precision, class.recall, class.f1].map(percent);
        let _ = writeln!(
            text,
            "{:>5}  {:>6}  {precision:>9}  {recall:>8}  {f1:>8}           {cells}",
            class.label, class.count
        );
    }
    text
}

#[cfg(test)]
mod tests {
    use burn_mnist_run::Temperature;
    use burn_mnist_run::record::{ClassScore, Interval};
    use insta::assert_snapshot;

    use super::*;
    use crate::style::plain;

    /// Two classes as a record from before intervals and probabilities has them.
    fn old() -> Evaluation {
        let class = |label, count, precision, recall| ClassScore {
            label,
            count,
            precision,
            recall,
            f1: None,
        };
        Evaluation {
            count: 10,
            correct: 7,
            accuracy: 0.7,
            loss: 0.5,
            classes: vec![
                class(0, 7, Some(1.0), Some(1.0)),
                class(1, 3, None, Some(0.0)),
            ],
            confusion: vec![vec![7, 0], vec![3, 0]],
            ..Evaluation::default()
        }
    }

    #[test]
    fn a_whole_record_has_three_lines_of_figures() {
        let evaluation = Evaluation {
            accuracy_interval: Some(Interval {
                low: 0.3968,
                high: 0.8922,
            }),
            top_k: vec![0.7, 0.9, 1.0],
            macro_f1: Some(0.4118),
            probabilities: Some(ProbabilityScore {
                temperature: Temperature::ONE,
                nll: 0.5,
                brier: 0.4,
                ece: 0.0123,
                mce: 0.2,
                bins: vec![],
            }),
            ..old()
        };
        assert_snapshot!(plain(&figures("test", &evaluation, "not calibrated")), @"
        test accuracy 70.00 % (7 of 10), loss 0.5000
        95 % interval 39.68 to 89.22 %, top-2 90.00 %, top-3 100.00 %, macro F1 41.18 %
        probabilities: NLL 0.5000, Brier 0.4000, ECE 1.23 %, MCE 20.00 %; not calibrated
        ");
    }

    #[test]
    fn an_old_record_is_shown_as_far_as_it_goes() {
        let shown = figures("test", &old(), "not calibrated") + &classes(&old());
        assert_snapshot!(plain(&shown), @"
        test accuracy 70.00 % (7 of 10), loss 0.5000

        digit  images  precision    recall        F1  predicted    0    1
            0       7   100.00 %  100.00 %         -               7    0
            1       3          -    0.00 %         -               3    0
        ");
    }
}
