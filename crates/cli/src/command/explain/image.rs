//! Images explained: their maps computed, drawn and described.

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
use crate::input::{Named, remarks};
use crate::output::Output;

/// An image with its maps.
struct Mapped {
    input: Input,
    explained: explain::Explained,
    /// The PNG that was written.
    picture: Option<String>,
}

/// Explains each image that was named. If a picture cannot be read, the command fails after the others.
pub fn explain(
    model: &OpenModel,
    named: &Named,
    arguments: &Explain,
    destination: Option<&Destination>,
    context: &Context<'_>,
    output: Output,
) -> Result<(), Failure> {
    let source = ImageSource::from(arguments.source.clone());
    let inputs = named.read(model, &source, context)?;
    if let Some(destination) = destination {
        destination.check_holds(inputs.len())?;
    }
    let form = match inputs.len() {
        1 => Form::Object,
        _ => Form::List,
    };
    let mut mapped = Vec::new();
    let mut failures = Vec::new();
    for input in inputs {
        match input {
            Ok(input) => mapped.push(map(input, model, arguments, destination)?),
            Err(unreadable) => failures.push(unreadable.failure),
        }
    }
    show(&mapped, form, arguments.verbose, output)?;
    let Some(last) = failures.pop() else {
        return Ok(());
    };
    for failure in &failures {
        output.failure(failure);
    }
    Err(last)
}

fn map(
    input: Input,
    model: &OpenModel,
    arguments: &Explain,
    destination: Option<&Destination>,
) -> Result<Mapped, Failure> {
    let image = &input.prepared.image;
    let check = match arguments.sanity {
        true => SanityCheck::Run,
        false => SanityCheck::Omit,
    };
    let explained = explain::explain(model, image, arguments.class, check)?;
    let picture = match destination {
        Some(destination) => {
            let explanation = &explained.explanation;
            let png = draw::strip(&heading(&input, &explained), image, explanation)?;
            let path = destination.save(&file_name(&input.name, explanation.class), &png)?;
            Some(path.display().to_string())
        }
        None => None,
    };
    Ok(Mapped {
        input,
        explained,
        picture,
    })
}

/// What a picture says above its panels: `test[18]: 3 (94.1 %), labelled 3`.
fn heading(input: &Input, explained: &explain::Explained) -> String {
    let (prediction, class) = (&explained.prediction, explained.explanation.class);
    let share = |label: u8| 100.0 * prediction.probabilities[usize::from(label)];
    let label = prediction.label;
    let remarks = remarks(input, false);
    let mut text = format!("{}: {label} ({:.1} %){remarks}", input.name, share(label));
    if class != label {
        text += &format!("; explained as {class} ({:.1} %)", share(class));
    }
    text
}

/// What explanations are as JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    /// The one image that was named.
    Object,
    /// Several, less those that could not be read.
    List,
}

fn show(mapped: &[Mapped], form: Form, verbose: bool, output: Output) -> Result<(), Failure> {
    let all: Vec<_> = mapped
        .iter()
        .map(|one| explained(&one.input, &one.explained, one.picture.as_deref()))
        .collect();
    let text = || {
        let pairs = mapped.iter().zip(&all);
        let text = pairs.map(|(one, explained)| {
            let (image, checks) = (&one.input.prepared.image, &one.explained.checks);
            drawing(image, &one.explained.explanation, output)
                + &words(explained, &one.input, checks, verbose)
        });
        text.collect::<Vec<_>>().join("\n")
    };
    match (all.as_slice(), form) {
        ([], _) => Ok(()),
        ([one], Form::Object) => output.result(one, |_| text()),
        (several, _) => output.result(several, |_| text()),
    }
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
    draw::text(&panels, output.drawing_style())
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
