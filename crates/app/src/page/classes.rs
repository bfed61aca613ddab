//! The confusion matrix, and precision and recall of each class.

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
            "{} test images, {} of them misclassified. Darker cells are more frequent.",
            count(test.count),
            count(wrong)
        ),
        row: "class".to_owned(),
        column: "predicted".to_owned(),
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
    let mean = mean.map(|mean| format!(", {} on average over the classes", percent(Some(mean))));
    Table {
        caption: format!(
            "Precision: the share of the images predicted as a class that belong to it. Recall: the share of a class's \
             images that are predicted as it. F1: the harmonic mean of both{}",
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
