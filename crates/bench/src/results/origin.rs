//! Where rows come from: a comparison on a machine, and its subjects.

use crate::machine::Environment;
use crate::record::{Event, Limits, Parity, Record, Software, Subject, Trajectory};

/// A comparison.
#[derive(Clone, Debug, Default)]
pub struct Origin {
    /// Its name.
    pub comparison: String,
    /// The label of its machine, if one was given.
    pub label: Option<String>,
    /// The machine it ran on.
    pub machine: String,
    /// When its first record was made.
    pub time: String,
    /// The digits it was made on, as settings name them; absent if not recorded.
    pub dataset: Option<String>,
    /// The machine before; absent if not recorded.
    pub environment: Option<Environment>,
    /// The program; absent if not recorded.
    pub software: Option<Software>,
    /// The machine afterwards; absent where it did not come to its end.
    pub after: Option<Environment>,
    /// What to know before the figures are believed.
    pub warnings: Vec<String>,
}

/// A subject of a comparison, with all that was found out before it was timed.
#[derive(Clone, Debug)]
pub struct Participant {
    /// The comparison.
    pub comparison: String,
    /// Who.
    pub subject: Subject,
    /// How near its logits come to the reference's, network by network; none for the reference itself.
    pub parity: Vec<Parity>,
    /// How near its training stays to the reference's, network by network.
    pub trajectories: Vec<Trajectory>,
    /// Its device's peak rates.
    pub limits: Option<Limits>,
}

impl Origin {
    pub(super) fn of(record: &Record) -> Self {
        Self {
            comparison: record.comparison.clone(),
            machine: record.machine.clone(),
            time: record.time.clone(),
            ..Self::default()
        }
    }

    pub(super) fn add(&mut self, event: &Event) {
        match event {
            Event::Begin {
                environment,
                software,
                settings,
                label,
            } => {
                self.label.clone_from(label);
                let dataset = settings.get("dataset").and_then(|name| name.as_str());
                self.dataset = dataset.map(str::to_owned);
                self.environment = Some((**environment).clone());
                self.software = Some(software.clone());
            }
            Event::End {
                environment,
                warnings,
            } => {
                self.after = Some((**environment).clone());
                self.warnings.clone_from(warnings);
            }
            _ => {}
        }
    }

    /// The warnings without their remedies, which help only while measuring.
    pub fn notices(&self) -> impl Iterator<Item = &str> {
        let message = |warning: &'_ String| warning.find("; ").unwrap_or(warning.len());
        self.warnings
            .iter()
            .map(move |warning| &warning[..message(warning)])
    }

    /// Whether it was stopped or killed before its last line.
    pub fn is_cut_short(&self) -> bool {
        self.environment.is_some() && self.after.is_none()
    }

    /// The machine by its processor; by its number where that is not known.
    pub(crate) fn place(&self) -> String {
        let environment = self.environment.as_ref();
        let cpu = environment.and_then(|machine| machine.cpu.model.clone());
        cpu.unwrap_or_else(|| self.machine.clone())
    }

    /// What it is called: the label of its machine, or its own name.
    pub fn name(&self) -> &str {
        self.label.as_deref().unwrap_or(&self.comparison)
    }

    /// The day it was begun, as in `2026-11-24`.
    pub(crate) fn day(&self) -> String {
        self.time.chars().take("2026-11-24".len()).collect()
    }

    /// How its program was built, as in `release build`.
    pub(crate) fn build(&self) -> Option<String> {
        let profile = &self.software.as_ref()?.profile;
        (!profile.is_empty()).then(|| format!("{profile} build"))
    }

    /// The commit its program was built from, if that is known.
    pub fn commit(&self) -> Option<&str> {
        self.software.as_ref()?.commit.as_deref()
    }
}

impl Participant {
    pub(super) fn new(comparison: &str, subject: &Subject) -> Self {
        Self {
            comparison: comparison.to_owned(),
            subject: subject.clone(),
            parity: Vec::new(),
            trajectories: Vec::new(),
            limits: None,
        }
    }

    pub(super) fn add(&mut self, event: &Event) {
        match event {
            Event::Parity { parity, .. } => self.parity.push(parity.clone()),
            Event::Trajectory { trajectory, .. } => self.trajectories.push(trajectory.clone()),
            Event::Limits { limits, .. } => self.limits = Some(limits.clone()),
            _ => {}
        }
    }
}
