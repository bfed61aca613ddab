//! The most confident errors, each with the map of what speaks for the wrong class.

use burn_mnist_report::{Block, Card, Picture};

use super::findings::Explained;
use super::subject::Subject;
use super::words::percent;

pub fn blocks(subject: &Subject) -> Vec<Block> {
    let Ok(findings) = &subject.findings else {
        return Vec::new();
    };
    let Some(mistakes) = findings.mistakes.as_deref() else {
        return Vec::new();
    };
    if mistakes.is_empty() {
        return vec![Block::Paragraph(
            "There are none: every test image is classified correctly.".to_owned(),
        )];
    }
    vec![
        Block::Paragraph(match findings.calibration.is_applied() {
            true => format!("{READING} {CALIBRATED}"),
            false => READING.to_owned(),
        }),
        Block::Gallery(mistakes.iter().map(|one| card(one, subject)).collect()),
    ]
}

const READING: &str = "The wrong predictions on the test set with the highest probability. Beside each image is its \
map of integrated gradients (Sundararajan, Taly and Yan 2017): red pixels speak for the predicted class, blue ones \
against it. The grey line is the outline of the ink.";

const CALIBRATED: &str = "Probabilities are calibrated.";

fn card(explained: &Explained, subject: &Subject) -> Card {
    let Explained {
        mistake,
        image,
        map,
    } = explained;
    let answer = mistake.answer;
    let index = mistake.index;
    let [label, taken] = [answer.label, answer.predicted].map(|class| subject.class(class));
    Card {
        pictures: vec![
            Picture {
                png: image.clone(),
                alternative: format!("Image {index} of the test set, class {label}"),
            },
            Picture {
                png: map.clone(),
                alternative: format!(
                    "What in image {index} speaks for class {taken}, and against it"
                ),
            },
        ],
        title: format!("{label}, predicted {taken}"),
        note: format!(
            "probability {}, image {index}",
            percent(Some(answer.probability))
        ),
    }
}
