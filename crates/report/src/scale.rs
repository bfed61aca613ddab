//! From values to places on the page.

use crate::axis::{Axis, Spacing};
use crate::extent::{extent, is_drawable};
use crate::number;
use crate::ticks::{self, Ticks};

/// Where on a page each value of an axis lies, in the units of the drawing.
#[derive(Clone, Debug)]
pub(crate) struct Scale {
    spacing: Spacing,
    ticks: Ticks,
    start: f64,
    end: f64,
}

impl Scale {
    /// A scale on which all of `values` that can be drawn have a place between `start` and `end`,
    /// with about `wanted` ticks; none if there is nothing to draw.
    pub(crate) fn fit(
        spacing: Spacing,
        values: impl IntoIterator<Item = f64>,
        (start, end): (f64, f64),
        wanted: usize,
    ) -> Option<Self> {
        let (low, high) = extent(values, spacing)?;
        let ticks = match spacing {
            Spacing::Linear => ticks::linear(low, high, wanted),
            Spacing::Whole => ticks::whole(low, high, wanted),
            Spacing::FromZero if low == high && low == 0.0 => ticks::linear(0.0, 1.0, wanted),
            Spacing::FromZero => ticks::linear(low.min(0.0), high.max(0.0), wanted),
            Spacing::Logarithmic => ticks::logarithmic(low, high, wanted),
        };
        Some(Self {
            spacing,
            ticks,
            start,
            end,
        })
    }

    /// The same scale; each tick of a logarithmic axis of times has the unit that fits it.
    pub(crate) fn labelled_for(mut self, axis: &Axis) -> Self {
        let unit = axis.unit.as_deref().filter(|_| axis.has_units_at_ticks());
        for (value, label) in &mut self.ticks.labelled {
            if let Some((value, unit)) = unit.and_then(|unit| number::time(*value, unit)) {
                *label = format!("{} {unit}", number::compact(value));
            }
        }
        self
    }

    /// The place of a value; none if it has none.
    pub(crate) fn place(&self, value: f64) -> Option<f64> {
        is_drawable(value, self.spacing).then(|| {
            let (low, high) = (self.along(self.ticks.low), self.along(self.ticks.high));
            let share = (self.along(value) - low) / (high - low);
            self.start + share * (self.end - self.start)
        })
    }

    /// The places of the ticks with what each is called.
    pub(crate) fn ticks(&self) -> impl Iterator<Item = (f64, &str)> {
        self.ticks
            .labelled
            .iter()
            .filter_map(|(value, label)| Some((self.place(*value)?, label.as_str())))
    }

    /// The places of gridlines between the ticks: on a logarithmic axis they show that it is one.
    pub(crate) fn minor_ticks(&self) -> impl Iterator<Item = f64> {
        self.ticks
            .minor
            .iter()
            .filter_map(|value| self.place(*value))
    }

    fn along(&self, value: f64) -> f64 {
        match self.spacing {
            Spacing::Linear | Spacing::FromZero | Spacing::Whole => value,
            Spacing::Logarithmic => value.log10(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fit(spacing: Spacing, values: &[f64]) -> Scale {
        Scale::fit(spacing, values.iter().copied(), (0.0, 100.0), 5).unwrap()
    }

    #[test]
    fn the_ends_of_the_axis_are_the_ends_of_the_drawing() {
        let scale = fit(Spacing::Linear, &[0.0, 10.0]);
        assert_eq!(scale.place(0.0), Some(0.0));
        assert_eq!(scale.place(5.0), Some(50.0));
        assert_eq!(scale.place(10.0), Some(100.0));
    }

    #[test]
    fn equal_ratios_are_equal_distances_on_a_logarithmic_axis() {
        let scale = fit(Spacing::Logarithmic, &[1.0, 100.0]);
        assert_eq!(scale.place(10.0), Some(50.0));
        assert_eq!(scale.place(0.0), None);
        assert_eq!(scale.place(-1.0), None);
    }

    #[test]
    fn zero_is_in_view_where_it_was_asked_for() {
        let scale = fit(Spacing::FromZero, &[90.0, 95.0]);
        assert_eq!(scale.place(0.0), Some(0.0));
        assert_eq!(fit(Spacing::FromZero, &[0.0]).place(0.0), Some(0.0));
    }

    #[test]
    fn what_is_no_number_has_no_place() {
        let scale = fit(Spacing::Linear, &[0.0, 1.0]);
        for value in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
            assert_eq!(scale.place(value), None);
        }
        assert!(Scale::fit(Spacing::Linear, [f64::NAN], (0.0, 1.0), 5).is_none());
    }
}
