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
        size if size < 1e-3 => write!(f, "{} us", digits(value * 1e6)),
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
    fn units_fit_the_size() {
        let spelt = [
            (Quantity::ImagesPerSecond(67_761.4), "67,761/s"),
            (Quantity::ImagesPerSecond(999.0), "999/s"),
            (Quantity::Microseconds(14.25), "14.2 us"),
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
