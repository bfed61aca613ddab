//! The predictor: verified weights on a device, images in, labels and probabilities out.

use std::path::{Path, PathBuf};

use burn::tensor::Device;
use burn_mnist_model::output::{argmax, softmax};
use burn_mnist_model::{CLASSES, Classifier, Image, Sharing};
use burn_mnist_run::{RunDirectory, Temperature, WeightsSource, locate};

use crate::error::InferenceError;
use crate::host::check_finite;

/// What the network makes of one image.
#[derive(Clone, Debug, PartialEq)]
pub struct Prediction {
    /// The likeliest class.
    pub label: u8,
    /// Probability of each class; they add up to 1.
    pub probabilities: [f32; CLASSES],
}

/// A classifier ready to predict on one device.
#[derive(Debug)]
pub struct Predictor {
    classifier: Classifier,
    device: Device,
    weights: PathBuf,
    run: Option<RunDirectory>,
    verified: bool,
    temperature: Temperature,
}

impl Predictor {
    /// Loads what `path` names, a run, a checkpoint or a weights file, onto `device`.
    ///
    /// # Errors
    ///
    /// [`InferenceError::Run`] if it is absent or damaged, [`InferenceError::Weights`] if the
    /// weights are another network's or not finite.
    pub fn load(path: &Path, device: &Device) -> Result<Self, InferenceError> {
        Self::from_source(locate(path)?, device)
    }

    /// Loads weights that were found already, as [`load`](Self::load) does.
    ///
    /// # Errors
    ///
    /// [`InferenceError::Weights`] if the weights are another network's or not finite.
    pub fn from_source(source: WeightsSource, device: &Device) -> Result<Self, InferenceError> {
        let classifier = Classifier::from_bytes(&source.bytes, device).map_err(|error| {
            InferenceError::Weights {
                path: source.path.clone(),
                source: error,
            }
        })?;
        Ok(Self {
            classifier,
            device: device.clone(),
            weights: source.path,
            run: source.run,
            verified: source.verified,
            temperature: Temperature::ONE,
        })
    }

    /// From now on divides logits by `temperature` before they become probabilities. Labels stay.
    pub fn calibrate(&mut self, temperature: Temperature) {
        self.temperature = temperature;
    }

    /// From now on a batch is brought to the device's cores as `sharing` says.
    pub fn share(&mut self, sharing: Sharing) {
        self.classifier.sharing = sharing;
    }

    /// Labels and probabilities of these images, in their order.
    ///
    /// # Errors
    ///
    /// [`InferenceError::Device`] if the device fails, [`InferenceError::Overflow`] if an output is no number.
    pub fn predict(&self, images: &[Image]) -> Result<Vec<Prediction>, InferenceError> {
        if images.is_empty() {
            return Ok(Vec::new());
        }
        let predict = |logits: &[f32; CLASSES]| {
            check_finite(logits)?;
            Ok(Prediction::from_logits(logits, self.temperature))
        };
        let predictions = self.classifier.map_logits(images, &self.device, predict)?;
        predictions.into_iter().collect()
    }

    /// What logits are divided by before they become probabilities.
    pub fn temperature(&self) -> Temperature {
        self.temperature
    }

    /// The network itself, for evaluation.
    pub fn classifier(&self) -> &Classifier {
        &self.classifier
    }

    /// The weights file that was loaded.
    pub fn weights(&self) -> &Path {
        &self.weights
    }

    /// The run the weights belong to, if they lie in one.
    pub fn run(&self) -> Option<&RunDirectory> {
        self.run.as_ref()
    }

    /// Whether a manifest vouched for the weights file.
    pub fn is_verified(&self) -> bool {
        self.verified
    }
}

impl Prediction {
    fn from_logits(logits: &[f32; CLASSES], temperature: Temperature) -> Self {
        let scaled = logits.map(|logit| (f64::from(logit) / temperature.get()) as f32);
        Self {
            label: argmax(logits),
            probabilities: softmax(&scaled),
        }
    }

    /// The `count` likeliest classes with their probabilities, the likeliest first.
    pub fn top(&self, count: usize) -> Vec<(u8, f32)> {
        let mut classes: Vec<(u8, f32)> = (0..).zip(self.probabilities).take(CLASSES).collect();
        // Rounding may make two equal; the label still comes first.
        classes.sort_by(|a, b| {
            let by_label = (b.0 == self.label).cmp(&(a.0 == self.label));
            b.1.total_cmp(&a.1).then(by_label)
        });
        classes.truncate(count);
        classes
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use burn_mnist_model::{ClassifierConfig, PIXELS, Weights};

    use super::*;

    fn always(label: usize) -> Classifier {
        let mut weights = Weights::zeros(4);
        weights.output.bias[label] = 3.0;
        Classifier::new(weights, &Device::flex())
    }

    fn saved(classifier: &Classifier) -> tempfile::NamedTempFile {
        let file = tempfile::NamedTempFile::new().unwrap();
        fs::write(file.path(), classifier.to_bytes().unwrap()).unwrap();
        file
    }

    #[test]
    fn a_prediction_is_the_largest_logit_and_probabilities_add_up() {
        let file = saved(&always(7));
        let predictor = Predictor::load(file.path(), &Device::flex()).unwrap();
        let [prediction] = &predictor.predict(&[Image([0; PIXELS])]).unwrap()[..] else {
            panic!("one image, one prediction")
        };
        assert_eq!(prediction.label, 7);
        assert!((prediction.probabilities.iter().sum::<f32>() - 1.0).abs() < 1e-6);
        let expected = 3.0_f32.exp() / (3.0_f32.exp() + 9.0);
        assert!((prediction.probabilities[7] - expected).abs() < 1e-6);
        assert_eq!(prediction.top(1), [(7, prediction.probabilities[7])]);
        assert!(!predictor.is_verified());
    }

    #[test]
    fn a_temperature_changes_probabilities_and_not_the_label() {
        let file = saved(&always(7));
        let mut predictor = Predictor::load(file.path(), &Device::flex()).unwrap();
        predictor.calibrate(Temperature::new(2.0).unwrap());
        let prediction = &predictor.predict(&[Image([0; PIXELS])]).unwrap()[0];
        assert_eq!(prediction.label, 7);
        let expected = 1.5_f32.exp() / (1.5_f32.exp() + 9.0);
        assert!((prediction.probabilities[7] - expected).abs() < 1e-6);
    }

    #[test]
    fn of_probabilities_that_rounding_made_equal_the_label_comes_first() {
        let prediction = Prediction {
            label: 8,
            probabilities: [0.1; CLASSES],
        };
        assert_eq!(prediction.top(2), [(8, 0.1), (0, 0.1)]);
    }

    #[test]
    fn the_same_file_predicts_alike_however_images_are_grouped() {
        let file = saved(&ClassifierConfig::new().init(&Device::flex()));
        let predictor = Predictor::load(file.path(), &Device::flex()).unwrap();
        let images: Vec<Image> = (0..5).map(|shade| Image([shade * 50; PIXELS])).collect();
        let together = predictor.predict(&images).unwrap();
        for (image, expected) in images.iter().zip(&together) {
            let alone = &predictor.predict(&[*image]).unwrap()[0];
            assert_eq!(alone.label, expected.label);
            for (a, b) in alone.probabilities.iter().zip(expected.probabilities) {
                assert!((a - b).abs() < 1e-6);
            }
        }
        assert_eq!(predictor.predict(&[]).unwrap(), []);
    }

    #[test]
    fn a_file_of_something_else_is_refused_by_name() {
        let file = tempfile::NamedTempFile::new().unwrap();
        fs::write(file.path(), "no weights").unwrap();
        let error = Predictor::load(file.path(), &Device::flex()).unwrap_err();
        let message = error.to_string();
        assert!(
            message.contains(&file.path().display().to_string()),
            "{message}"
        );
        assert!(matches!(error, InferenceError::Weights { .. }), "{message}");
    }
}
