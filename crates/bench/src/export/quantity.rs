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

impl Quantity {
    /// The ends of an interval with their unit once, if they share it: `99,720 to 148,570/s`, `210 to 284 µs`.
    pub(super) fn range(unit: &str, low: f64, high: f64) -> String {
        let (low, high) = (
            Self::of(unit, low).to_string(),
            Self::of(unit, high).to_string(),
        );
        let unit_of = |text: &str| {
            let start = text.find(|c: char| !(c.is_ascii_digit() || c == '.' || c == ','));
            text[start.unwrap_or(text.len())..].to_owned()
        };
        let unit = unit_of(&high);
        match low.strip_suffix(unit.as_str()) {
            Some(low) if !unit.is_empty() => format!("{low} to {high}"),
            _ => format!("{low} to {high}"),
        }
    }
}

impl fmt::Display for Quantity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::ImagesPerSecond(value) => write!(f, "{}/s", grouped(value)),
            Self::Microseconds(value) => seconds(f, value / 1e6),
            Self::Seconds(value) => seconds(f, value),
            Self::Bytes(value) => bytes(f, value),
            Self::FlopsPerSecond(value) => write!(f, "{} GFLOP/s", digits(value / 1e9)),
            Self::BytesPerSecond(value) => write!(f, "{} GB/s", digits(value / 1e9)),
        }
    }
}

fn bytes(f: &mut fmt::Formatter<'_>, value: f64) -> fmt::Result {
    let (unit, size) = match value.abs() {
        size if size < f64::from(1 << 20) => ("KiB", f64::from(1 << 10)),
        size if size < f64::from(1 << 30) => ("MiB", f64::from(1 << 20)),
        _ => ("GiB", f64::from(1 << 30)),
    };
    write!(f, "{} {unit}", digits(value / size))
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
        size if size >= 0.1 => format!("{value:.3}"),
        size if size >= 0.01 => format!("{value:.4}"),
        size if size >= 0.001 => format!("{value:.5}"),
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

/// `a`, `a and b`, `a, b and c`.
pub(super) fn listed(names: &[impl AsRef<str>]) -> String {
    let names: Vec<&str> = names.iter().map(AsRef::as_ref).collect();
    match names.split_last() {
        Some((last, [])) => (*last).to_owned(),
        Some((last, others)) => format!("{} and {last}", others.join(", ")),
        None => String::new(),
    }
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
    fn an_interval_has_its_unit_once_if_both_ends_share_it() {
        assert_eq!(
            Quantity::range("images/s", 99_720.0, 148_570.0),
            "99,720 to 148,570/s"
        );
        assert_eq!(Quantity::range("us", 210.0, 284.0), "210 to 284 µs");
        assert_eq!(Quantity::range("us", 965.0, 1_010.0), "965 µs to 1.01 ms");
    }

    #[test]
    fn the_last_name_of_a_list_follows_an_and() {
        assert_eq!(listed(&["a", "b", "c"]), "a, b and c");
        assert_eq!(listed(&["a"]), "a");
        assert_eq!(listed(&[""; 0]), "");
    }

    #[test]
    fn units_fit_the_size() {
        let spelt = [
            (Quantity::ImagesPerSecond(67_761.4), "67,761/s"),
            (Quantity::ImagesPerSecond(999.0), "999/s"),
            (Quantity::Microseconds(14.25), "14.2 µs"),
            (Quantity::Microseconds(3_200_000.0), "3.20 s"),
            (Quantity::Seconds(0.0123), "12.3 ms"),
            (Quantity::Bytes(32_768.0), "32.0 KiB"),
            (Quantity::Bytes(1_572_864.0), "1.50 MiB"),
            (Quantity::Bytes(25_276_502_016.0), "23.5 GiB"),
            (Quantity::FlopsPerSecond(1.77e11), "177 GFLOP/s"),
        ];
        for (quantity, expected) in spelt {
            assert_eq!(quantity.to_string(), expected);
        }
    }
}
