//! From records to what is reported: one row a subject, case and metric, however many files they lay in.

mod metric;
mod origin;
mod rate;
mod row;

use std::collections::BTreeMap;

use burn_mnist_report::Style;

pub use metric::{Better, Metric};
pub use origin::{Origin, Participant};
pub(crate) use rate::{limits, speedup};
pub use row::{AccuracyCurve, Cost, Failed, Latencies, Row};

use crate::record::{Case, Event, Record, Sample, Subject, WarmUp};

/// What records add up to.
#[derive(Clone, Debug, Default)]
pub struct Results {
    /// The comparisons, in the order they were given.
    pub origins: Vec<Origin>,
    /// The subjects, with what is known of each.
    pub participants: Vec<Participant>,
    /// What was measured.
    pub rows: Vec<Row>,
    /// What was not, and why.
    pub failures: Vec<Failed>,
    /// Single calls, timed one by one.
    pub latencies: Vec<Latencies>,
    /// Each training to an accuracy.
    pub accuracy_curves: Vec<AccuracyCurve>,
    /// The subject that ratios compare with.
    pub baseline: Option<String>,
}

/// What makes records samples of one thing.
type Key = (String, Subject, Case);

/// Measured repeats of one thing.
#[derive(Default)]
struct Repeats {
    samples: Vec<Sample>,
    warm_up: Option<WarmUp>,
    target: Option<f64>,
}

impl Results {
    /// Adds records up; ratios are to the subject named `baseline`, or to the first.
    pub fn of(records: &[Record], baseline: Option<&str>) -> Self {
        let mut results = Self::default();
        let mut order: Vec<Key> = Vec::new();
        let mut repeats: BTreeMap<Key, Repeats> = BTreeMap::new();
        for record in records {
            let origin = results.origin(record);
            let mut place = |subject: &Subject, case: &Case| {
                let key = (record.comparison.clone(), subject.clone(), case.clone());
                if !repeats.contains_key(&key) {
                    order.push(key.clone());
                }
                key
            };
            match &record.event {
                Event::Begin { .. } | Event::End { .. } => {
                    results.origins[origin].add(&record.event)
                }
                Event::WarmUp {
                    subject,
                    case,
                    warm_up,
                } => {
                    let key = place(subject, case);
                    // The first one found caches cold, and drivers' compilations undone.
                    let repeats = repeats.entry(key).or_default();
                    repeats.warm_up.get_or_insert(*warm_up);
                }
                Event::Sample {
                    subject,
                    case,
                    sample,
                    curve,
                    ..
                } => {
                    let key = place(subject, case);
                    let repeats = repeats.entry(key).or_default();
                    repeats.samples.push(sample.clone());
                    repeats.target = curve.as_ref().map(|curve| curve.target);
                    results
                        .accuracy_curves
                        .extend(curve.clone().map(|curve| AccuracyCurve {
                            comparison: record.comparison.clone(),
                            subject: subject.clone(),
                            curve,
                        }));
                }
                Event::Failure {
                    subject,
                    case,
                    reason,
                } => results.failures.push(Failed {
                    comparison: record.comparison.clone(),
                    subject: subject.clone(),
                    case: case.clone(),
                    reason: reason.clone(),
                }),
                _ => {}
            }
            results.meet(record);
        }
        // A case that failed midway is a failure: the repeats before it would speak for those that are not there.
        order.retain(|key| !results.failed(key));
        for key in order {
            if let Some(repeats) = repeats.remove(&key) {
                results.add(key, repeats);
            }
        }
        results
            .rows
            .sort_by_key(|row| (row.case.workload, row.metric));
        results.baseline = results.choose_baseline(baseline);
        let baseline = results.baseline.as_deref();
        rate::rate(&mut results.rows, &results.participants, baseline);
        results
    }

    fn origin(&mut self, record: &Record) -> usize {
        let known = self
            .origins
            .iter()
            .position(|origin| origin.comparison == record.comparison);
        known.unwrap_or_else(|| {
            self.origins.push(Origin::of(record));
            self.origins.len() - 1
        })
    }

    fn failed(&self, (comparison, subject, case): &Key) -> bool {
        self.failures.iter().any(|failed| {
            failed.comparison == *comparison
                && failed.subject == *subject
                && failed.case.as_ref() == Some(case)
        })
    }

    fn meet(&mut self, record: &Record) {
        let Some(subject) = record.event.subject() else {
            return;
        };
        let known = self.participants.iter().position(|participant| {
            participant.comparison == record.comparison && participant.subject == *subject
        });
        let participant = known.unwrap_or_else(|| {
            self.participants
                .push(Participant::new(&record.comparison, subject));
            self.participants.len() - 1
        });
        self.participants[participant].add(&record.event);
    }

    fn add(&mut self, (comparison, subject, case): Key, repeats: Repeats) {
        let microseconds = repeats
            .samples
            .iter()
            .flat_map(|sample| &sample.latencies_us);
        let latencies = Latencies {
            comparison: comparison.clone(),
            subject: subject.clone(),
            case: case.clone(),
            microseconds: microseconds.copied().collect(),
        };
        self.latencies
            .extend(Some(latencies).filter(|found| !found.microseconds.is_empty()));
        for metric in Metric::of(case.workload) {
            let values = repeats
                .samples
                .iter()
                .filter_map(|sample| metric.value(sample));
            let row = Row::new(
                (&comparison, &subject, &case),
                (*metric, repeats.target),
                values.collect(),
                repeats.warm_up,
                Cost::of(&repeats.samples),
            );
            self.rows.extend(row);
        }
    }

    /// What to call a subject in a chart: its name, and whatever else tells it from the others.
    pub fn label(&self, comparison: &str, subject: &Subject) -> String {
        let mut label = subject.name.clone();
        let others = || {
            self.participants
                .iter()
                .map(|participant| &participant.subject)
        };
        if others().any(|other| other.name == subject.name && other.threads != subject.threads) {
            label += &match subject.threads {
                1 => ", 1 thread".to_owned(),
                threads => format!(", {threads} threads"),
            };
        }
        if self.origins.len() > 1 {
            label += &format!(", {}", self.name_of(comparison));
        }
        label
    }

    /// What a comparison is called: its label, unless another comparison has the same.
    pub(crate) fn name_of(&self, comparison: &str) -> String {
        let Some(origin) = self.find_origin(comparison) else {
            return comparison.to_owned();
        };
        let name = origin.name();
        let alike = self.origins.iter().filter(|other| other.name() == name);
        match alike.count() > 1 && name != comparison {
            true => format!("{name} ({comparison})"),
            false => name.to_owned(),
        }
    }

    /// How a subject looks in charts: the colour is that of its name, wherever it was measured; the variant tells
    /// subjects of one name apart.
    pub(crate) fn style(&self, comparison: &str, subject: &Subject) -> Style {
        let alike = self
            .participants
            .iter()
            .filter(|participant| participant.subject.name == subject.name);
        let found = alike.clone().position(|participant| {
            participant.comparison == comparison && participant.subject == *subject
        });
        let names = self.names();
        let colour = names.iter().position(|name| *name == subject.name);
        Style {
            colour: colour.unwrap_or(names.len()),
            variant: found.unwrap_or_default(),
        }
    }

    fn names(&self) -> Vec<&str> {
        let mut names: Vec<&str> = Vec::new();
        for participant in &self.participants {
            if !names.contains(&participant.subject.name.as_str()) {
                names.push(&participant.subject.name);
            }
        }
        names
    }

    /// How many threads the subjects of a comparison had, in words, if all had equally many.
    pub(crate) fn threads_of(&self, origin: &Origin) -> Option<String> {
        let mut threads = self
            .participants
            .iter()
            .filter(|participant| participant.comparison == origin.comparison)
            .map(|participant| participant.subject.threads);
        let first = threads.next()?;
        let words = match first {
            1 => "1 thread".to_owned(),
            count => format!("{count} threads"),
        };
        threads.all(|other| other == first).then_some(words)
    }

    /// The subjects without any figure, each with the first reason.
    pub fn unmeasured(&self) -> impl Iterator<Item = (&Participant, &str)> {
        let without_rows = self
            .participants
            .iter()
            .filter(move |participant| !self.rows.iter().any(|row| row.is_of(participant)));
        without_rows.map(move |participant| {
            let failed = self.failures.iter().find(|failed| {
                failed.comparison == participant.comparison && failed.subject == participant.subject
            });
            let reason = failed.map_or("no figure was recorded", |failed| failed.reason.as_str());
            (participant, reason)
        })
    }

    fn choose_baseline(&self, named: Option<&str>) -> Option<String> {
        let measured =
            |participant: &&Participant| self.rows.iter().any(|row| row.is_of(participant));
        let names = || {
            let participants = self.participants.iter().filter(measured);
            participants.map(|participant| &participant.subject.name)
        };
        names()
            .find(|name| Some(name.as_str()) == named)
            .or_else(|| names().next())
            .cloned()
    }

    /// The comparison of this name.
    pub(crate) fn find_origin(&self, comparison: &str) -> Option<&Origin> {
        self.origins
            .iter()
            .find(|origin| origin.comparison == comparison)
    }
}

#[cfg(test)]
pub(crate) mod tests;
