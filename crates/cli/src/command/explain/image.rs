//! One image explained: its maps computed, drawn and told.

use std::path::Path;

use burn_mnist_app::Context;
use burn_mnist_app::explain::{self, SanityCheck};
use burn_mnist_app::input::Input;
use burn_mnist_app::model::{ImageSource, OpenModel};
use burn_mnist_inference::explain::draw::{self, Panel};
use burn_mnist_inference::explain::{Explanation, Method};
use burn_mnist_model::Image;

use super::destination::Destination;
use super::report::{explained, words};
use crate::arguments::Explain;
use crate::failure::Failure;
use crate::input::inputs;
use crate::output::Output;

/// Explains the image that was named; nothing is printed unless its picture could be written.
pub fn explain(
    model: &OpenModel,
    arguments: &Explain,
    destination: Option<&Destination>,
    context: &Context<'_>,
    output: Output,
) -> Result<(), Failure> {
    let input = input(model, arguments, context)?;
    let image = &input.prepared.image;
    let check = match arguments.sanity {
        true => SanityCheck::Run,
        false => SanityCheck::Omit,
    };
    let explain::Explained {
        prediction,
        explanation,
        checks,
    } = explain::explain(model, image, arguments.class, check)?;
    let picture = match destination {
        Some(destination) => {
            let png = draw::strip(image, &explanation)?;
            let path = destination.save(&file_name(&input.name, explanation.class), &png)?;
            Some(path.display().to_string())
        }
        None => None,
    };

    let explained = explained(&input, &prediction, &explanation, &checks, picture);
    output.result(&explained, |explained| {
        drawing(image, &explanation, output) + &words(explained, &input, &checks)
    })
}

fn input(model: &OpenModel, arguments: &Explain, context: &Context<'_>) -> Result<Input, Failure> {
    let pictures: Vec<_> = arguments.picture.iter().cloned().collect();
    let indices: Vec<usize> = match pictures.is_empty() {
        true => arguments.index.into_iter().collect(),
        false => Vec::new(),
    };
    let source = ImageSource::from(arguments.source.clone());
    let mut inputs = inputs(&pictures, &indices, model, &source, context)?;
    inputs
        .pop()
        .ok_or_else(|| Failure::usage("name a picture, or an image with --index"))
}

/// `maps/three.png` and class 3 make `three-as-3`, `test[8]` makes `test-8-as-3`.
fn file_name(input: &str, class: u8) -> String {
    let stem = Path::new(input).file_stem().unwrap_or_default();
    let words = stem.to_string_lossy();
    let words: Vec<&str> = words
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    format!("{}-as-{class}", words.join("-"))
}

fn drawing(image: &Image, explanation: &Explanation, output: Output) -> String {
    let maps =
        Method::DRAWN.map(|method| (method.name(), Panel::of(explanation.map(method), image)));
    let panels: Vec<_> = std::iter::once(("input", Panel::Digit(image)))
        .chain(maps)
        .collect();
    draw::text(&panels, output.ink())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_is_called_after_its_input_and_class() {
        for (input, expected) in [
            ("test[8]", "test-8-as-3"),
            ("digits/Three (1).jpeg", "Three-1-as-3"),
            ("standard input", "standard-input-as-3"),
            ("..", "-as-3"),
        ] {
            assert_eq!(file_name(input, 3), expected);
        }
    }
}
