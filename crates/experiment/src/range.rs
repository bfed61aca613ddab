//! A range that random search draws a setting from: `1e-4..1e-2`, or `log:1e-4..1e-2` evenly in magnitude.

use std::fmt;
use std::str::FromStr;

/// Numbers between two, both included.
#[derive(Clone, Debug, PartialEq)]
pub struct Range {
    low: f64,
    high: f64,
    scale: Scale,
}

/// Which numbers a setting takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Numbers {
    /// Any.
    Real,
    /// Whole ones.
    Whole,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Scale {
    Linear,
    Logarithmic,
}

/// Largest number up to which a float counts by ones.
const MOST_WHOLE: f64 = 9_007_199_254_740_992.0;

/// The text is not a [`Range`].
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected LOW..HIGH, or log:LOW..HIGH with LOW above 0, such as log:1e-4..1e-2")]
pub struct ParseRangeError;

impl FromStr for Range {
    type Err = ParseRangeError;

    fn from_str(text: &str) -> Result<Self, ParseRangeError> {
        let (scale, bounds) = match text.strip_prefix("log:") {
            Some(bounds) => (Scale::Logarithmic, bounds),
            None => (Scale::Linear, text),
        };
        let (low, high) = bounds.split_once("..").ok_or(ParseRangeError)?;
        let number = |text: &str| text.trim().parse::<f64>().map_err(|_| ParseRangeError);
        let (low, high) = (number(low)?, number(high)?);
        let positive = scale == Scale::Linear || low > 0.0;
        match low < high && (high - low).is_finite() && positive {
            true => Ok(Self { low, high, scale }),
            false => Err(ParseRangeError),
        }
    }
}

impl fmt::Display for Range {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let scale = match self.scale {
            Scale::Linear => "",
            Scale::Logarithmic => "log:",
        };
        write!(f, "{scale}{}..{}", self.low, self.high)
    }
}

impl Range {
    /// Whether both ends are numbers of this kind.
    pub fn is_of(&self, numbers: Numbers) -> bool {
        let whole = |end: f64| end.fract() == 0.0 && (0.0..MOST_WHOLE).contains(&end);
        numbers == Numbers::Real || whole(self.low) && whole(self.high)
    }

    /// Both ends, as a setting is written.
    pub fn ends(&self) -> [String; 2] {
        [self.low, self.high].map(|end| end.to_string())
    }

    /// The number at `fraction`, from 0 up to but not including 1, of the range: with four digits, which is more
    /// than a setting is ever known to, and short to write.
    pub fn at(&self, fraction: f64, numbers: Numbers) -> String {
        match numbers {
            Numbers::Real => self.real(fraction).to_string(),
            // The upper end is as likely as any other number.
            Numbers::Whole => {
                let beyond = self.between(self.low, self.high + 1.0, fraction).floor();
                beyond.clamp(self.low, self.high).to_string()
            }
        }
    }

    fn real(&self, fraction: f64) -> f64 {
        let exact = self.between(self.low, self.high, fraction);
        let rounded = format!("{exact:.3e}").parse().unwrap_or(exact);
        rounded.clamp(self.low, self.high)
    }

    fn between(&self, low: f64, high: f64, fraction: f64) -> f64 {
        match self.scale {
            Scale::Linear => low + (high - low) * fraction,
            Scale::Logarithmic => low * (high / low).powf(fraction),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_is_drawn_lies_within(
            low in -1e6_f64..1e6,
            width in 1e-6_f64..1e6,
            fraction in 0.0_f64..1.0,
            log: bool,
        ) {
            let low = if log { low.abs() + 1e-9 } else { low };
            let scale = if log { "log:" } else { "" };
            let text = format!("{scale}{low}..{}", low + width);
            let range: Range = text.parse().unwrap();
            prop_assert_eq!(range.to_string().parse::<Range>().unwrap(), range.clone());
            let drawn: f64 = range.at(fraction, Numbers::Real).parse().unwrap();
            prop_assert!((low..=low + width).contains(&drawn), "{} of {}", drawn, text);
        }

        #[test]
        fn no_text_is_read_as_an_empty_or_endless_range(text in "(log:)?[0-9e.-]{0,6}(\\.\\.)?[0-9e.infa-]{0,6}") {
            if let Ok(range) = text.parse::<Range>() {
                prop_assert!(range.low < range.high && (range.high - range.low).is_finite());
            }
        }
    }

    #[test]
    fn every_whole_number_is_as_likely_and_the_ends_are_among_them() {
        let range: Range = "2..5".parse().unwrap();
        let mut counts = [0; 4];
        for step in 0..1000 {
            let drawn = range.at(f64::from(step) / 1000.0, Numbers::Whole);
            counts[drawn.parse::<usize>().unwrap() - 2] += 1;
        }
        assert_eq!(counts, [250; 4]);
        assert!(!"0.5..2".parse::<Range>().unwrap().is_of(Numbers::Whole));
    }

    #[test]
    fn a_logarithmic_range_has_its_geometric_mean_in_the_middle() {
        let range: Range = "log:1e-4..1e-2".parse().unwrap();
        assert_eq!(range.at(0.5, Numbers::Real), "0.001");
        assert_eq!(range.at(0.0, Numbers::Real), "0.0001");
        for text in [
            "log:0..1",
            "1..1",
            "2..1",
            "1",
            "log:-1..1",
            "a..b",
            "0..inf",
        ] {
            assert_eq!(text.parse::<Range>(), Err(ParseRangeError), "{text}");
        }
    }
}
