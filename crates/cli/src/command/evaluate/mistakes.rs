//! The most confident errors, listed and drawn.

use std::fmt::Write as _;
use std::path::Path;
use std::{fs, io};

use burn_mnist_data::DigitSet;
use burn_mnist_data::sheet::{Cell, Row, Sheet};
use burn_mnist_evaluation::Mistake;
use serde::Serialize;

use crate::output::Output;

/// Mistakes in a row of the sheet.
const COLUMNS: usize = 10;

/// How many pixels wide the sheet draws one.
const ZOOM: usize = 4;

/// What `--format json` says of a mistake.
#[derive(Debug, Serialize)]
pub struct Listed {
    index: usize,
    label: u8,
    predicted: u8,
    probability: f64,
}

impl From<&Mistake> for Listed {
    fn from(Mistake { index, answer }: &Mistake) -> Self {
        Self {
            index: *index,
            label: answer.label,
            predicted: answer.predicted,
            probability: answer.probability,
        }
    }
}

/// Draws the mistakes in their order on one PNG picture; whether there were any, since without one there is no picture.
pub fn draw(path: &Path, worst: &[Mistake], digits: &DigitSet, output: Output) -> io::Result<bool> {
    if worst.is_empty() {
        let path = path.display();
        output.warn(format!(
            "{path} is not written: there is no mistake to draw"
        ));
        return Ok(false);
    }
    let rows = worst.chunks(COLUMNS).map(|mistakes| Row {
        title: String::new(),
        cells: mistakes.iter().map(|one| cell(one, digits)).collect(),
    });
    let rows = rows.collect();
    fs::write(path, Sheet::new(rows, ZOOM).png()?)?;
    Ok(true)
}

/// `9 as 4` was labelled 9 and predicted as 4.
fn cell(Mistake { index, answer }: &Mistake, digits: &DigitSet) -> Cell {
    let (label, predicted) = (answer.label, answer.predicted);
    Cell {
        image: digits.images()[*index],
        caption: vec![
            format!("{index}: {label} as {predicted}"),
            format!("{:.2} %", 100.0 * answer.probability),
        ],
    }
}

/// A table for people; nothing where there is no mistake.
pub fn render(mistakes: &[Listed]) -> String {
    if mistakes.is_empty() {
        return String::new();
    }
    let mut text = "\nmost confident errors\n index  label  predicted  probability\n".to_owned();
    for one in mistakes {
        let _ = writeln!(
            text,
            "{:>6}  {:>5}  {:>9}  {:>9.2} %",
            one.index,
            one.label,
            one.predicted,
            100.0 * one.probability
        );
    }
    text
}
