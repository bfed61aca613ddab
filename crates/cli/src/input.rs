//! Digits that a user names on the command line.

use std::ffi::OsStr;
use std::io;
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};

use burn_mnist_app::Context;
use burn_mnist_app::input::Input;
use burn_mnist_app::model::{ImageSource, OpenModel};

use crate::arguments::Indices;
use crate::failure::Failure;
use crate::invocation::quoted;

/// A picture that could not be read.
pub struct Unreadable {
    /// What the user called it.
    pub name: String,
    /// Why not.
    pub failure: Failure,
}

/// Pictures and images of the test set, as they were named.
#[derive(Clone, Debug)]
pub struct Named {
    pictures: Vec<PathBuf>,
    indices: Vec<RangeInclusive<usize>>,
}

impl Named {
    /// Checks what was typed before anything is opened.
    ///
    /// # Errors
    ///
    /// A usage failure if nothing was named, or something that cannot be meant.
    pub fn new(
        network: &Path,
        pictures: Vec<PathBuf>,
        indices: Vec<Indices>,
    ) -> Result<Self, Failure> {
        let indices: Vec<_> = indices.into_iter().flat_map(|indices| indices.0).collect();
        if pictures.is_empty() && indices.is_empty() {
            if is_picture(network) {
                let message = format!("{} is a picture, and no run is named", network.display());
                return Err(Failure::usage(message).hint(format!(
                    "name the run first: `burn-mnist predict latest {}`",
                    quoted(network)
                )));
            }
            let message = "no image is named: name a PNG or JPEG picture, or an image of the test set with --index";
            return Err(Failure::usage(message).hint(
                "`--index 0` needs no picture; a clone of the repository has one: crates/inference/examples/seven.png",
            ));
        }
        if pictures
            .iter()
            .filter(|path| is_standard_input(path))
            .count()
            > 1
        {
            return Err(Failure::usage(
                "`-` may be given once: standard input holds one picture",
            ));
        }
        match pictures.iter().find(|path| is_stray_index(path)) {
            Some(stray) if !indices.is_empty() => Err(separate(stray, &pictures, &indices)),
            _ => Ok(Self { pictures, indices }),
        }
    }

    /// The pictures, where `-` is standard input, and after them the images of the test set. A picture that cannot
    /// be read does not keep the others from being read.
    ///
    /// # Errors
    ///
    /// The test set cannot be read, or does not have the image.
    pub fn read(
        &self,
        model: &OpenModel,
        source: &ImageSource,
        context: &Context<'_>,
    ) -> Result<Vec<Result<Input, Unreadable>>, Failure> {
        let images = Input::test_images(&self.indices, model, source, context)?;
        if !self.pictures.is_empty() {
            model.note_synthetic_training(context);
        }
        let pictures = self.pictures.iter().map(|path| picture(path));
        Ok(pictures.chain(images.into_iter().map(Ok)).collect())
    }
}

/// Whether a file of this name exists and is called like a picture.
fn is_picture(path: &Path) -> bool {
    let extension = path.extension().and_then(OsStr::to_str);
    let is_known = extension.is_some_and(|extension| {
        ["png", "jpg", "jpeg"]
            .iter()
            .any(|known| extension.eq_ignore_ascii_case(known))
    });
    is_known && path.is_file()
}

fn picture(path: &Path) -> Result<Input, Unreadable> {
    let (name, read) = match is_standard_input(path) {
        true => {
            let name = "standard input".to_owned();
            let read = Input::picture_from(io::stdin().lock(), &name);
            (name, read)
        }
        false => (path.display().to_string(), Input::picture(path)),
    };
    read.map_err(|error| Unreadable {
        name,
        failure: error.into(),
    })
}

fn is_standard_input(path: &Path) -> bool {
    path == Path::new("-")
}

/// Whether the path is an index that stands apart from its option.
fn is_stray_index(path: &Path) -> bool {
    let text = path.to_string_lossy();
    text.parse::<Indices>().is_ok() && !path.exists()
}

/// The refusal of `--index 1 2 3`.
fn separate(stray: &Path, pictures: &[PathBuf], indices: &[RangeInclusive<usize>]) -> Failure {
    let given = indices
        .iter()
        .map(|range| match range.start() == range.end() {
            true => range.start().to_string(),
            false => format!("{}-{}", range.start(), range.end()),
        });
    let strays = pictures.iter().filter(|path| is_stray_index(path));
    let strays = strays.map(|path| path.display().to_string());
    let all: Vec<String> = given.chain(strays).collect();
    let message = format!(
        "{} is taken as a picture, and there is no such file: --index takes one list without spaces",
        stray.display()
    );
    Failure::usage(message).hint(format!("write --index {}", all.join(",")))
}

/// What is known of an input beside the prediction, to end a line with.
pub fn remarks(input: &Input, verbose: bool) -> String {
    let mut remarks = String::new();
    if let Some(expected) = input.expected {
        remarks += &format!(", labelled {expected}");
    }
    if verbose && input.prepared.inverted {
        remarks += ", inverted: the picture is dark on light";
    }
    remarks
}
