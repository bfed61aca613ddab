//! Points in time as runs record them.

use std::time::SystemTime;

use time::format_description::well_known::Rfc3339;
use time::{Date, OffsetDateTime, PrimitiveDateTime, Time, UtcOffset};

/// A point in time, ordered from earlier to later.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Timestamp(OffsetDateTime);

impl Timestamp {
    /// Parses RFC 3339, as records have it: `2026-11-23T20:15:00.123456Z`.
    ///
    /// Records are compared as points in time and not as text, since the text leaves out trailing zeros: `20:15:00Z` is
    /// before `20:15:00.5Z` and sorts after it.
    pub fn parse(text: &str) -> Option<Self> {
        // By hand: the parser of `time` is a feature that would compile Burn again.
        let (date, rest) = text.split_at_checked(10)?;
        let (clock, rest) = rest.strip_prefix(['T', 't', ' '])?.split_at_checked(8)?;
        let ([year, month, day], [hour, minute, second]) =
            (numbers(date, '-')?, numbers(clock, ':')?);
        let (nanosecond, zone) = fraction(rest)?;
        let month = u8::try_from(month).ok()?.try_into().ok()?;
        let date = Date::from_calendar_date(year.into(), month, u8::try_from(day).ok()?).ok()?;
        let [hour, minute, second] =
            [hour, minute, second].map(|part| part.try_into().unwrap_or(u8::MAX));
        let time = Time::from_hms_nano(hour, minute, second, nanosecond).ok()?;
        let moment = PrimitiveDateTime::new(date, time).assume_offset(offset(zone)?);
        Some(Self(moment))
    }

    /// The same point in time, up to the year 9999: a file may claim any.
    pub fn of(time: SystemTime) -> Option<Self> {
        let epoch = OffsetDateTime::UNIX_EPOCH;
        let moment = match time.duration_since(SystemTime::UNIX_EPOCH) {
            Ok(after) => epoch.checked_add(after.try_into().ok()?),
            Err(before) => epoch.checked_sub(before.duration().try_into().ok()?),
        };
        moment.map(Self)
    }
}

/// Now, as RFC 3339 to the microsecond: `2026-11-23T20:15:00.123456Z`.
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

/// The three whole numbers of a date or a time of day.
fn numbers(text: &str, separator: char) -> Option<[u16; 3]> {
    let mut parts = text.split(separator).map(digits);
    let numbers = [parts.next()??, parts.next()??, parts.next()??];
    parts.next().is_none().then_some(numbers)
}

/// Unlike `parse`, this takes no sign.
fn digits(text: &str) -> Option<u16> {
    let plain = text.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| text.parse().ok())?
}

/// Nanoseconds, and what follows them.
fn fraction(text: &str) -> Option<(u32, &str)> {
    let Some(text) = text.strip_prefix('.') else {
        return Some((0, text));
    };
    let end = text.find(|c: char| !c.is_ascii_digit())?;
    let (digits, zone) = text.split_at(end);
    let nine: String = digits.chars().chain("000000000".chars()).take(9).collect();
    (!digits.is_empty()).then(|| Some((nine.parse().ok()?, zone)))?
}

/// `Z`, or hours and minutes before or after it.
fn offset(zone: &str) -> Option<UtcOffset> {
    if matches!(zone, "Z" | "z") {
        return Some(UtcOffset::UTC);
    }
    let (sign, clock) = match zone.split_at_checked(1)? {
        ("+", clock) => (1, clock),
        ("-", clock) => (-1, clock),
        _ => return None,
    };
    let (hours, minutes) = clock.split_once(':')?;
    let [hours, minutes] = [digits(hours)?, digits(minutes)?].map(|part| i8::try_from(part).ok());
    UtcOffset::from_hms(sign * hours?, sign * minutes?, 0).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_made_of_fifteen_characters_that_sort() {
        let compact = super::compact();
        assert_eq!(compact.len(), 15, "{compact}");
        assert!(
            compact.chars().all(|c| c.is_ascii_digit() || c == '-'),
            "{compact}"
        );
    }

    #[test]
    fn the_time_now_reads_back_and_lies_between_the_clock_before_and_after() {
        let before = Timestamp::of(SystemTime::now()).unwrap();
        let now = Timestamp::parse(&now()).unwrap();
        // The text is cut to microseconds.
        assert!(before.0 - now.0 < time::Duration::microseconds(1));
        assert!(now <= Timestamp::of(SystemTime::now()).unwrap());
    }

    #[test]
    fn timestamps_are_ordered_as_points_in_time() {
        let ordered = [
            "2026-11-23T22:14:59+02:00",
            "2026-11-23T20:15:00Z",
            "2026-11-23T20:15:00.1Z",
            "2026-11-23T20:15:00.12Z",
            "2026-11-23T15:15:01.000000001-05:00",
            "2027-01-01T00:00:00Z",
            "9999-12-31T23:59:59Z",
            "9999-12-31T23:59:59-23:00",
        ];
        let parsed = ordered.map(|text| Timestamp::parse(text).unwrap());
        assert!(parsed.is_sorted_by(|a, b| a < b), "{parsed:?}");
        let epoch = Timestamp::parse("1970-01-01T00:00:00Z").unwrap();
        assert_eq!(Timestamp::of(SystemTime::UNIX_EPOCH), Some(epoch));
    }

    #[test]
    fn a_time_of_a_file_that_no_calendar_has_is_none() {
        let far = std::time::Duration::from_secs(1 << 40);
        for time in [SystemTime::UNIX_EPOCH + far, SystemTime::UNIX_EPOCH - far] {
            assert_eq!(Timestamp::of(time), None);
        }
    }

    #[test]
    fn other_text_is_no_timestamp() {
        for text in [
            "",
            "yesterday",
            "2026-11-23",
            "2026-11-23T20:15:00",
            "2026-11-23T20:15:00.Z",
            "2026-11-23T20:15:00.5",
            "2026-13-23T20:15:00Z",
            "2026-02-30T20:15:00Z",
            "2026-11-23T24:15:00Z",
            "2026-11-23T20:15:300Z",
            "2026-11-23T20:15:00+2",
            "2026-11-23T20:15:00+99:00",
            "2026-11-23T20:15:00Zulu",
            "+026-11-23T20:15:00Z",
            "2026-11-23T20:15:00\u{e9}",
            "\u{e9}\u{e9}\u{e9}\u{e9}\u{e9}T20:15:00Z",
        ] {
            assert_eq!(Timestamp::parse(text), None, "{text}");
        }
    }
}
