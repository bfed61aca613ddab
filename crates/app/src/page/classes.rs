//! Which classes are taken for which, and what that makes of each.

use burn_mnist_report::{Block, Column, Matrix, Row, Table};
use burn_mnist_run::record::Evaluation;

use super::subject::Subject;
use super::words::{count, percent};

pub fn blocks(subject: &Subject) -> Vec<Block> {
    let Some(test) = &subject.record.test else {
        return Vec::new();
    };
    let classes = test.classes.iter();
    let names: Vec<String> = classes.map(|class| subject.class(class.label)).collect();
    vec![
        Block::Table(scores(test, &names)),
        Block::Matrix(matrix(test, names)),
    ]
}

fn matrix(test: &Evaluation, classes: Vec<String>) -> Matrix {
    let wrong = test.count - test.correct.min(test.count);
    Matrix {
        caption: format!(
            "{} images of the test set, {} of them taken for another class: the stronger the shade, the more often",
            count(test.count),
            count(wrong)
        ),
        row: "class".to_owned(),
        column: "taken for".to_owned(),
        classes,
        counts: test.confusion.clone(),
    }
}

fn scores(test: &Evaluation, names: &[String]) -> Table {
    let rows = test.classes.iter().zip(names).map(|(class, name)| {
        let shares = [class.precision, class.recall, class.f1].map(percent);
        let cells = [name.clone(), count(class.count)].into_iter().chain(shares);
        Row::plain(cells.collect())
    });
    let mean = test.macro_f1;
    let mean = mean.map(|mean| format!("; over all classes {} on the mean", percent(Some(mean))));
    Table {
        caption: format!(
            "Precision: of the images taken for a class, the share that belong to it; recall: of a class' images, the \
             share taken for it; F1: their harmonic mean{}",
            mean.unwrap_or_default()
        ),
        columns: vec![
            Column::words("Class"),
            Column::numbers("Images"),
            Column::numbers("Precision"),
            Column::numbers("Recall"),
            Column::numbers("F1"),
        ],
        rows: rows.collect(),
    }
}
