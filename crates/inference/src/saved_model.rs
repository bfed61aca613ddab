//! A saved network: its weights found and verified, calibrated, and on a device.

use std::path::{Path, PathBuf};

use burn::tensor::Device;
use burn_mnist_model::{CLASSES, Classifier, Image, WeightsError};
use burn_mnist_run::{Calibration, RunDirectory, Temperature, WeightsSource, locate};

use crate::calibration::CalibrationStatus;
use crate::error::InferenceError;
use crate::evaluate::Scored;
use crate::explain::Explanation;
use crate::foreign::ForeignFormat;
use crate::predictor::{Prediction, Predictor};
use crate::robustness::Curve;

/// The network that a path names, ready to use: the one way from a run, a checkpoint or a weights file to
/// predictions, so that every program gives the same ones.
#[derive(Clone, Debug)]
pub struct SavedModel {
    predictor: Predictor,
    weights: PathBuf,
    weights_sha256: String,
    run: Option<RunDirectory>,
    verified: bool,
    calibration: CalibrationStatus,
}

impl SavedModel {
    /// Opens what `path` names on the default device: that of the first compiled in of flex, ndarray and wgpu.
    ///
    /// # Errors
    ///
    /// [`InferenceError::Backend`] if that device does not work, or as [`open_on`](Self::open_on).
    #[cfg(any(feature = "flex", feature = "ndarray", feature = "wgpu"))]
    pub fn open(path: impl AsRef<Path>) -> Result<Self, InferenceError> {
        Self::open_on(path, &burn_mnist_backend::default_device()?)
    }

    /// Opens what `path` names on `device`: a run (its best checkpoint), a checkpoint or a weights file. A
    /// checkpoint's weights are verified, and its run's calibration is applied if it fits them.
    ///
    /// # Errors
    ///
    /// [`InferenceError::Run`] if it is absent or damaged, or its calibration is; [`InferenceError::Weights`] if
    /// the weights are another network's or not finite, [`InferenceError::Foreign`] for a file of another program.
    pub fn open_on(path: impl AsRef<Path>, device: &Device) -> Result<Self, InferenceError> {
        let mut model = Self::open_uncalibrated(path, device)?;
        model.calibration = CalibrationStatus::Absent;
        let calibration = model.run.as_ref().map(Calibration::read).transpose()?;
        if let Some(calibration) = calibration.flatten() {
            model.calibrate(&calibration);
        }
        Ok(model)
    }

    /// As [`open_on`](Self::open_on), without a look at any calibration: probabilities are the network's own.
    ///
    /// # Errors
    ///
    /// As [`open_on`](Self::open_on); a damaged calibration is no error.
    pub fn open_uncalibrated(
        path: impl AsRef<Path>,
        device: &Device,
    ) -> Result<Self, InferenceError> {
        Self::from_source(locate(path.as_ref())?, device)
    }

    fn from_source(source: WeightsSource, device: &Device) -> Result<Self, InferenceError> {
        let weights_sha256 = source.sha256();
        let classifier = Classifier::from_bytes(&source.bytes, device)
            .map_err(|error| refused(&source, error))?;
        Ok(Self {
            predictor: Predictor::new(classifier, device),
            weights: source.path,
            weights_sha256,
            run: source.run,
            verified: source.verified,
            calibration: CalibrationStatus::Ignored,
        })
    }

    /// Uses `calibration` from now on, if it was fitted for these weights.
    pub fn calibrate(&mut self, calibration: &Calibration) {
        let fits = calibration.fits(&self.weights_sha256);
        let temperature = match fits {
            true => calibration.temperature,
            false => Temperature::ONE,
        };
        self.predictor = self.predictor.clone().with_temperature(temperature);
        self.calibration = match fits {
            true => CalibrationStatus::Applied(calibration.clone()),
            false => CalibrationStatus::OtherWeights(calibration.clone()),
        };
    }

    /// Labels and probabilities of these images, in their order.
    ///
    /// # Errors
    ///
    /// [`InferenceError::Device`] if the device fails, [`InferenceError::Overflow`] if an output is no number.
    pub fn predict(&self, images: &[Image]) -> Result<Vec<Prediction>, InferenceError> {
        self.predictor.predict(images)
    }

    /// Label and probabilities of one image.
    ///
    /// # Errors
    ///
    /// As [`predict`](Self::predict).
    pub fn predict_image(&self, image: &Image) -> Result<Prediction, InferenceError> {
        self.predictor.predict_image(image)
    }

    /// Label and probabilities of the PNG or JPEG picture at `path`, prepared as MNIST was.
    ///
    /// # Errors
    ///
    /// [`InferenceError::Picture`] if it cannot be read, or as [`predict`](Self::predict).
    pub fn predict_picture(&self, path: impl AsRef<Path>) -> Result<Prediction, InferenceError> {
        let picture = burn_mnist_picture::read(path.as_ref())?;
        self.predict_image(&picture.image)
    }

    /// Logits of these images, in their order, before calibration.
    ///
    /// # Errors
    ///
    /// As [`predict`](Self::predict).
    pub fn logits(&self, images: &[Image]) -> Result<Vec<[f32; CLASSES]>, InferenceError> {
        self.predictor.logits(images)
    }

    /// Evaluates the network on images and their labels, with calibrated probabilities.
    ///
    /// # Errors
    ///
    /// As [`evaluate`](crate::evaluate()).
    pub fn evaluate(&self, images: &[Image], labels: &[u8]) -> Result<Scored, InferenceError> {
        self.predictor.evaluate(images, labels)
    }

    /// Measures accuracy as images are shifted, rotated and made noisy.
    ///
    /// # Errors
    ///
    /// As [`robustness`](crate::robustness()).
    pub fn robustness(
        &self,
        images: &[Image],
        labels: &[u8],
    ) -> Result<Vec<Curve>, InferenceError> {
        self.predictor.robustness(images, labels)
    }

    /// Explains which parts of `image` speak for `class`, and which against it.
    ///
    /// # Errors
    ///
    /// As [`explain`](crate::explain::explain).
    pub fn explain(&self, image: &Image, class: u8) -> Result<Explanation, InferenceError> {
        self.predictor.explain(image, class)
    }

    /// The predictor, which knows no files.
    pub fn predictor(&self) -> &Predictor {
        &self.predictor
    }

    /// The network itself.
    pub fn classifier(&self) -> &Classifier {
        self.predictor.classifier()
    }

    /// The device that the network is on.
    pub fn device(&self) -> &Device {
        self.predictor.device()
    }

    /// What logits are divided by before they become probabilities.
    pub fn temperature(&self) -> Temperature {
        self.predictor.temperature()
    }

    /// Whether probabilities are calibrated, and by what.
    pub fn calibration(&self) -> &CalibrationStatus {
        &self.calibration
    }

    /// The weights file that was loaded.
    pub fn weights(&self) -> &Path {
        &self.weights
    }

    /// SHA-256 of the weights file's content, by which records name weights.
    pub fn weights_sha256(&self) -> &str {
        &self.weights_sha256
    }

    /// The run that the weights belong to, if they lie in one.
    pub fn run(&self) -> Option<&RunDirectory> {
        self.run.as_ref()
    }

    /// Whether the weights file was verified against a manifest.
    pub fn is_verified(&self) -> bool {
        self.verified
    }
}

/// Says what a file is that is no record of ours.
fn refused(source: &WeightsSource, error: WeightsError) -> InferenceError {
    let path = source.path.clone();
    let format = match error {
        WeightsError::Unreadable { .. } => ForeignFormat::of(&path, &source.bytes),
        _ => None,
    };
    match format {
        Some(format) => InferenceError::Foreign { path, format },
        None => InferenceError::Weights {
            path,
            source: error,
        },
    }
}
