//! Numbers and values as the page writes them.

use serde_json::Value;

/// A share as a percentage; a dash if it is missing.
pub fn percent(share: Option<f64>) -> String {
    share.map_or_else(|| "–".to_owned(), |share| format!("{:.2} %", 100.0 * share))
}

/// A percentage for the axis of a chart, without the dust of multiplying by a hundred.
pub fn in_percent(share: f64) -> f64 {
    rounded(100.0 * share)
}

/// A number for a chart, to six decimals: more would only lengthen what hovering over it says.
pub fn rounded(value: f64) -> f64 {
    (value * 1e6).round() / 1e6
}

/// A count with a comma at every third digit.
pub fn count(number: impl TryInto<u64>) -> String {
    let digits = number.try_into().unwrap_or(u64::MAX).to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// `1 epoch`, `1,200 epochs`.
pub fn counted(number: usize, what: &str) -> String {
    match number {
        1 => format!("1 {what}"),
        many => format!("{} {what}s", count(many)),
    }
}

/// A time as long as one waits: `0.42 s`, `3.1 s`, `2 min 5 s`, `1 h 2 min`.
pub fn duration(seconds: f64) -> String {
    match seconds {
        below if below < 1.0 => format!("{below:.2} s"),
        below if below < 99.95 => format!("{below:.1} s"),
        below if below < 3600.0 => {
            let whole = below.round() as u64;
            format!("{} min {} s", whole / 60, whole % 60)
        }
        long => {
            let minutes = (long / 60.0).round() as u64;
            format!("{} h {} min", minutes / 60, minutes % 60)
        }
    }
}

/// A setting's value as a flag takes it.
pub fn value(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(values) => {
            let values: Vec<String> = values.iter().map(self::value).collect();
            values.join(",")
        }
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn counts_are_parted_at_every_third_digit() {
        let written = [0_u64, 999, 1_000, 101_770, 1_234_567].map(count);
        assert_eq!(written, ["0", "999", "1,000", "101,770", "1,234,567"]);
        assert_eq!([1, 2].map(|n| counted(n, "epoch")), ["1 epoch", "2 epochs"]);
    }

    #[test]
    fn times_are_written_as_long_as_one_waits() {
        let written = [0.418, 3.06, 99.97, 125.0, 3_720.0].map(duration);
        let expected = ["0.42 s", "3.1 s", "1 min 40 s", "2 min 5 s", "1 h 2 min"];
        assert_eq!(written, expected);
    }

    #[test]
    fn values_are_written_as_flags_take_them() {
        let values = [json!("adam"), json!([256, 64]), json!(0.001), json!(5)];
        let written = values.map(|one| value(&one));
        assert_eq!(written, ["adam", "256,64", "0.001", "5"]);
    }

    #[test]
    fn a_percentage_is_without_dust() {
        assert_eq!(in_percent(0.9781), 97.81);
        assert_eq!(percent(Some(0.978_149)), "97.81 %");
        assert_eq!(percent(None), "–");
    }
}
