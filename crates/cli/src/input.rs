//! Digits that a user names on the command line.

use std::io;
use std::path::{Path, PathBuf};

use burn_mnist_app::Context;
use burn_mnist_app::input::Input;
use burn_mnist_app::model::{ImageSource, OpenModel};

use crate::failure::Failure;

/// The pictures, where `-` is standard input, and after them the images of the test set.
pub fn inputs(
    pictures: &[PathBuf],
    indices: &[usize],
    model: &OpenModel,
    source: &ImageSource,
    context: &Context<'_>,
) -> Result<Vec<Input>, Failure> {
    let standard_inputs = pictures.iter().filter(|path| is_standard_input(path));
    if standard_inputs.count() > 1 {
        return Err(Failure::usage(
            "`-` may be given once: standard input holds one picture",
        ));
    }
    let mut inputs = Vec::new();
    for path in pictures {
        inputs.push(picture(path)?);
    }
    inputs.extend(Input::test_images(indices, model, source, context)?);
    Ok(inputs)
}

fn picture(path: &Path) -> Result<Input, Failure> {
    Ok(match is_standard_input(path) {
        true => Input::picture_from(io::stdin().lock(), "standard input")?,
        false => Input::picture(path)?,
    })
}

fn is_standard_input(path: &Path) -> bool {
    path == Path::new("-")
}

/// What is known of an input beside what the network says, to end a line with.
pub fn remarks(input: &Input) -> String {
    let mut remarks = String::new();
    if let Some(expected) = input.expected {
        remarks += &format!(", labelled {expected}");
    }
    if input.prepared.inverted {
        remarks += ", inverted: the picture is dark on light";
    }
    remarks
}
