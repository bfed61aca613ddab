//! A candidate with its worker, if it has one, and whether it is to be measured.

use std::path::Path;
use std::time::Duration;

use serde::de::DeserializeOwned;

use crate::candidate::Candidate;
use crate::process::{Process, WorkerError, brief};
use crate::protocol::{DataRead, Request};
use crate::record::Subject;

/// A candidate's place in a comparison.
pub(super) struct WorkerSlot {
    pub(super) candidate: Candidate,
    pub(super) subject: Subject,
    process: Option<Process>,
    excluded: Option<String>,
}

impl WorkerSlot {
    pub(super) fn new(candidate: Candidate) -> Self {
        Self {
            subject: Subject::named(&candidate.name, candidate.threads),
            candidate,
            process: None,
            excluded: None,
        }
    }

    /// For people, and distinct.
    pub(super) fn label(&self) -> String {
        format!(
            "{}, {} threads",
            self.candidate.name, self.candidate.threads
        )
    }

    pub(super) fn is_running(&self) -> bool {
        self.process.is_some()
    }

    pub(super) fn is_eligible(&self) -> bool {
        self.excluded.is_none()
    }

    pub(super) fn exclude(&mut self, reason: String) {
        self.process = None;
        self.excluded = Some(reason);
    }

    /// Ends its worker, if it has one.
    pub(super) fn stop(&mut self) {
        self.process = None;
    }

    /// Why it is not measured, for people.
    pub(super) fn exclusion_reason(&self) -> String {
        let reason = self
            .excluded
            .as_deref()
            .unwrap_or("nothing was asked of it");
        format!("{}: {reason}", self.candidate.name)
    }

    /// A new worker, which has said what it is and read the images.
    pub(super) fn spawn(
        &mut self,
        log: &Path,
        images: &Path,
        limit: Duration,
    ) -> Result<(), WorkerError> {
        self.process = None;
        let mut process = Process::start(&self.candidate, log)?;
        let subject: Subject = process.ask(&Request::Hello, limit)?;
        self.subject = Subject {
            name: self.candidate.name.clone(),
            ..tidy(subject)
        };
        let directory = images.to_owned();
        let _: DataRead = process.ask(&Request::Data { directory }, limit)?;
        self.process = Some(process);
        Ok(())
    }

    /// Asks the running worker; one that is gone is forgotten.
    pub(super) fn ask<T: DeserializeOwned>(
        &mut self,
        request: &Request,
        limit: Duration,
    ) -> Result<T, WorkerError> {
        let Some(process) = &mut self.process else {
            return Err(WorkerError::Exited("it is not running".to_owned()));
        };
        let answer = process.ask(request, limit);
        if let Err(WorkerError::Exited(_)) = answer {
            self.process = None;
        }
        answer
    }
}

/// What a worker says of itself, fit for tables.
fn tidy(subject: Subject) -> Subject {
    Subject {
        framework: brief(&subject.framework),
        version: brief(&subject.version),
        backend: brief(&subject.backend),
        device: brief(&subject.device),
        device_name: brief(&subject.device_name),
        kind: brief(&subject.kind),
        driver: subject.driver.as_deref().map(brief),
        ..subject
    }
}
