//! Numbers as people read them: three or four digits that mean something, and a unit that fits.

use std::fmt;

/// A number and the unit it was measured in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Quantity {
    /// Images a second.
    ImagesPerSecond(f64),
    /// Microseconds.
    Microseconds(f64),
    /// Seconds.
    Seconds(f64),
    /// Bytes.
    Bytes(f64),
    /// Floating-point operations a second.
    FlopsPerSecond(f64),
    /// Bytes a second.
    BytesPerSecond(f64),
}

impl Quantity {
    /// A value of a metric's unit.
    pub fn of(unit: &str, value: f64) -> Self {
        match unit {
            "images/s" => Self::ImagesPerSecond(value),
            "s" => Self::Seconds(value),
            _ => Self::Microseconds(value),
        }
    }
}

impl fmt::Display for Quantity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::ImagesPerSecond(value) => write!(f, "{}/s", grouped(value)),
            Self::Microseconds(value) => seconds(f, value / 1e6),
            Self::Seconds(value) => seconds(f, value),
            Self::Bytes(value) => write!(f, "{} MiB", digits(value / f64::from(1 << 20))),
            Self::FlopsPerSecond(value) => write!(f, "{} GFLOP/s", digits(value / 1e9)),
            Self::BytesPerSecond(value) => write!(f, "{} GB/s", digits(value / 1e9)),
        }
    }
}

fn seconds(f: &mut fmt::Formatter<'_>, value: f64) -> fmt::Result {
    match value.abs() {
        size if size < 1e-3 => write!(f, "{} µs", digits(value * 1e6)),
        size if size < 1.0 => write!(f, "{} ms", digits(value * 1e3)),
        _ => write!(f, "{} s", digits(value)),
    }
}

/// Three digits that count, or all of a larger whole number.
pub(super) fn digits(value: f64) -> String {
    match value.abs() {
        size if size >= 100.0 => format!("{value:.0}"),
        size if size >= 10.0 => format!("{value:.1}"),
        size if size >= 1.0 || size == 0.0 => format!("{value:.2}"),
        size if size >= 0.001 => format!("{value:.3}"),
        _ => format!("{value:.1e}"),
    }
}

/// The unit that fits most of some values of a metric, and what a value is divided by to be in it.
pub(super) fn common_unit(unit: &str, values: &[f64]) -> (&'static str, f64) {
    let seconds = match unit {
        "images/s" => return ("images/s", 1.0),
        "s" => 1.0,
        _ => 1e-6,
    };
    let mut sizes: Vec<f64> = values.iter().map(|value| value.abs() * seconds).collect();
    sizes.sort_by(f64::total_cmp);
    let (name, size) = match sizes.get(sizes.len() / 2) {
        Some(size) if *size < 1e-3 => ("µs", 1e-6),
        Some(size) if *size < 1.0 => ("ms", 1e-3),
        _ => ("s", 1.0),
    };
    (name, size / seconds)
}

/// Three digits that count, with the thousands of a larger number apart: `0.928`, `1,130`, `150,000`.
pub(super) fn rounded(value: f64) -> String {
    if value.abs() < 1000.0 {
        return digits(value);
    }
    let power = 10f64.powf(value.abs().log10().floor() - 2.0);
    grouped((value / power).round() * power)
}

/// A share as a percentage: `97 %`, `97.5 %`.
pub(super) fn percent(share: f64) -> String {
    format!("{} %", (1e4 * share).round() / 100.0)
}

/// A whole number with its thousands apart.
fn grouped(value: f64) -> String {
    let whole = format!("{value:.0}");
    let mut text = String::new();
    for (index, digit) in whole.chars().enumerate() {
        let left = whole.len() - index;
        if index > 0 && left % 3 == 0 && digit != '-' {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_common_unit_fits_the_middle_value() {
        assert_eq!(common_unit("us", &[15.0, 40.0, 1_130.0]), ("µs", 1.0));
        assert_eq!(common_unit("s", &[0.01, 0.012, 3.2]), ("ms", 1e-3));
        assert_eq!(common_unit("s", &[0.9, 1.3, 4.2]), ("s", 1.0));
        assert_eq!(common_unit("images/s", &[0.1]), ("images/s", 1.0));
        assert_eq!(common_unit("us", &[2e6]), ("s", 1e6));
    }

    #[test]
    fn a_rounded_number_has_three_digits_that_count() {
        assert_eq!(
            [0.928, 99.96, 1_130.4, 150_118.0].map(rounded),
            ["0.928", "100.0", "1,130", "150,000"]
        );
    }

    #[test]
    fn units_fit_the_size() {
        let spelt = [
            (Quantity::ImagesPerSecond(67_761.4), "67,761/s"),
            (Quantity::ImagesPerSecond(999.0), "999/s"),
            (Quantity::Microseconds(14.25), "14.2 µs"),
            (Quantity::Microseconds(3_200_000.0), "3.20 s"),
            (Quantity::Seconds(0.0123), "12.3 ms"),
            (Quantity::Bytes(1_572_864.0), "1.50 MiB"),
            (Quantity::FlopsPerSecond(1.77e11), "177 GFLOP/s"),
        ];
        for (quantity, expected) in spelt {
            assert_eq!(quantity.to_string(), expected);
        }
    }
}
