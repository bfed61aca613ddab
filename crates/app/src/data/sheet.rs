//! Digits on one picture, as they are or as augmentation changes them.

use std::path::PathBuf;

use burn_mnist_data::files::Part;
use burn_mnist_data::sheet::{self, Cell, Sheet};
use burn_mnist_data::{Augmentation, DigitSet};
use burn_mnist_model::Image;
use burn_mnist_settings::Dataset;
use serde::Serialize;

use super::error::DataRequestError;
use crate::context::Context;
use crate::digits;
use crate::error::AppError;
use crate::file::{self, Existing};

/// How many times as large as they are images are drawn, and if there are many.
const ZOOM: usize = 3;
const ZOOM_OF_MANY: usize = 2;

/// More images than this are many.
const MANY: usize = 1_000;

/// Images drawn unless set, and the least of a row where they are not changed.
const COUNT: usize = 100;
const COLUMNS: usize = 20;

/// Changed images of a row unless set.
const CHANGED: usize = 10;

/// Which digits to draw, and how.
#[derive(Clone, Debug)]
pub struct DrawRequest {
    /// Which digits.
    pub dataset: Dataset,
    /// A directory that holds them.
    pub data_dir: Option<PathBuf>,
    /// Which split.
    pub part: Part,
    /// How many images, or how many changed ones a row.
    pub count: Option<usize>,
    /// A row for each of these; rows of unchanged images where unset.
    pub augmentations: Option<Vec<Augmentation>>,
    /// Seed of the augmentation.
    pub seed: u64,
    /// The PNG to write.
    pub out: PathBuf,
    /// What happens to a file that is there.
    pub existing: Existing,
}

/// What was drawn, and where.
#[derive(Debug, Serialize)]
pub struct Drawn {
    /// The PNG.
    pub path: PathBuf,
    /// Where the digits came from, for people.
    pub source: String,
    /// Width in pixels.
    pub width: usize,
    /// Height in pixels.
    pub height: usize,
    /// Its rows, from the top.
    pub rows: Vec<Row>,
}

/// A row of the picture.
#[derive(Debug, Serialize)]
pub struct Row {
    /// Positions within the split, from the left; of an augmented row the one image that is changed.
    pub indices: Vec<usize>,
    /// Their labels.
    pub labels: Vec<u8>,
    /// What was done to all but the first image.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub augmentation: Option<Augmentation>,
    #[serde(skip)]
    images: Vec<Image>,
}

impl Row {
    /// Its images with their captions: `12: 7` is image 12, labelled 7.
    fn take_drawing(&mut self) -> sheet::Row {
        let images = std::mem::take(&mut self.images).into_iter();
        let known = self.indices.iter().zip(&self.labels);
        let known = known.map(|(index, label)| format!("{index}: {label}"));
        match &self.augmentation {
            None => sheet::Row {
                title: String::new(),
                cells: images.zip(known).map(cell).collect(),
            },
            Some(augmentation) => {
                let epochs = (1..).map(|epoch| format!("epoch {epoch}"));
                sheet::Row {
                    title: augmentation.to_string(),
                    cells: images.zip(known.chain(epochs)).map(cell).collect(),
                }
            }
        }
    }
}

fn cell((image, caption): (Image, String)) -> Cell {
    Cell {
        image,
        caption: vec![caption],
    }
}

/// Draws digits.
///
/// # Errors
///
/// [`AppError`] if they cannot be had, or the picture not be written.
pub fn draw(request: &DrawRequest, context: &Context<'_>) -> Result<Drawn, AppError> {
    file::check(&request.out, request.existing)?;
    let digits = digits::load(request.dataset, request.data_dir.clone(), context)?;
    let set = match request.part {
        Part::Train => digits.train,
        Part::Test => digits.test,
    };
    let mut rows = match &request.augmentations {
        Some(augmentations) => augmented(&set, augmentations, request),
        None => plain(&set.first(request.count.unwrap_or(COUNT))),
    };
    let many = rows.iter().map(|row| row.images.len()).sum::<usize>() > MANY;
    let zoom = if many { ZOOM_OF_MANY } else { ZOOM };
    let sheet = Sheet::new(rows.iter_mut().map(Row::take_drawing).collect(), zoom);
    let png = sheet.png().map_err(|error| DataRequestError::TooLarge {
        reason: error.to_string(),
    })?;
    file::write(&request.out, &png, request.existing)?;
    Ok(Drawn {
        path: request.out.clone(),
        source: digits.source,
        width: sheet.width(),
        height: sheet.height(),
        rows,
    })
}

/// Rows of as many images as make a large sheet a square.
fn plain(set: &DigitSet) -> Vec<Row> {
    let columns = set.len().isqrt().max(COLUMNS);
    let rows = (0..set.len()).step_by(columns).map(|first| {
        let range = first..set.len().min(first + columns);
        Row {
            indices: range.clone().collect(),
            labels: set.labels()[range.clone()].to_vec(),
            augmentation: None,
            images: set.images()[range].to_vec(),
        }
    });
    rows.collect()
}

/// A row an augmentation, each with an image of its own, as its first epochs see it.
fn augmented(set: &DigitSet, augmentations: &[Augmentation], request: &DrawRequest) -> Vec<Row> {
    let epochs = request.count.unwrap_or(CHANGED);
    let digits = set.images().iter().zip(set.labels()).enumerate();
    let rows = digits.zip(augmentations);
    rows.map(|((index, (image, label)), augmentation)| {
        let changed =
            (1..=epochs).map(|epoch| augmentation.apply(image, request.seed, epoch, index));
        Row {
            indices: vec![index],
            labels: vec![*label],
            augmentation: Some(*augmentation),
            images: std::iter::once(*image).chain(changed).collect(),
        }
    })
    .collect()
}
