//! Bars: one value for each category and series, side by side to be compared.

mod draw;

pub(crate) use draw::{draw, error_bar};

use crate::axis::Axis;

/// Bars from left to right, a group of them for each category.
///
/// On a logarithmic axis points stand for the bars: there is no zero for a length to begin at.
#[derive(Clone, Debug, PartialEq)]
pub struct Bars {
    /// What the values are. Linear spacing begins at zero, as bars must.
    pub axis: Axis,
    /// The names of the groups, from the top.
    pub categories: Vec<String>,
    /// The series; each has a bar in every group.
    pub series: Vec<BarSeries>,
}

/// One bar for each category.
#[derive(Clone, Debug, PartialEq)]
pub struct BarSeries {
    /// What the bars have in common.
    pub name: String,
    /// One bar a category, in their order. One too few is missing; one too many is not drawn.
    pub bars: Vec<Bar>,
}

/// One bar, or why it is missing.
#[derive(Clone, Debug, PartialEq)]
pub enum Bar {
    /// A value, in the unit of the axis. A value that is not finite is drawn as missing.
    Value {
        /// How long the bar is.
        value: f64,
        /// What the error bar spans.
        interval: Option<Interval>,
    },
    /// No value, and the reason in a few words.
    Missing(String),
}

/// What an error bar spans, in the unit of the axis. Left out if an end is no number.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    /// The lower end.
    pub low: f64,
    /// The upper end.
    pub high: f64,
}

impl Bar {
    /// A bar without an error bar.
    pub fn value(value: f64) -> Self {
        Self::Value {
            value,
            interval: None,
        }
    }

    /// A bar with an error bar.
    pub fn between(value: f64, low: f64, high: f64) -> Self {
        Self::Value {
            value,
            interval: Some(Interval { low, high }),
        }
    }

    /// Every number it needs a place for.
    pub(crate) fn values(&self) -> impl Iterator<Item = f64> {
        let (value, interval) = match self {
            Self::Value { value, interval } => (Some(*value), *interval),
            Self::Missing(_) => (None, None),
        };
        let ends = interval.map(|Interval { low, high }| [low, high]);
        value.into_iter().chain(ends.into_iter().flatten())
    }
}
