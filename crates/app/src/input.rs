//! Digits that a caller names, as pictures or as images of the test set, made ready for a network.

use std::io::Read;
use std::ops::RangeInclusive;
use std::path::Path;

use burn_mnist_inference::picture::{self, Prepared};

use crate::context::Context;
use crate::error::AppError;
use crate::model::{ImageSource, MeasuredSplit, ModelRequestError, OpenModel};

/// A digit to look at.
pub struct Input {
    /// What a user calls it.
    pub name: String,
    /// What the network sees.
    pub prepared: Prepared,
    /// Its label, where it has one.
    pub expected: Option<u8>,
}

impl Input {
    /// The picture at `path`.
    ///
    /// # Errors
    ///
    /// [`AppError::Picture`].
    pub fn picture(path: &Path) -> Result<Self, AppError> {
        Ok(Self {
            name: path.display().to_string(),
            prepared: picture::read(path)?,
            expected: None,
        })
    }

    /// The picture that `reader` gives, called `name`.
    ///
    /// # Errors
    ///
    /// [`AppError::Picture`].
    pub fn picture_from(reader: impl Read, name: &str) -> Result<Self, AppError> {
        Ok(Self {
            name: name.to_owned(),
            prepared: picture::read_from(reader, name)?,
            expected: None,
        })
    }

    /// Images of the test set of the model's run, counted from 0; without any, no data need be looked for.
    ///
    /// # Errors
    ///
    /// [`AppError::ModelRequest`] for an image that is not there, and what [`OpenModel::labelled`] fails with.
    pub fn test_images(
        indices: &[RangeInclusive<usize>],
        model: &OpenModel,
        source: &ImageSource,
        context: &Context<'_>,
    ) -> Result<Vec<Self>, AppError> {
        if indices.is_empty() {
            return Ok(Vec::new());
        }
        let all = Some(usize::MAX);
        let test = model
            .labelled(source, MeasuredSplit::Test, all, context)?
            .digits;
        let mut inputs = Vec::new();
        for range in indices {
            // Before anything is made of a range that may be as long as one can type.
            if *range.end() >= test.len() {
                return Err(ModelRequestError::NoSuchImage {
                    last: test.len().saturating_sub(1),
                    found: *range.end(),
                }
                .into());
            }
            let images = test.images().iter().zip(test.labels()).enumerate();
            let wanted = images
                .skip(*range.start())
                .take_while(|(index, _)| range.contains(index));
            inputs.extend(wanted.map(|(index, (image, label))| Self {
                name: format!("test[{index}]"),
                prepared: Prepared {
                    image: *image,
                    inverted: false,
                },
                expected: Some(*label),
            }));
        }
        Ok(inputs)
    }
}
