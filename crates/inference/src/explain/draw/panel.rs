//! One image or map among others that are drawn together.

use burn_mnist_model::Image;

use super::colour::{Rgb, diverging};
use crate::explain::{Map, Unit};

/// 28x28 pixels to draw.
#[derive(Clone, Copy, Debug)]
pub enum Panel<'a> {
    /// An image, in grey.
    Digit(&'a Image),
    /// A map, in blue, white and red.
    Map {
        /// The map.
        map: &'a Map,
        /// The absolute value that has the fullest colour.
        largest: f32,
        /// The image it is of, whose outline a picture shows.
        outline: Option<&'a Image>,
    },
}

impl<'a> Panel<'a> {
    /// A map on its own scale, over the outline of its image.
    pub fn of(map: &'a Map, image: &'a Image) -> Self {
        Self::Map {
            map,
            largest: map.largest(),
            outline: Some(image),
        }
    }

    pub(super) fn colour(&self, at: usize) -> Rgb {
        match self {
            Self::Digit(image) => [image.0[at]; 3],
            Self::Map { .. } => diverging(self.value(at)),
        }
    }

    /// From -1 to 1 on the panel's scale: 0 to 1 for an image.
    pub(super) fn value(&self, at: usize) -> f32 {
        match self {
            Self::Digit(image) => f32::from(image.0[at]) / 255.0,
            // A map of zeros has no scale.
            Self::Map { largest: 0.0, .. } => 0.0,
            Self::Map { map, largest, .. } => map.0[at] / largest,
        }
    }
}

/// What the fullest colour of a unit stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scale {
    /// The largest weight of all units: their strength can be compared.
    Common,
    /// The unit's own largest weight: their shapes can be seen.
    Each,
}

/// A panel for each of `units`, in their order.
pub fn unit_panels(units: &[Unit], scale: Scale) -> Vec<Panel<'_>> {
    let largest = units.iter().map(|unit| unit.weights.largest());
    let common = largest.fold(0.0, f32::max);
    let panels = units.iter().map(|unit| Panel::Map {
        map: &unit.weights,
        largest: match scale {
            Scale::Common => common,
            Scale::Each => unit.weights.largest(),
        },
        outline: None,
    });
    panels.collect()
}
