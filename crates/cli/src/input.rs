//! A digit that a user names, as a picture or an image of the test set, made ready for a network.

use std::io;
use std::path::Path;

use burn_mnist_inference::picture::{self, Prepared};

use crate::arguments::{EvaluatedSplit, Source};
use crate::failure::Failure;
use crate::output::Output;
use crate::saved::Saved;

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
    /// The picture at `path`; `-` is standard input.
    pub fn picture(path: &Path) -> Result<Self, Failure> {
        let (name, prepared) = if path == Path::new("-") {
            let name = "standard input".to_owned();
            let prepared = picture::read_from(io::stdin().lock(), &name)?;
            (name, prepared)
        } else {
            (path.display().to_string(), picture::read(path)?)
        };
        Ok(Self {
            name,
            prepared,
            expected: None,
        })
    }

    /// Images of the test set, counted from 0; without any, no data need be looked for.
    pub fn test_images(
        indices: &[usize],
        saved: &Saved,
        source: Source,
        output: Output,
    ) -> Result<Vec<Self>, Failure> {
        if indices.is_empty() {
            return Ok(Vec::new());
        }
        let all = Some(usize::MAX);
        let test = saved
            .labelled(source, EvaluatedSplit::Test, all, output)?
            .digits;
        let mut inputs = Vec::new();
        for index in indices {
            let (Some(image), Some(label)) = (test.images().get(*index), test.labels().get(*index))
            else {
                let last = test.len().saturating_sub(1);
                return Err(Failure::usage(format!(
                    "--index takes 0 to {last}; found {index}"
                )));
            };
            let prepared = Prepared {
                image: *image,
                inverted: false,
            };
            inputs.push(Self {
                name: format!("test[{index}]"),
                prepared,
                expected: Some(*label),
            });
        }
        Ok(inputs)
    }

    /// What is known of it beside what the network says, to end a line with.
    pub fn remarks(&self) -> String {
        let mut remarks = String::new();
        if let Some(expected) = self.expected {
            remarks += &format!(", labelled {expected}");
        }
        if self.prepared.inverted {
            remarks += ", inverted: the picture is dark on light";
        }
        remarks
    }
}
