//! Which digits are taken for which, and what that makes of each.

use burn_mnist_report::{Block, Column, Matrix, Row, Table};
use burn_mnist_run::record::{ClassScore, Evaluation};

use super::Subject;
use super::words::{count, percent};

pub fn blocks(subject: &Subject) -> Vec<Block> {
    let Some(test) = &subject.record.test else {
        return Vec::new();
    };
    vec![Block::Matrix(matrix(test)), Block::Table(scores(test))]
}

fn matrix(test: &Evaluation) -> Matrix {
    let wrong = test.count - test.correct.min(test.count);
    Matrix {
        caption: format!(
            "{} images of the test set, {} of them taken for another digit: the darker, the oftener",
            count(test.count),
            count(wrong)
        ),
        row: "digit".to_owned(),
        column: "taken for".to_owned(),
        classes: test
            .classes
            .iter()
            .map(|class| class.label.to_string())
            .collect(),
        counts: test.confusion.clone(),
    }
}

fn scores(test: &Evaluation) -> Table {
    let mean = test.macro_f1;
    let mean = mean.map(|mean| format!("; F1 on the mean of all digits {}", percent(Some(mean))));
    Table {
        caption: format!(
            "Precision: of the images taken for a digit, the share that are; recall: of a digit's images, the \
             share taken for it; F1: their harmonic mean{}",
            mean.unwrap_or_default()
        ),
        columns: vec![
            Column::numbers("Digit"),
            Column::numbers("Images"),
            Column::numbers("Precision"),
            Column::numbers("Recall"),
            Column::numbers("F1"),
        ],
        rows: test.classes.iter().map(row).collect(),
    }
}

fn row(class: &ClassScore) -> Row {
    Row::plain(vec![
        class.label.to_string(),
        count(class.count),
        percent(class.precision),
        percent(class.recall),
        percent(class.f1),
    ])
}
