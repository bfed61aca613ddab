//! The confusion matrix, and precision and recall of each class.

use burn_mnist_report::{Block, Column, Matrix, Row, Table};
use burn_mnist_run::record::Evaluation;

use super::subject::Subject;
use super::words::{count, percent};

/// Precision and recall, folded; none before the run was tested.
pub fn scores(subject: &Subject) -> Option<Block> {
    let test = subject.record.test.as_ref()?;
    let mean = test
        .macro_f1
        .map(|mean| format!("; macro F1 {}", percent(Some(mean))));
    Some(Block::Folded {
        summary: format!(
            "Precision, recall and F1 of each class{}",
            mean.unwrap_or_default()
        ),
        blocks: vec![Block::Table(table(test, &names(subject, test)))],
    })
}

/// The confusion matrix; none before the run was tested.
pub fn matrix(subject: &Subject) -> Option<Matrix> {
    let test = subject.record.test.as_ref()?;
    let wrong = test.count - test.correct.min(test.count);
    Some(Matrix {
        caption: format!(
            "{} test images, {} misclassified.",
            count(test.count),
            count(wrong)
        ),
        row: "true".to_owned(),
        column: "predicted".to_owned(),
        classes: names(subject, test),
        counts: test.confusion.clone(),
    })
}

fn names(subject: &Subject, test: &Evaluation) -> Vec<String> {
    let classes = test.classes.iter();
    classes.map(|class| subject.class(class.label)).collect()
}

fn table(test: &Evaluation, names: &[String]) -> Table {
    let rows = test.classes.iter().zip(names).map(|(class, name)| {
        let shares = [class.precision, class.recall, class.f1].map(percent);
        let cells = [name.clone(), count(class.count)].into_iter().chain(shares);
        Row::plain(cells.collect())
    });
    Table {
        caption: "Precision: the share of the images predicted as a class that belong to it. Recall: the share of a \
                  class's images that are predicted as it. F1: the harmonic mean of both."
            .to_owned(),
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
