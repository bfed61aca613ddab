//! Who is how many times as fast, in sentences.

use super::headlines::{Headline, headlines};
use super::quantity::{digits, percent};
use crate::record::Workload;
use crate::results::{Results, Row, speedup};
use crate::statistics::Verdict;

/// More others are only counted: a merged report can have dozens.
const NAMED: usize = 6;

/// The conclusion of the main measurement of a workload.
pub(super) struct Conclusion {
    /// With which batch size, where that matters.
    batch: Option<usize>,
    name: String,
    /// What it did, as in `trained`.
    deed: String,
    others: Vec<Times>,
    /// Others that are not named.
    more: usize,
}

/// How many times as fast the fastest is as another.
struct Times {
    /// With its interval, as in `1.59 (1.42 to 1.70)`.
    times: String,
    name: String,
    /// What speaks against it; empty if nothing does.
    doubt: &'static str,
}

impl Conclusion {
    /// As one sentence: `At batch 32, flex trained 2.02 (1.48 to 2.37) times as fast as ndarray, 2.66 (1.93 to 3.97) as
    /// pytorch.`
    pub(super) fn sentence(&self) -> String {
        let batch = self.batch.map(|size| format!("At batch {size}, "));
        let others = self.others.iter().enumerate().map(|(index, other)| {
            let verb = if index == 0 { "times as fast as" } else { "as" };
            format!("{} {verb} {}{}", other.times, other.name, other.doubt)
        });
        let others: Vec<String> = others.chain(self.more()).collect();
        format!(
            "{}{} {} {}.",
            batch.unwrap_or_default(),
            self.name,
            self.deed,
            others.join(", ")
        )
    }

    /// The fastest and what it did, as in `flex trained at batch 32`.
    pub(super) fn fastest(&self) -> String {
        let batch = self.batch.map(|size| format!(" at batch {size}"));
        format!("{} {}{}", self.name, self.deed, batch.unwrap_or_default())
    }

    /// One line for each of the others: `1.59 (1.42 to 1.70) times as fast as ndarray`.
    pub(super) fn lines(&self) -> Vec<String> {
        let line = |other: &Times| {
            format!(
                "{} times as fast as {}{}",
                other.times, other.name, other.doubt
            )
        };
        self.others.iter().map(line).chain(self.more()).collect()
    }

    fn more(&self) -> Option<String> {
        (self.more > 0).then(|| match self.more {
            1 => "1 more is slower".to_owned(),
            count => format!("{count} more are slower"),
        })
    }
}

/// One for each workload that at least two subjects were measured in.
pub(super) fn conclusions(results: &Results) -> Vec<Conclusion> {
    let found = headlines(results);
    found
        .iter()
        .filter_map(|headline| conclusion(results, headline))
        .collect()
}

fn conclusion(results: &Results, headline: &Headline) -> Option<Conclusion> {
    let (best, others) = headline.rows.split_first()?;
    let named: Vec<Times> = others
        .iter()
        .take(NAMED)
        .filter_map(|row| times(results, best, row))
        .collect();
    let workload = headline.case.workload;
    let size = headline.case.batch_size.unwrap_or(1);
    let has_batch = match workload {
        Workload::Train => true,
        Workload::Infer => size > 1,
        _ => false,
    };
    let deed = match workload {
        Workload::Train => "trained".to_owned(),
        Workload::Load => "started and made its first prediction".to_owned(),
        Workload::TimeToAccuracy => {
            let target = headline.target.map_or("the target".to_owned(), percent);
            format!("reached {target} accuracy")
        }
        _ if has_batch => "predicted".to_owned(),
        _ => "predicted one image".to_owned(),
    };
    (!named.is_empty()).then(|| Conclusion {
        batch: has_batch.then_some(size),
        name: results.label(&best.comparison, &best.subject),
        deed,
        more: others.len().saturating_sub(NAMED),
        others: named,
    })
}

fn times(results: &Results, best: &Row, other: &Row) -> Option<Times> {
    let ratio = speedup(best, other)?;
    let range = ratio.ci.map_or(String::new(), |(low, high)| {
        format!(" ({} to {})", digits(low), digits(high))
    });
    Some(Times {
        times: format!("{}{range}", digits(ratio.value)),
        name: results.label(&other.comparison, &other.subject),
        doubt: match ratio.verdict {
            Verdict::Greater | Verdict::Less => "",
            Verdict::WithinNoise => " (the intervals overlap)",
            Verdict::Undecided => " (too few repeats)",
        },
    })
}
