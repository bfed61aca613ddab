//! `plan.json`: all trials of an experiment with every setting resolved, fixed before the first is trained.

use burn_mnist_run::record::SettingsRecord;
use serde::{Deserialize, Serialize};

use crate::points::Point;

/// What may differ between processes and machines that share an experiment.
const FREE: [&str; 3] = ["schema_version", "backend", "data_dir"];

/// An experiment's trials.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Plan {
    /// Version of this file's schema.
    pub schema_version: u32,
    /// When the experiment began, RFC 3339; absent in plans of earlier versions.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub started_at: Option<String>,
    /// How points were found.
    pub search: Search,
    /// The keys that are varied, in the order they were named.
    pub keys: Vec<String>,
    /// What is compared, numbered from 1 in this order.
    pub points: Vec<Point>,
    /// The seeds each point is tried with.
    pub seeds: Vec<u64>,
    /// Folds of a cross-validation; absent in a sweep.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub folds: Option<usize>,
    /// SHA-256 over the training set's images and labels.
    pub train_sha256: String,
    /// Which epoch's network is scored.
    pub scored: Scored,
    /// Whether checkpoints stay.
    pub keep_runs: bool,
    /// Every single run.
    pub trials: Vec<Trial>,
}

/// How the points of an experiment were found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Search {
    /// Every combination of lists.
    Grid,
    /// Drawn at random.
    Random,
    /// There is one point, held back fold by fold.
    CrossValidation,
}

/// Which epoch's network is scored on the images that were held back.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scored {
    /// The last: nothing that is scored had a say in it.
    #[default]
    Last,
    /// The one that did best on those images, which is the checkpoint that `train` keeps for use. Its score is a
    /// little optimistic, since the images chose it.
    Best,
}

/// One run of an experiment.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Trial {
    /// Its number, from 1.
    pub number: usize,
    /// The number of its point, from 1.
    pub point: usize,
    /// Its seed.
    pub seed: u64,
    /// The fold that is held back, from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fold: Option<usize>,
    /// Every setting as resolved.
    pub settings: SettingsRecord,
}

impl Plan {
    /// The schema version of `plan.json`.
    pub const VERSION: u32 = 1;

    /// What makes `other` another experiment, in words; nothing if both are one, perhaps on two machines.
    pub fn difference(&self, other: &Self) -> Option<String> {
        if self.train_sha256 != other.train_sha256 {
            return Some("it has other training images".to_owned());
        }
        if (self.keep_runs, self.scored) != (other.keep_runs, other.scored) {
            return Some("it keeps or scores other checkpoints".to_owned());
        }
        if (&self.points, &self.seeds, self.folds) != (&other.points, &other.seeds, other.folds) {
            return Some("its points, seeds or folds are others".to_owned());
        }
        let mut pairs = self.trials.iter().zip(&other.trials);
        pairs.find_map(|(one, other)| difference(&one.settings, &other.settings))
    }

    /// The keys and values of a trial's point, as flags spell them; empty in a cross-validation.
    pub fn describe(&self, trial: &Trial) -> String {
        let point = self.points.get(trial.point - 1);
        let value = |key: &String| Some(format!("{key}={}", point?.get(key)?));
        let mut words: Vec<String> = self.keys.iter().filter_map(value).collect();
        words.extend(trial.fold.map(|fold| format!("fold={fold}")));
        words.push(format!("seed={}", trial.seed));
        words.join(" ")
    }
}

impl Trial {
    /// The name of its run's directory.
    pub fn run(&self) -> String {
        match self.fold {
            Some(fold) => format!("seed-{}-fold-{fold:02}", self.seed),
            None => format!("trial-{:04}", self.number),
        }
    }
}

fn difference(one: &SettingsRecord, other: &SettingsRecord) -> Option<String> {
    let mut keys = one.keys().chain(other.keys());
    let key = keys.find(|key| !FREE.contains(&key.as_str()) && one.get(*key) != other.get(*key))?;
    let value = |record: &SettingsRecord| {
        let value = record.get(key).map(ToString::to_string);
        value.unwrap_or_else(|| "unset".to_owned())
    };
    Some(format!(
        "`{key}` is {} there and {} here",
        value(one),
        value(other)
    ))
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// A sweep of `points` learning rates with `seeds` seeds.
    pub(crate) fn plan(points: usize, seeds: u64) -> Plan {
        let of =
            |number: usize| Point::from([("learning_rate".to_owned(), format!("{number}e-3"))]);
        let trials = (1..=seeds).flat_map(|seed| (1..=points).map(move |point| (seed, point)));
        Plan {
            schema_version: Plan::VERSION,
            started_at: None,
            search: Search::Grid,
            keys: vec!["learning_rate".to_owned()],
            points: (1..=points).map(of).collect(),
            seeds: (1..=seeds).collect(),
            folds: None,
            train_sha256: "abc".to_owned(),
            scored: Scored::Best,
            keep_runs: false,
            trials: (1..)
                .zip(trials)
                .map(|(number, (seed, point))| Trial {
                    number,
                    point,
                    seed,
                    fold: None,
                    settings: SettingsRecord::from([("backend".to_owned(), "flex".into())]),
                })
                .collect(),
        }
    }

    #[test]
    fn the_backend_may_differ_between_shards_and_nothing_that_is_learnt() {
        let one = plan(2, 2);
        let mut other = one.clone();
        other.trials[1]
            .settings
            .insert("backend".to_owned(), "wgpu".into());
        assert_eq!(one.difference(&other), None);
        other.trials[1]
            .settings
            .insert("epochs".to_owned(), 3.into());
        let difference = other.difference(&one).unwrap();
        assert_eq!(difference, "`epochs` is 3 there and unset here");
        assert!(one.difference(&plan(3, 2)).unwrap().contains("points"));
    }

    #[test]
    fn a_trial_is_described_by_what_is_varied() {
        let plan = plan(2, 1);
        assert_eq!(plan.describe(&plan.trials[1]), "learning_rate=2e-3 seed=1");
        assert_eq!(plan.trials[1].run(), "trial-0002");
    }
}
