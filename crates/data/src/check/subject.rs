//! The digits that are checked: as many as can be read, with what cannot.

use burn_mnist_diagnostic::Diagnostic;

use super::{Finding, Kind, Place};
use crate::files::Part;
use crate::mnist::{self, Request};
use crate::user::{Contents, Fault, FaultKind, Gathered};
use crate::{DataError, DigitSet, Digits, Progress};

/// Digits to check.
pub struct Subject(Contents);

impl Subject {
    /// The digits that [`mnist::load`] would load, except that faults of a user's directory are findings here.
    ///
    /// # Errors
    ///
    /// As [`mnist::load`], when a file is missing or an IDX file is not whole.
    pub fn load(request: &Request, progress: &mut dyn Progress) -> Result<Self, DataError> {
        mnist::gather(request, progress).map(Self)
    }

    /// Where the digits came from, for people.
    pub fn source(&self) -> &str {
        &self.0.source
    }

    /// What a user should know of how they were read.
    pub fn notes(&self) -> &[String] {
        &self.0.notes
    }

    /// The names of the classes, as in [`Digits::classes`].
    pub fn classes(&self) -> &[String] {
        &self.0.classes
    }

    /// The digits of a split, as far as they can be read.
    pub fn digits(&self, part: Part) -> &DigitSet {
        &self.gathered(part).digits
    }

    /// The location of an image of a split.
    pub fn place(&self, part: Part, position: usize) -> Place {
        let gathered = self.gathered(part);
        Place {
            split: part,
            index: gathered.index(position),
            path: gathered.file(position).map(ToOwned::to_owned),
            label: gathered.digits.labels()[position],
        }
    }

    /// Whether training can read all of it.
    pub fn is_whole(&self) -> bool {
        self.0.faults.is_empty()
    }

    /// What could not be read of `parts`.
    pub(super) fn faults(&self, parts: &[Part]) -> Vec<Finding> {
        let faults = self.0.faults.iter();
        let asked = faults.filter(|fault| parts.contains(&fault.part));
        asked.map(Finding::from).collect()
    }

    fn gathered(&self, part: Part) -> &Gathered {
        match part {
            Part::Train => &self.0.train,
            Part::Test => &self.0.test,
        }
    }
}

impl From<Digits> for Subject {
    fn from(digits: Digits) -> Self {
        Self(digits.into())
    }
}

impl From<&Fault> for Finding {
    fn from(fault: &Fault) -> Self {
        let kind = match fault.kind {
            FaultKind::Unreadable => Kind::Unreadable,
            FaultKind::LabelOutOfRange => Kind::LabelOutOfRange,
            FaultKind::UnequalCounts => Kind::UnequalCounts,
        };
        let path = fault.error.path().map(ToOwned::to_owned);
        Self::of_set(kind, path, fault.error.to_string())
    }
}
