//! Durations for people.

/// A duration with the unit that suits it: milliseconds below a tenth of a second, minutes from one on.
#[must_use]
pub fn duration(seconds: f64) -> String {
    let whole = seconds.round() as u64;
    match seconds {
        below if below < 0.000_05 => "0 ms".to_owned(),
        below if below < 0.001 => format!("{:.1} ms", 1e3 * below),
        below if below < 0.099_5 => format!("{:.0} ms", 1e3 * below),
        below if below < 59.95 => format!("{below:.1} s"),
        below if below < 3_599.5 => format!("{} min {:02} s", whole / 60, whole % 60),
        _ => format!("{} h {:02} min", whole / 3_600, whole % 3_600 / 60),
    }
}

#[cfg(test)]
mod tests {
    use super::duration;

    #[test]
    fn each_duration_has_a_unit_that_suits_it() {
        for (seconds, expected) in [
            (0.0, "0 ms"),
            (0.000_4, "0.4 ms"),
            (0.042, "42 ms"),
            (0.099_4, "99 ms"),
            (0.099_6, "0.1 s"),
            (0.898, "0.9 s"),
            (59.94, "59.9 s"),
            (59.96, "1 min 00 s"),
            (192.0, "3 min 12 s"),
            (3_599.6, "1 h 00 min"),
            (7_500.0, "2 h 05 min"),
        ] {
            assert_eq!(duration(seconds), expected, "{seconds}");
        }
    }
}
