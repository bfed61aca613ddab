//! Points in time as records and names spell them, always in UTC.

use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

/// Now, as RFC 3339 to the microsecond, so that runs sort by their start: `2026-11-23T20:15:00.123456Z`.
pub fn now() -> String {
    let now = OffsetDateTime::now_utc();
    let exact = now.replace_microsecond(now.microsecond()).unwrap_or(now);
    // Never absent: this formats a date of our own time.
    exact.format(&Rfc3339).unwrap_or_default()
}

/// Now, as part of a file name that sorts by time: `20261123-201500`.
pub fn compact() -> String {
    let second: String = now().chars().take("2026-11-23T20:15:00".len()).collect();
    second.replace(['-', ':'], "").replace('T', "-")
}

#[cfg(test)]
mod tests {
    #[test]
    fn names_are_made_of_fifteen_characters_that_sort() {
        let compact = super::compact();
        assert_eq!(compact.len(), 15, "{compact}");
        assert!(
            compact.chars().all(|c| c.is_ascii_digit() || c == '-'),
            "{compact}"
        );
    }
}
