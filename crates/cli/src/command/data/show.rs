//! `data show`: digits on one picture, as they are or as augmentation changes them.

use burn_mnist_app::data::{DrawRequest, Drawn, draw};
use burn_mnist_app::file::{self, Existing};
use burn_mnist_data::Augmentation;
use burn_mnist_data::files::Part;

use crate::arguments::{Show, ShownSplit};
use crate::events::Terminal;
use crate::failure::Failure;
use crate::output::Output;

/// The most changed images of a row that a picture can hold.
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

/// Draws the digits that were asked for.
pub fn run(show: Show, output: Output) -> Result<(), Failure> {
    let existing = Existing::kept_unless(show.force);
    file::check(&show.out, existing)?;
    let request = DrawRequest {
        augmentations: augmentations(&show)?,
        dataset: show.dataset,
        data_dir: show.place.data_dir,
        part: match show.split {
            ShownSplit::Train => Part::Train,
            ShownSplit::Test => Part::Test,
        },
        count: show.count,
        seed: show.seed,
        out: show.out,
        existing,
    };
    let drawn = draw(&request, &Terminal::new(output).context())?;
    output.result(&drawn, describe)
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

fn describe(drawn: &Drawn) -> String {
    let (path, source) = (drawn.path.display(), &drawn.source);
    let mut text = format!(
        "wrote {path}: {}x{} pixels, {source}\n",
        drawn.width, drawn.height
    );
    for (number, row) in (1..).zip(&drawn.rows) {
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
