//! The predictor: weights on a device, images in, labels and probabilities out. Knows no files.

use burn::tensor::Device;
use burn_mnist_model::output::{argmax, softmax};
use burn_mnist_model::{CLASSES, Classifier, Image};
use burn_mnist_run::Temperature;

use crate::error::InferenceError;
use crate::evaluate::{Scored, evaluate_with};
use crate::explain::{Explanation, explain};
use crate::host::check_finite;
use crate::logits::map_logits;
use crate::parallelism::BatchParallelism;
use crate::robustness::{Curve, robustness};

/// The prediction for one image.
#[derive(Clone, Debug, PartialEq)]
pub struct Prediction {
    /// The most likely class.
    pub label: u8,
    /// Probability of each class; they add up to 1.
    pub probabilities: [f32; CLASSES],
}

/// A classifier ready to predict on one device.
///
/// ```
/// use burn_mnist_inference::model::{Image, PIXELS, Weights};
/// use burn_mnist_inference::{Device, Predictor, Temperature};
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let device = Device::flex();
/// # let untrained = burn_mnist_inference::model::Classifier::new(Weights::glorot(128, 42), &device);
/// # let bytes = untrained.to_bytes()?;
/// let predictor = Predictor::from_bytes(&bytes, Temperature::ONE, &device)?;
/// let predictions = predictor.predict(&[Image([0; PIXELS])])?;
/// assert!(predictions[0].label < 10);
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct Predictor {
    classifier: Classifier,
    device: Device,
    parallelism: BatchParallelism,
    temperature: Temperature,
}

impl Predictor {
    /// A predictor from the bytes of a weights file, wherever they came from. Logits are divided by
    /// `temperature` before they become probabilities; [`Temperature::ONE`] leaves the network's own.
    ///
    /// # Errors
    ///
    /// [`InferenceError::WeightsBytes`] if the weights are another network's or not finite.
    pub fn from_bytes(
        weights: &[u8],
        temperature: Temperature,
        device: &Device,
    ) -> Result<Self, InferenceError> {
        let classifier = Classifier::from_bytes(weights, device)
            .map_err(|source| InferenceError::WeightsBytes { source })?;
        Ok(Self::new(classifier, device).with_temperature(temperature))
    }

    /// A predictor from a classifier whose parameters are on `device`, at temperature 1.
    pub fn new(classifier: Classifier, device: &Device) -> Self {
        Self {
            classifier,
            device: device.clone(),
            parallelism: BatchParallelism::of(device),
            temperature: Temperature::ONE,
        }
    }

    /// The same predictor with logits divided by `temperature` before they become probabilities. Labels stay.
    pub fn with_temperature(self, temperature: Temperature) -> Self {
        Self {
            temperature,
            ..self
        }
    }

    /// The same predictor with batches spread over the cores by `parallelism` instead of what suits the device.
    pub fn with_parallelism(self, parallelism: BatchParallelism) -> Self {
        Self {
            parallelism,
            ..self
        }
    }

    /// Labels and probabilities of these images, in their order.
    ///
    /// # Errors
    ///
    /// [`InferenceError::Device`] if the device fails, [`InferenceError::Overflow`] if an output is no number.
    pub fn predict(&self, images: &[Image]) -> Result<Vec<Prediction>, InferenceError> {
        let predict = |logits: &[f32; CLASSES]| Prediction::from_logits(logits, self.temperature);
        self.map_logits(images, predict)
    }

    /// Label and probabilities of one image.
    ///
    /// # Errors
    ///
    /// As [`predict`](Self::predict).
    pub fn predict_image(&self, image: &Image) -> Result<Prediction, InferenceError> {
        let mut predictions = self.predict(std::slice::from_ref(image))?;
        predictions.pop().ok_or_else(|| InferenceError::Device {
            doing: "predicting",
            reason: "it returned nothing".to_owned(),
        })
    }

    /// Logits of these images, in their order, before any temperature.
    ///
    /// # Errors
    ///
    /// As [`predict`](Self::predict).
    pub fn logits(&self, images: &[Image]) -> Result<Vec<[f32; CLASSES]>, InferenceError> {
        self.map_logits(images, |logits| *logits)
    }

    /// The result of `map` for each image's logits, in the images' order, computed on the threads that compute
    /// the logits.
    ///
    /// # Errors
    ///
    /// As [`predict`](Self::predict).
    pub fn map_logits<T: Send>(
        &self,
        images: &[Image],
        map: impl Fn(&[f32; CLASSES]) -> T + Sync,
    ) -> Result<Vec<T>, InferenceError> {
        if images.is_empty() {
            return Ok(Vec::new());
        }
        let checked = |logits: &[f32; CLASSES]| {
            check_finite(logits)?;
            Ok(map(logits))
        };
        let (classifier, device) = (&self.classifier, &self.device);
        map_logits(classifier, images, device, self.parallelism, checked)
    }

    /// Evaluates the network on images and their labels: [`evaluate`](crate::evaluate()) with the probabilities at
    /// this predictor's temperature.
    ///
    /// # Errors
    ///
    /// As [`evaluate`](crate::evaluate()).
    pub fn evaluate(&self, images: &[Image], labels: &[u8]) -> Result<Scored, InferenceError> {
        let (classifier, device) = (&self.classifier, &self.device);
        let scored = evaluate_with(classifier, images, labels, device, self.parallelism)?;
        Ok(scored.at(labels, self.temperature))
    }

    /// Measures accuracy as images are shifted, rotated and made noisy.
    ///
    /// # Errors
    ///
    /// As [`robustness`].
    pub fn robustness(
        &self,
        images: &[Image],
        labels: &[u8],
    ) -> Result<Vec<Curve>, InferenceError> {
        robustness(&self.classifier, images, labels, &self.device)
    }

    /// Explains which parts of `image` speak for `class`, and which against it.
    ///
    /// # Errors
    ///
    /// As [`explain`].
    pub fn explain(&self, image: &Image, class: u8) -> Result<Explanation, InferenceError> {
        explain(&self.classifier, image, class, &self.device)
    }

    /// What logits are divided by before they become probabilities.
    pub fn temperature(&self) -> Temperature {
        self.temperature
    }

    /// The network itself.
    pub fn classifier(&self) -> &Classifier {
        &self.classifier
    }

    /// The device that the network is on.
    pub fn device(&self) -> &Device {
        &self.device
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

    /// The `count` most likely classes with their probabilities, the most likely first.
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
    use burn_mnist_model::{ClassifierConfig, PIXELS, Weights};

    use super::*;

    fn always(label: usize) -> Predictor {
        let mut weights = Weights::zeros(4);
        weights.output.bias[label] = 3.0;
        let device = Device::flex();
        let bytes = Classifier::new(weights, &device).to_bytes().unwrap();
        Predictor::from_bytes(&bytes, Temperature::ONE, &device).unwrap()
    }

    #[test]
    fn a_prediction_is_the_largest_logit_and_probabilities_add_up() {
        let prediction = always(7).predict_image(&Image([0; PIXELS])).unwrap();
        assert_eq!(prediction.label, 7);
        assert!((prediction.probabilities.iter().sum::<f32>() - 1.0).abs() < 1e-6);
        let expected = 3.0_f32.exp() / (3.0_f32.exp() + 9.0);
        assert!((prediction.probabilities[7] - expected).abs() < 1e-6);
        assert_eq!(prediction.top(1), [(7, prediction.probabilities[7])]);
    }

    #[test]
    fn a_temperature_changes_probabilities_and_not_the_label() {
        let predictor = always(7).with_temperature(Temperature::new(2.0).unwrap());
        let prediction = predictor.predict_image(&Image([0; PIXELS])).unwrap();
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
    fn the_same_weights_predict_alike_however_images_are_grouped() {
        let device = Device::flex();
        let predictor = Predictor::new(ClassifierConfig::new().init(&device), &device);
        let images: Vec<Image> = (0..5).map(|shade| Image([shade * 50; PIXELS])).collect();
        let together = predictor.predict(&images).unwrap();
        for (image, expected) in images.iter().zip(&together) {
            let alone = predictor.predict_image(image).unwrap();
            assert_eq!(alone.label, expected.label);
            for (a, b) in alone.probabilities.iter().zip(expected.probabilities) {
                assert!((a - b).abs() < 1e-6);
            }
        }
        assert_eq!(predictor.predict(&[]).unwrap(), []);
    }

    #[test]
    fn bytes_of_something_else_are_refused() {
        let error = Predictor::from_bytes(b"no weights", Temperature::ONE, &Device::flex());
        let message = error.unwrap_err().to_string();
        assert!(
            message.starts_with("the weights cannot be used: not a readable burnpack record"),
            "{message}"
        );
    }
}
