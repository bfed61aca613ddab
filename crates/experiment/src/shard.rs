//! A share of the trials, for several processes or machines: `2/3` is the second of three.

use std::fmt;
use std::str::FromStr;

/// One of several equal shares of an experiment's trials.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shard {
    /// Which, counted from 1.
    number: usize,
    /// Of how many.
    of: usize,
}

/// The text is not a [`Shard`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected I/N with I from 1 to N, such as 1/4")]
pub struct ParseShardError;

impl Shard {
    /// All there is.
    pub const WHOLE: Self = Self { number: 1, of: 1 };

    /// Whether the trial of this number, counted from 1, is done here: by its number modulo the shards.
    pub fn has(self, trial: usize) -> bool {
        trial % self.of == self.number % self.of
    }

    /// Whether it is less than all.
    pub fn is_partial(self) -> bool {
        self.of > 1
    }

    /// The file of its results: one a shard, so that each has one writer.
    pub fn results(self) -> String {
        match self.is_partial() {
            true => format!("results-{}-of-{}.jsonl", self.number, self.of),
            false => "results.jsonl".to_owned(),
        }
    }
}

impl FromStr for Shard {
    type Err = ParseShardError;

    fn from_str(text: &str) -> Result<Self, ParseShardError> {
        let (number, of) = text.split_once('/').ok_or(ParseShardError)?;
        let number = number.parse().map_err(|_| ParseShardError)?;
        let of = of.parse().map_err(|_| ParseShardError)?;
        match (1..=of).contains(&number) {
            true => Ok(Self { number, of }),
            false => Err(ParseShardError),
        }
    }
}

impl fmt::Display for Shard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.number, self.of)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn every_trial_is_in_one_shard(of in 1_usize..9, trial in 1_usize..1000) {
            let shards = (1..=of).map(|number| format!("{number}/{of}").parse::<Shard>().unwrap());
            prop_assert_eq!(shards.filter(|shard| shard.has(trial)).count(), 1);
        }
    }

    #[test]
    fn shares_are_counted_from_1_and_have_files_of_their_own() {
        let shard: Shard = "2/3".parse().unwrap();
        assert!(shard.has(2) && shard.has(5) && !shard.has(3));
        assert_eq!(shard.results(), "results-2-of-3.jsonl");
        assert_eq!(Shard::WHOLE.results(), "results.jsonl");
        for text in ["0/2", "3/2", "1", "1/0", "a/b", "-1/2", ""] {
            assert_eq!(text.parse::<Shard>(), Err(ParseShardError), "{text}");
        }
    }
}
