//! From values to places on the page.

use crate::axis::{Axis, Spacing};
use crate::extent::{extent, is_drawable};
use crate::ticks::{self, Ticks};
use crate::{label, number};

/// Where on a page each value of an axis lies, in the units of the drawing.
#[derive(Clone, Debug)]
pub(crate) struct Scale {
    spacing: Spacing,
    ticks: Ticks,
    start: f64,
    end: f64,
}

/// Share of the span of the ticks that is left free at each end, where they are given.
const INSET: f64 = 0.08;
/// Between the labels of two ticks.
const LABEL_GAP: f64 = 6.0;

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

    /// The same scale with ticks at `values` alone, as far as their labels have room, and with some space between them
    /// and the ends. Without a value it stays as it is.
    pub(crate) fn with_ticks_at(mut self, values: &[f64]) -> Self {
        let drawable = values
            .iter()
            .copied()
            .filter(|value| is_drawable(*value, self.spacing));
        let (low, high) = drawable
            .clone()
            .fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| {
                (low.min(value), high.max(value))
            });
        if low >= high {
            return self;
        }
        self.ticks.minor.clear();
        (self.ticks.low, self.ticks.high) = match self.spacing {
            Spacing::Logarithmic => {
                let factor = (high / low).powf(INSET);
                (low / factor, high * factor)
            }
            Spacing::Linear | Spacing::FromZero | Spacing::Whole => {
                let margin = INSET * (high - low);
                (low - margin, high + margin)
            }
        };
        let mut free = f64::NEG_INFINITY;
        let mut labelled = Vec::new();
        for value in drawable {
            let name = number::detailed(value);
            let half = label::width(&name) / 2.0;
            if let Some(place) = self.place(value).filter(|place| place - half >= free) {
                free = place + half + LABEL_GAP;
                labelled.push((value, name));
            }
        }
        self.ticks.labelled = labelled;
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
    fn given_ticks_have_space_around_them_and_labels_that_do_not_overlap() {
        let scale = Scale::fit(Spacing::Logarithmic, [0.001, 0.01], (0.0, 400.0), 5).unwrap();
        let scale = scale.with_ticks_at(&[0.001, 0.003, 0.00301, 0.01]);
        let ticks: Vec<_> = scale.ticks().collect();
        let labels: Vec<_> = ticks.iter().map(|(_, label)| *label).collect();
        assert_eq!(labels, ["0.001", "0.003", "0.01"]);
        assert!(ticks[0].0 > 20.0 && ticks[2].0 < 380.0, "{ticks:?}");
        let one = fit(Spacing::Linear, &[0.0, 10.0]).with_ticks_at(&[5.0]);
        assert_eq!(one.place(5.0), Some(50.0));
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
