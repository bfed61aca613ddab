//! The first screen: the result, the learning curves and the confusion matrix.

use burn_mnist_report::Block;

use super::subject::Subject;
use super::{classes, curves, recipe, result};

pub fn blocks(subject: &Subject) -> Vec<Block> {
    let mut blocks = result::blocks(subject);
    let curves = curves::charts(subject);
    if curves.is_none() {
        let nothing = "No step has been recorded, so there are no learning curves.";
        blocks.push(Block::Paragraph(nothing.to_owned()));
    }
    let curves = curves.into_iter().flatten();
    let mut columns: Vec<Vec<Block>> = curves.map(|chart| vec![Block::Chart(chart)]).collect();
    if let Some(matrix) = classes::matrix(subject) {
        let heading = Block::Heading("Confusion matrix".to_owned());
        columns.push(vec![heading, Block::Matrix(matrix)]);
    }
    if !columns.is_empty() {
        blocks.push(Block::Columns(columns));
    }
    blocks.push(Block::Paragraph(recipe::sentence(&subject.record)));
    blocks
}
