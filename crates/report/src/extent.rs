//! The least and the greatest of the values that can be drawn.

use crate::axis::Spacing;

/// Magnitudes beyond these are no measured quantity, and their differences overflow.
const GREATEST: f64 = 1e300;
const LEAST: f64 = 1e-300;

/// Whether a value has a place on an axis.
pub(crate) fn is_drawable(value: f64, spacing: Spacing) -> bool {
    match spacing {
        Spacing::Linear | Spacing::FromZero | Spacing::Whole => value.abs() <= GREATEST,
        Spacing::Logarithmic => (LEAST..=GREATEST).contains(&value),
    }
}

/// The least and the greatest drawable value; `None` if no value is drawable.
pub(crate) fn extent(
    values: impl IntoIterator<Item = f64>,
    spacing: Spacing,
) -> Option<(f64, f64)> {
    values
        .into_iter()
        .filter(|value| is_drawable(*value, spacing))
        .fold(None, |extent, value| {
            let (low, high) = extent.unwrap_or((value, value));
            Some((value.min(low), value.max(high)))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_drawn_does_not_stretch_the_axis() {
        let values = [3.0, f64::NAN, f64::INFINITY, -2.0, 0.0, f64::MAX];
        assert_eq!(extent(values, Spacing::Linear), Some((-2.0, 3.0)));
        assert_eq!(extent(values, Spacing::Logarithmic), Some((3.0, 3.0)));
        assert_eq!(extent([f64::NAN], Spacing::Linear), None);
    }
}
