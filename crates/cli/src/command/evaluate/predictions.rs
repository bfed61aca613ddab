//! `--predictions`: what the network made of each image, as a spreadsheet.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;

use burn_mnist_data::DigitSet;
use burn_mnist_model::CLASSES;
use burn_mnist_model::output::argmax;

/// Writes index, label, prediction and logits of each image, a line each.
pub fn write(path: &Path, digits: &DigitSet, logits: &[[f32; CLASSES]]) -> io::Result<()> {
    let mut file = BufWriter::new(File::create(path)?);
    let columns: Vec<String> = (0..CLASSES).map(|class| format!("logit_{class}")).collect();
    writeln!(file, "index,label,prediction,{}", columns.join(","))?;
    for (index, (label, logits)) in digits.labels().iter().zip(logits).enumerate() {
        let columns: Vec<String> = logits.iter().map(ToString::to_string).collect();
        writeln!(
            file,
            "{index},{label},{},{}",
            argmax(logits),
            columns.join(",")
        )?;
    }
    file.flush()
}
