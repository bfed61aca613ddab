//! A picture of the weights of the first layer's units.

use burn_mnist_report::{Block, Picture};

use super::subject::Subject;
use super::words::count;

pub fn blocks(subject: &Subject) -> Vec<Block> {
    let Ok(findings) = &subject.findings else {
        return Vec::new();
    };
    let all = subject.record.hidden.first().copied().unwrap_or(0);
    let which = match findings.units_shown < all {
        true => format!(
            "The {} strongest of {} units",
            findings.units_shown,
            count(all as u64)
        ),
        false => format!("All {} units", findings.units_shown),
    };
    let picture = Picture {
        png: findings.units.clone(),
        alternative: format!("{which} of the first layer, each a map of its 784 weights"),
    };
    let caption = format!(
        "{which} of the first layer, those with the largest outgoing weights first. Each map shows a unit's weights \
         at the 28 by 28 pixels, on its own scale: ink excites the unit where the map is red and inhibits it where it \
         is blue."
    );
    vec![Block::Picture(picture, caption)]
}
