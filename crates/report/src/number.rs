//! Numbers as people read them: short beside a mark, in full where someone asks.

/// The prefixes of thousands (<https://www.bipm.org/en/measurement-units/si-prefixes>), greatest first.
const PREFIXES: [(f64, &str); 4] = [(1e12, "T"), (1e9, "G"), (1e6, "M"), (1e3, "k")];

/// Beyond these a number is written with its power of ten.
const PLAIN: std::ops::Range<f64> = 1e-3..1e15;

/// Three significant digits, thousands by their SI prefix: `0.0123`, `1.2`, `45.7k`, `1.23e-7`.
/// What is no number reads `–`.
pub fn compact(value: f64) -> String {
    if !value.is_finite() {
        return "–".to_owned();
    }
    // Rounded first, so that 999.9 is 1k and not 1000.
    let value: f64 = format!("{value:.2e}").parse().unwrap_or(value);
    if value == 0.0 {
        return "0".to_owned();
    }
    if !PLAIN.contains(&value.abs()) {
        return format!("{value:e}");
    }
    let (divisor, prefix) = prefix_of(value);
    let scaled = value / divisor;
    let decimals = 2 - scaled.abs().log10().floor() as i32;
    format!(
        "{}{prefix}",
        trimmed(&format!("{scaled:.*}", decimals.max(0) as usize))
    )
}

/// Four significant digits, and every digit before the point: `12346`, `0.1235`, `1.5e300`.
pub(crate) fn detailed(value: f64) -> String {
    if value == 0.0 || !value.is_finite() {
        return format!("{value}");
    }
    if !PLAIN.contains(&value.abs()) {
        let rounded: f64 = format!("{value:.3e}").parse().unwrap_or(value);
        return format!("{rounded:e}");
    }
    let decimals = 3 - value.abs().log10().floor() as i32;
    trimmed(&format!("{value:.*}", decimals.max(0) as usize)).to_owned()
}

/// A time in the unit that fits it best; none where `unit` is no unit of time.
pub(crate) fn time(value: f64, unit: &str) -> Option<(f64, &'static str)> {
    const UNITS: [(&str, f64); 3] = [("s", 1.0), ("ms", 1e3), ("µs", 1e6)];
    let (_, per_second) = UNITS.into_iter().find(|(name, _)| *name == unit)?;
    // Rounded, so that 1000 µs are 1 ms whatever the division leaves behind.
    let seconds = rounded(value / per_second);
    let fits = |(_, factor): &(&str, f64)| rounded(seconds.abs() * factor) >= 0.9995;
    let (name, factor) = UNITS.into_iter().find(fits).unwrap_or(UNITS[2]);
    Some((rounded(seconds * factor), name))
}

/// Three digits that count: `7.74`, `2.50`, `145`.
pub(crate) fn three_digits(value: f64) -> String {
    if !value.is_finite() || value == 0.0 {
        return compact(value);
    }
    let rounded: f64 = format!("{value:.2e}").parse().unwrap_or(value);
    let decimals = 2 - rounded.abs().log10().floor() as i32;
    format!("{rounded:.*}", decimals.clamp(0, 12) as usize)
}

/// The label of a tick among others `step` apart: no digits but those that differ.
pub(crate) fn tick(value: f64, step: f64) -> String {
    if value == 0.0 {
        return "0".to_owned();
    }
    if !PLAIN.contains(&value.abs()) {
        return format!("{:e}", rounded(value));
    }
    let (divisor, prefix) = prefix_of(value);
    let decimals = -(step / divisor).log10().floor() as i32;
    let text = format!("{:.*}", decimals.clamp(0, 12) as usize, value / divisor);
    if prefix.is_empty() {
        text
    } else {
        format!("{}{prefix}", trimmed(&text))
    }
}

fn prefix_of(value: f64) -> (f64, &'static str) {
    PREFIXES
        .into_iter()
        .find(|(least, _)| value.abs() >= *least)
        .unwrap_or((1.0, ""))
}

/// Without the dust that adding up steps leaves.
fn rounded(value: f64) -> f64 {
    format!("{value:.12e}").parse().unwrap_or(value)
}

fn trimmed(text: &str) -> &str {
    if text.contains('.') {
        text.trim_end_matches('0').trim_end_matches('.')
    } else {
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_numbers_keep_three_digits_and_a_prefix() {
        for (value, text) in [
            (0.0, "0"),
            (1.0, "1"),
            (0.012_345, "0.0123"),
            (-4.5, "-4.5"),
            (999.9, "1k"),
            (45_678.0, "45.7k"),
            (1_234_567.0, "1.23M"),
            (2e9, "2G"),
            (1.234e-7, "1.23e-7"),
            (f64::NAN, "–"),
            (f64::INFINITY, "–"),
        ] {
            assert_eq!(compact(value), text, "{value:e}");
        }
    }

    #[test]
    fn ticks_show_the_digits_that_differ_and_no_others() {
        for (value, step, text) in [
            (0.0, 0.2, "0"),
            (0.2, 0.2, "0.2"),
            (1.0, 0.2, "1.0"),
            (0.25, 0.05, "0.25"),
            (500.0, 500.0, "500"),
            (1000.0, 500.0, "1k"),
            (1500.0, 500.0, "1.5k"),
            (100_100.0, 100.0, "100.1k"),
            (1e6, 1e6, "1M"),
            (0.3 - 0.1 + 1e-17, 0.1, "0.2"),
        ] {
            assert_eq!(tick(value, step), text);
        }
    }

    #[test]
    fn a_detailed_number_has_four_digits_that_count_or_all_before_the_point() {
        for (value, text) in [
            (0.1, "0.1"),
            (144_295.418, "144295"),
            (1.0 / 3.0, "0.3333"),
            (1.5e300, "1.5e300"),
            (-0.000_25, "-2.5e-4"),
            (97.531_2, "97.53"),
        ] {
            assert_eq!(detailed(value), text);
        }
    }

    #[test]
    fn a_time_has_the_unit_that_fits_it() {
        for (value, unit, expected) in [
            (5000.0, "µs", (5.0, "ms")),
            (2500.0, "ms", (2.5, "s")),
            (0.00774, "s", (7.74, "ms")),
            (0.5, "µs", (0.5, "µs")),
        ] {
            assert_eq!(time(value, unit), Some(expected));
        }
        assert_eq!(time(1.0, "images/s"), None);
        assert_eq!(
            [2.5, 7.74, 144.6].map(three_digits),
            ["2.50", "7.74", "145"]
        );
    }
}
