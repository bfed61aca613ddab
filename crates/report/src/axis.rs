//! What an axis measures, in which unit and with which spacing.

use crate::number;

/// An axis of a chart.
#[derive(Clone, Debug, PartialEq)]
pub struct Axis {
    /// What is measured, as in `Latency`.
    pub label: String,
    /// The unit of its numbers, as in `ms`; none for counts and ratios.
    pub unit: Option<String>,
    /// How its numbers are laid out.
    pub spacing: Spacing,
    /// The least value in view. Points below it are left out, so that a few of them do not flatten all others.
    pub least: Option<f64>,
    /// The only values with a tick, ascending; without any, ticks are at round numbers. Only the horizontal axis of
    /// [`Lines`](crate::Lines) has them.
    pub ticks: Vec<f64>,
}

/// How numbers are laid out along an axis.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spacing {
    /// Evenly, from about the least value to about the greatest.
    Linear,
    /// Evenly, with zero always in view.
    FromZero,
    /// As [`Linear`](Self::Linear), for what is counted: ticks are at whole numbers.
    Whole,
    /// By their logarithm. What is not above zero has no place on it and is left out.
    Logarithmic,
}

impl Axis {
    /// An axis without a unit.
    pub fn new(label: impl Into<String>, spacing: Spacing) -> Self {
        Self {
            label: label.into(),
            unit: None,
            spacing,
            least: None,
            ticks: Vec::new(),
        }
    }

    /// The same axis, its numbers being in `unit`.
    #[must_use]
    pub fn in_unit(self, unit: impl Into<String>) -> Self {
        Self {
            unit: Some(unit.into()),
            ..self
        }
    }

    /// The same axis without the values below `least`.
    #[must_use]
    pub fn starting_at(self, least: f64) -> Self {
        Self {
            least: Some(least),
            ..self
        }
    }

    /// The same axis with ticks at these values alone.
    #[must_use]
    pub fn with_ticks(self, ticks: Vec<f64>) -> Self {
        Self { ticks, ..self }
    }

    /// Whether a value is not below the least one in view.
    pub(crate) fn has_in_view(&self, value: f64) -> bool {
        self.least.is_none_or(|least| value >= least)
    }

    /// The label with its unit and, where it is logarithmic, its scale, as in `Latency (ms, log scale)`.
    pub(crate) fn title(&self) -> String {
        let scale = (self.spacing == Spacing::Logarithmic).then_some("log scale");
        let unit = self.unit.as_deref().filter(|unit| !unit.is_empty());
        let unit = unit.filter(|_| !self.has_units_at_ticks());
        let remarks: Vec<&str> = unit.into_iter().chain(scale).collect();
        match remarks.is_empty() {
            true => self.label.clone(),
            false => format!("{} ({})", self.label, remarks.join(", ")),
        }
    }

    /// Whether ticks have units of their own: a logarithmic axis of times spans several units.
    pub(crate) fn has_units_at_ticks(&self) -> bool {
        let unit = self.unit.as_deref().unwrap_or_default();
        self.spacing == Spacing::Logarithmic && number::time(1.0, unit).is_some()
    }

    /// A value with its unit and about four digits, as in `12.35 ms`.
    pub(crate) fn quantity(&self, value: f64) -> String {
        match &self.unit {
            Some(unit) => format!("{} {unit}", number::detailed(value)),
            None => number::detailed(value),
        }
    }

    /// A value in three digits; a time with the unit that fits it, as in `2.50 s`.
    pub(crate) fn brief(&self, value: f64) -> String {
        let unit = self.unit.as_deref().unwrap_or_default();
        match number::time(value, unit) {
            Some((value, unit)) => format!("{} {unit}", number::three_digits(value)),
            None => number::compact(value),
        }
    }
}
