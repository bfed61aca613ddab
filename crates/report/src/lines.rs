//! Lines and points over two axes: curves, distributions, rooflines.

mod draw;
mod path;
mod words;

pub(crate) use draw::draw;

use crate::axis::Axis;
use crate::series_style::Style;

/// Series over two axes.
#[derive(Clone, Debug, PartialEq)]
pub struct Lines {
    /// From left to right.
    pub x: Axis,
    /// From bottom to top.
    pub y: Axis,
    /// What is drawn.
    pub series: Vec<Series>,
    /// Values to compare with.
    pub references: Vec<Reference>,
}

/// Points of one kind. A point with a coordinate that has no place on its axis is left out, and a
/// line is broken there.
#[derive(Clone, Debug, PartialEq)]
pub struct Series {
    /// What the points have in common.
    pub name: String,
    /// What is drawn of them.
    pub drawing: Drawing,
    /// (x, y), in the order that a line joins them, in the units of the axes.
    pub points: Vec<(f64, f64)>,
    /// How it looks; as its position says where there is none.
    pub style: Option<Style>,
}

/// What is drawn of a series.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Drawing {
    /// A line from point to point.
    Line,
    /// The same with a marker on each point.
    MarkedLine,
    /// Level from each point to the next one's x, then up or down to it.
    Steps,
    /// A marker on each point.
    Points,
    /// A marker on each point with the series' name beside it, in place of the legend.
    LabelledPoints,
}

/// A level line right across.
#[derive(Clone, Debug, PartialEq)]
pub struct Reference {
    /// What it stands for.
    pub label: String,
    /// Its height, in the unit of the y axis.
    pub y: f64,
}

impl Series {
    /// A series of points.
    pub fn new(name: impl Into<String>, drawing: Drawing, points: Vec<(f64, f64)>) -> Self {
        Self {
            name: name.into(),
            drawing,
            points,
            style: None,
        }
    }

    /// The same in this style.
    #[must_use]
    pub fn styled(self, style: Style) -> Self {
        Self {
            style: Some(style),
            ..self
        }
    }

    /// The empirical distribution: for each sample, the share of samples that are not above it.
    /// What is no number does not count.
    pub fn distribution(name: impl Into<String>, samples: &[f64]) -> Self {
        let mut samples: Vec<_> = samples.iter().copied().filter(|x| !x.is_nan()).collect();
        samples.sort_by(f64::total_cmp);
        let count = samples.len() as f64;
        let least = samples.first().map(|x| (*x, 0.0));
        let rising = samples.iter().enumerate();
        let rising = rising.map(|(below, x)| (*x, (below as f64 + 1.0) / count));
        Self::new(
            name,
            Drawing::Steps,
            least.into_iter().chain(rising).collect(),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_distribution_rises_from_none_to_all_of_the_samples() {
        let series = Series::distribution("", &[3.0, 1.0, f64::NAN, 2.0, 2.0]);
        assert_eq!(
            series.points,
            [(1.0, 0.0), (1.0, 0.25), (2.0, 0.5), (2.0, 0.75), (3.0, 1.0)]
        );
        assert_eq!(Series::distribution("", &[]).points, []);
    }
}
