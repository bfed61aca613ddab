//! `data show`: digits on one picture, as they are or as augmentation changes them.

use std::path::PathBuf;

use burn_mnist_data::sheet::Sheet;
use burn_mnist_data::{Augmentation, DigitSet};
use burn_mnist_model::Image;
use serde::Serialize;

use crate::arguments::{Show, ShownSplit};
use crate::digits;
use crate::failure::{Failure, Kind};
use crate::new_file;
use crate::output::Output;

/// How many times as large as they are images are drawn.
const ZOOM: usize = 2;

/// Images drawn, unless told otherwise, and the least of a row where they are not changed.
const COUNT: usize = 100;
const COLUMNS: usize = 20;

/// Changed images of a row, unless told otherwise, and the most that a picture can hold.
const CHANGED: usize = 10;
const MOST_CHANGED: usize = 1_000;

/// Each transformation alone, at a strength that one sees.
const EACH: [&str; 8] = [
    "shift=5",
    "rotate=30",
    "scale=0.3",
    "shear=30",
    "crop=5",
    "elastic=40",
    "noise=0.2",
    "erase=14",
];

/// What was drawn, and where.
#[derive(Serialize)]
struct Shown {
    path: PathBuf,
    source: String,
    width: usize,
    height: usize,
    rows: Vec<Row>,
}

/// A row of the picture, from the top.
#[derive(Serialize)]
struct Row {
    /// Positions within the split, from the left; of an augmented row the one image that is changed.
    indices: Vec<usize>,
    labels: Vec<u8>,
    /// What was done to all but the first image.
    #[serde(skip_serializing_if = "Option::is_none")]
    augmentation: Option<Augmentation>,
    #[serde(skip)]
    images: Vec<Image>,
}

/// Draws the digits that were asked for.
pub fn run(show: Show, output: Output) -> Result<(), Failure> {
    new_file::check(&show.out, show.force)?;
    let augmentations = augmentations(&show)?;
    let digits = digits::load(show.dataset, show.place.data_dir.clone(), output)?;
    let set = match show.split {
        ShownSplit::Train => digits.train,
        ShownSplit::Test => digits.test,
    };
    let mut rows = match augmentations {
        Some(augmentations) => augmented(&set, &augmentations, &show),
        None => plain(&set.first(show.count.unwrap_or(COUNT))),
    };
    let images = rows.iter_mut().map(|row| std::mem::take(&mut row.images));
    let sheet = Sheet::new(images.collect(), ZOOM);
    let png = sheet
        .png()
        .map_err(|error| Failure::new(Kind::Failure, error.to_string()).hint("lower --count"))?;
    new_file::write(&show.out, &png, show.force)?;
    let shown = Shown {
        path: show.out,
        source: digits.source,
        width: sheet.width(),
        height: sheet.height(),
        rows,
    };
    output.result(&shown, describe)
}

/// What is done to the images of each row, if anything is.
fn augmentations(show: &Show) -> Result<Option<Vec<Augmentation>>, Failure> {
    if show.augment.is_none() && !show.augmented {
        return Ok(None);
    }
    if show.count.is_some_and(|count| count > MOST_CHANGED) {
        let message = format!("--count: a row holds at most {MOST_CHANGED} changed images");
        return Err(Failure::usage(message));
    }
    let wanted = EACH.map(|each| match show.augment {
        Some(augmentation) => Ok(augmentation),
        None => each.parse::<Augmentation>(),
    });
    let wanted: Result<Vec<_>, _> = wanted.into_iter().collect();
    match wanted {
        Ok(wanted) => Ok(Some(wanted)),
        Err(error) => Err(Failure::usage(error.to_string())),
    }
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
fn augmented(set: &DigitSet, augmentations: &[Augmentation], show: &Show) -> Vec<Row> {
    let epochs = show.count.unwrap_or(CHANGED);
    let digits = set.images().iter().zip(set.labels()).enumerate();
    let rows = digits.zip(augmentations);
    rows.map(|((index, (image, label)), augmentation)| {
        let changed = (1..=epochs).map(|epoch| augmentation.apply(image, show.seed, epoch, index));
        Row {
            indices: vec![index],
            labels: vec![*label],
            augmentation: Some(*augmentation),
            images: std::iter::once(*image).chain(changed).collect(),
        }
    })
    .collect()
}

fn describe(shown: &Shown) -> String {
    let (path, source) = (shown.path.display(), &shown.source);
    let mut text = format!(
        "{path}: {}x{} pixels, {source}\n",
        shown.width, shown.height
    );
    for (number, row) in (1..).zip(&shown.rows) {
        let labels: Vec<String> = row.labels.iter().map(u8::to_string).collect();
        let labels = labels.join(" ");
        let first = row.indices.first().copied().unwrap_or_default();
        text += &match &row.augmentation {
            Some(augmentation) => {
                format!("  row {number}: image {first}, a {labels}, then {augmentation}\n")
            }
            None => format!("  row {number}: from image {first}: {labels}\n"),
        };
    }
    text
}
