//! `calibration.json`: the temperature fitted to a run's validation images, and the weights it is for.

use std::fs;
use std::io;

use serde::{Deserialize, Serialize};

use crate::durable;
use crate::error::RunError;
use crate::layout::RunDirectory;
use crate::lock::RunLock;
use crate::metrics::Split;
use crate::schema;
use crate::temperature::Temperature;
use crate::timestamp;

/// How good probabilities were at some temperature, on the images it was fitted to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Fit {
    /// Mean negative log-likelihood in nats: what the fit makes least.
    pub nll: f64,
    /// Expected calibration error.
    pub ece: f64,
}

/// All of `calibration.json`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Calibration {
    /// Version of this file's schema.
    pub schema_version: u32,
    /// When it was fitted, RFC 3339.
    pub fitted_at: String,
    /// What the weights' logits are to be divided by.
    pub temperature: Temperature,
    /// SHA-256 of the weights file it was fitted for; of no use to any other.
    pub weights_sha256: String,
    /// The images it was fitted to.
    pub split: Split,
    /// How many they were.
    pub count: u64,
    /// At temperature 1.
    pub before: Fit,
    /// At the fitted temperature.
    pub after: Fit,
}

impl Calibration {
    /// The schema version of `calibration.json`.
    pub const VERSION: u32 = 1;

    /// A temperature fitted now to validation images.
    pub fn new(
        temperature: Temperature,
        weights_sha256: String,
        count: u64,
        [before, after]: [Fit; 2],
    ) -> Self {
        Self {
            schema_version: Self::VERSION,
            fitted_at: timestamp::now(),
            temperature,
            weights_sha256,
            split: Split::Validation,
            count,
            before,
            after,
        }
    }

    /// Replaces the run's `calibration.json` in one step.
    ///
    /// # Errors
    ///
    /// [`RunError::Full`], [`RunError::Io`].
    pub fn write(&self, run: &RunDirectory, _only_writer: &RunLock) -> Result<(), RunError> {
        let path = run.calibration();
        durable::replace(&path, &schema::encode(&path, self)?)
    }

    /// Reads a run's `calibration.json`, if it has one.
    ///
    /// # Errors
    ///
    /// [`RunError::Damaged`] if it does not parse, [`RunError::Newer`] for a later schema.
    pub fn read(run: &RunDirectory) -> Result<Option<Self>, RunError> {
        let path = run.calibration();
        match fs::read(&path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(RunError::io("read", &path)(error)),
            Ok(bytes) => schema::parse(&path, &bytes, Self::VERSION).map(Some),
        }
    }

    /// Whether it was fitted for weights of this SHA-256; of no use to any other.
    pub fn fits(&self, weights_sha256: &str) -> bool {
        self.weights_sha256 == weights_sha256
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run() -> (tempfile::TempDir, RunDirectory) {
        let root = tempfile::tempdir().unwrap();
        let run = RunDirectory::create(root.path()).unwrap();
        (root, run)
    }

    fn calibration(weights: &[u8]) -> Calibration {
        let fit = Fit {
            nll: 0.1,
            ece: 0.01,
        };
        let temperature = Temperature::new(1.5).unwrap();
        Calibration::new(temperature, crate::sha256(weights), 500, [fit, fit])
    }

    #[test]
    fn a_calibration_is_for_the_weights_it_names_alone() {
        let (_root, run) = run();
        assert_eq!(Calibration::read(&run).unwrap(), None);
        let lock = RunLock::acquire(&run).unwrap();
        let written = calibration(b"two");
        written.write(&run, &lock).unwrap();
        assert_eq!(Calibration::read(&run).unwrap(), Some(written.clone()));
        let fits = |weights: &[u8]| written.fits(&crate::sha256(weights));
        assert!(fits(b"two") && !fits(b"one"));
    }

    #[test]
    fn a_damaged_or_newer_calibration_is_refused() {
        let (_root, run) = run();
        for text in ["", "{}", r#"{"schema_version": 1, "temperature": 0}"#] {
            fs::write(run.calibration(), text).unwrap();
            let error = Calibration::read(&run).unwrap_err();
            assert!(matches!(error, RunError::Damaged { .. }), "{error}");
        }
        fs::write(run.calibration(), r#"{"schema_version": 2}"#).unwrap();
        let error = Calibration::read(&run).unwrap_err();
        assert!(matches!(error, RunError::Newer { found: 2, .. }), "{error}");
    }
}
