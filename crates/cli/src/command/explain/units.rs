//! The first layer's weights shown: a picture of all units, and the strongest in characters.

use burn_mnist_app::model::OpenModel;
use burn_mnist_inference::explain::draw::{self, Panel, Scale};
use burn_mnist_inference::explain::{Unit, units};
use serde::Serialize;

use super::destination::Destination;
use crate::arguments::Explain;
use crate::failure::Failure;
use crate::output::Output;

/// Units that are drawn in characters.
const DRAWN: usize = 4;

/// What `--format json` says of the first layer.
#[derive(Debug, Serialize)]
struct Shown {
    model: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    picture: Option<String>,
    units: Vec<ShownUnit>,
}

/// A unit, by its number within the layer.
#[derive(Debug, Serialize)]
struct ShownUnit {
    unit: usize,
    outgoing_norm: f64,
    largest_weight: f32,
}

/// Shows the units, those of the largest outgoing norm first.
pub fn show(
    model: &OpenModel,
    arguments: &Explain,
    destination: Option<&Destination>,
    output: Output,
) -> Result<(), Failure> {
    let units = units(model.saved.classifier())?;
    let scale = match arguments.each {
        true => Scale::Each,
        false => Scale::Common,
    };
    let picture = match destination {
        Some(destination) => {
            let path = destination.save("weights", &draw::captioned_unit_grid(&units, scale)?)?;
            Some(path.display().to_string())
        }
        None => None,
    };
    let shown = Shown {
        model: model.saved.weights().display().to_string(),
        picture,
        units: units.iter().map(shown_unit).collect(),
    };
    output.result(&shown, |shown| {
        drawing(&units, scale, output) + &words(shown)
    })
}

fn shown_unit(unit: &Unit) -> ShownUnit {
    ShownUnit {
        unit: unit.number,
        outgoing_norm: unit.outgoing_norm,
        largest_weight: unit.weights.largest(),
    }
}

fn drawing(units: &[Unit], scale: Scale, output: Output) -> String {
    let strongest = &units[..units.len().min(DRAWN)];
    let panels = draw::unit_panels(strongest, scale);
    let titles: Vec<String> = strongest
        .iter()
        .map(|unit| format!("unit {}, norm {:.2}", unit.number, unit.outgoing_norm))
        .collect();
    let titled: Vec<(&str, Panel)> = titles.iter().map(String::as_str).zip(panels).collect();
    draw::text(&titled, output.drawing_style())
}

fn words(shown: &Shown) -> String {
    let mut text = String::new();
    if let [strongest, .., weakest] = &shown.units[..] {
        text += &format!(
            "{} units, outgoing norm {:.2} (unit {}) to {:.2} (unit {})\n{}\n",
            shown.units.len(),
            strongest.outgoing_norm,
            strongest.unit,
            weakest.outgoing_norm,
            weakest.unit,
            shown.model,
        );
    }
    if let Some(picture) = &shown.picture {
        text += &format!("wrote {picture}: every unit, with its number and outgoing norm\n");
    }
    text
}
