//! The CSV file that `evaluate --predictions` writes, read back.

use crate::sandbox::Sandbox;

/// The first line, as documented.
const HEADER: &str = "index,label,prediction,logit_0,logit_1,logit_2,logit_3,logit_4,\
                      logit_5,logit_6,logit_7,logit_8,logit_9";

/// One image's line.
#[derive(Debug)]
pub struct Row {
    pub index: usize,
    pub label: u8,
    pub prediction: u8,
    pub logits: [f32; 10],
}

/// Reads the file `name`.
#[track_caller]
pub fn read(sandbox: &Sandbox, name: &str) -> Vec<Row> {
    let text = sandbox.read(name);
    let mut lines = text.lines();
    assert_eq!(lines.next(), Some(HEADER));
    lines.map(row).collect()
}

fn row(line: &str) -> Row {
    let cells: Vec<&str> = line.split(',').collect();
    let logits: Vec<f32> = cells[3..]
        .iter()
        .map(|cell| cell.parse().unwrap())
        .collect();
    Row {
        index: cells[0].parse().unwrap(),
        label: cells[1].parse().unwrap(),
        prediction: cells[2].parse().unwrap(),
        logits: logits.try_into().unwrap(),
    }
}

/// Two backends agree: the same label for every image, logits within 1e-4.
#[track_caller]
pub fn assert_agree(reference: &[Row], other: &[Row]) {
    assert_eq!(reference.len(), other.len());
    for (a, b) in reference.iter().zip(other) {
        assert_eq!(
            (a.index, a.prediction),
            (b.index, b.prediction),
            "{a:?} {b:?}"
        );
        for (a, b) in a.logits.iter().zip(b.logits) {
            assert!((a - b).abs() <= 1e-4, "logits {a} and {b}");
        }
    }
}
