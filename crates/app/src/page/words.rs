//! Numbers and values as the page writes them.

use serde_json::Value;

pub use crate::duration::duration;

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

/// A recorded time to the second: `2026-11-25 18:51:39 UTC`.
pub fn moment(recorded: &str) -> String {
    let (day, rest) = recorded.split_once('T').unwrap_or(("", recorded));
    match (rest.get(.."18:51:39".len()), rest.ends_with('Z')) {
        (Some(clock), true) if !day.is_empty() => format!("{day} {clock} UTC"),
        _ => recorded.to_owned(),
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
    fn times_are_written_to_the_second() {
        let written = [
            "2026-11-25T18:51:39.123456Z",
            "2026-11-25T18:51:39Z",
            "",
            "T1Z",
        ]
        .map(moment);
        let second = "2026-11-25 18:51:39 UTC";
        assert_eq!(written, [second, second, "", "T1Z"]);
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
