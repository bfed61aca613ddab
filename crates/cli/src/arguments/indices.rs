//! Indices of images as one types them: `0,3,5-9`.

use std::ops::RangeInclusive;
use std::str::FromStr;

/// The indices that one option names, in the order in which they were typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Indices(pub Vec<RangeInclusive<usize>>);

impl FromStr for Indices {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        text.split(',')
            .map(range)
            .collect::<Result<_, _>>()
            .map(Self)
    }
}

fn range(text: &str) -> Result<RangeInclusive<usize>, String> {
    let text = text.trim();
    let index = |text: &str| {
        let parsed = text.trim().parse::<usize>();
        parsed.map_err(|_| format!("expected indices such as 0,3,5-9; found `{text}`"))
    };
    match text.split_once('-') {
        None => index(text).map(|index| index..=index),
        Some((first, last)) => {
            let (first, last) = (index(first)?, index(last)?);
            match first <= last {
                true => Ok(first..=last),
                false => Err(format!(
                    "a range starts at its smaller index: write {last}-{first}"
                )),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn indices_are_single_ones_and_ranges() {
        let parsed: Indices = "0,3, 5-9".parse().unwrap();
        assert_eq!(parsed, Indices(vec![0..=0, 3..=3, 5..=9]));
    }

    #[test]
    fn an_error_names_the_part_at_fault() {
        for (text, expected) in [
            ("", "found ``"),
            ("1,,2", "found ``"),
            ("1;2", "found `1;2`"),
            ("-1", "found ``"),
            ("1-2-3", "found `2-3`"),
            ("9-5", "write 5-9"),
            ("99999999999999999999", "found `99999999999999999999`"),
        ] {
            let error = text.parse::<Indices>().unwrap_err();
            assert!(error.contains(expected), "{text}: {error}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_accepted_or_refused(text in "[-0-9, a]{0,12}") {
            let _ = text.parse::<Indices>();
        }
    }
}
