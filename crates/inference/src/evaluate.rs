//! A classifier put to labelled images; what its logits are worth is computed on the host, by the crate `evaluation`.

use burn::tensor::Device;
use burn_mnist_evaluation::{Answer, answers, probability_score, score};
use burn_mnist_model::{CLASSES, Classifier, Image};
use burn_mnist_run::Temperature;
use burn_mnist_run::evaluation::Evaluation;

use crate::error::InferenceError;
use crate::logits;
use crate::parallelism::BatchParallelism;

/// Images handed to a device at a time.
const BATCH: usize = 1_000;

/// An evaluation and what it rests on.
#[derive(Clone, Debug)]
pub struct Scored {
    /// The figures.
    pub evaluation: Evaluation,
    /// Logits of each image, in the images' order.
    pub logits: Vec<[f32; CLASSES]>,
    /// Each image's logits held against its label, at the temperature of `evaluation.probabilities`.
    pub answers: Vec<Answer>,
}

/// Evaluates `classifier`, whose parameters are on `device`, on images and their labels. Probabilities are the
/// network's own, at temperature 1.
///
/// Logits are computed as a prediction of the same images computes them, and always in the same way: an evaluation
/// after training repeats the figures recorded by the run to the last digit.
///
/// # Errors
///
/// [`InferenceError::Device`] if the device fails, [`InferenceError::LossNotFinite`] if the loss is no number,
/// [`InferenceError::LabelCount`] and [`InferenceError::NoSuchClass`] for labels that do not fit.
pub fn evaluate(
    classifier: &Classifier,
    images: &[Image],
    labels: &[u8],
    device: &Device,
) -> Result<Scored, InferenceError> {
    evaluate_with(
        classifier,
        images,
        labels,
        device,
        BatchParallelism::of(device),
    )
}

/// [`evaluate`] with this spread over the cores.
pub(crate) fn evaluate_with(
    classifier: &Classifier,
    images: &[Image],
    labels: &[u8],
    device: &Device,
    parallelism: BatchParallelism,
) -> Result<Scored, InferenceError> {
    check_labels(images, labels)?;
    let logits = batch_logits(classifier, images, device, parallelism)?;
    let answers = answers(&logits, labels, Temperature::ONE);
    let evaluation = score(&answers);
    if !evaluation.loss.is_finite() {
        let (count, loss) = (images.len(), evaluation.loss);
        return Err(InferenceError::LossNotFinite { count, loss });
    }
    Ok(Scored {
        evaluation,
        logits,
        answers,
    })
}

impl Scored {
    /// The same evaluation with its logits divided by `temperature` before they become probabilities. The loss
    /// stays that of the network itself.
    pub(crate) fn at(mut self, labels: &[u8], temperature: Temperature) -> Self {
        self.answers = answers(&self.logits, labels, temperature);
        self.evaluation.probabilities = probability_score(&self.answers, temperature);
        self
    }
}

/// Logits of each image, in their order: in chunks as a prediction of all of them computes them, or in batches that
/// a device's memory can hold.
pub(crate) fn batch_logits(
    classifier: &Classifier,
    images: &[Image],
    device: &Device,
    parallelism: BatchParallelism,
) -> Result<Vec<[f32; CLASSES]>, InferenceError> {
    let size = match parallelism {
        BatchParallelism::Chunks => images.len().max(1),
        BatchParallelism::Backend => BATCH,
    };
    let mut all = Vec::with_capacity(images.len());
    for images in images.chunks(size) {
        let logits = logits::logits(classifier, images, device, parallelism);
        all.extend(logits.map_err(InferenceError::device("evaluating"))?);
    }
    Ok(all)
}

pub(crate) fn check_labels(images: &[Image], labels: &[u8]) -> Result<(), InferenceError> {
    if images.len() != labels.len() {
        let (images, labels) = (images.len(), labels.len());
        return Err(InferenceError::LabelCount { images, labels });
    }
    match labels.iter().find(|label| usize::from(**label) >= CLASSES) {
        Some(&found) => Err(InferenceError::NoSuchClass { found }),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use burn_mnist_model::{ClassifierConfig, PIXELS, Weights};

    use super::*;
    use crate::predictor::Predictor;

    /// Images of any kind, and labels in turn.
    fn labelled(count: usize) -> (Vec<Image>, Vec<u8>) {
        let image = |seed: usize| Image(std::array::from_fn(|at| (at * (seed + 3)) as u8));
        let labels = (0..count).map(|index| (index % CLASSES) as u8);
        ((0..count).map(image).collect(), labels.collect())
    }

    #[test]
    fn every_image_is_counted_once() {
        let device = Device::flex();
        let (images, labels) = labelled(2 * BATCH + 1);
        let mut weights = Weights::zeros(4);
        weights.output.bias[7] = 1.0;
        let always_seven = Classifier::new(weights, &device);
        let scored = evaluate(&always_seven, &images, &labels, &device).unwrap();
        assert_eq!(scored.evaluation.count, 2_001);
        assert_eq!((scored.logits.len(), scored.answers.len()), (2_001, 2_001));
        assert_eq!(scored.evaluation.correct, 200);
    }

    #[test]
    fn logits_are_those_of_a_prediction_to_the_last_bit() {
        let device = Device::flex();
        let (images, labels) = labelled(2 * BATCH + 1);
        let predictor = Predictor::new(ClassifierConfig::new().init(&device), &device);
        let scored = predictor.evaluate(&images, &labels).unwrap();
        assert_eq!(scored.logits, predictor.logits(&images).unwrap());
        let alone = evaluate(predictor.classifier(), &images, &labels, &device).unwrap();
        assert_eq!(scored.logits, alone.logits);
    }

    #[test]
    fn outputs_that_are_no_numbers_are_an_error() {
        let device = Device::flex();
        let mut weights = Weights::zeros(4);
        weights.output.bias = vec![f32::MAX; CLASSES];
        weights.hidden[0].bias = vec![f32::MAX; 4];
        weights.output.weight = vec![f32::MAX; 4 * CLASSES];
        let (images, labels) = labelled(3);
        let classifier = Classifier::new(weights, &device);
        let error = evaluate(&classifier, &images, &labels, &device).unwrap_err();
        assert!(
            matches!(error, InferenceError::LossNotFinite { count: 3, .. }),
            "{error}"
        );
    }

    #[test]
    fn an_untrained_network_guesses() {
        let device = Device::flex();
        let (images, labels) = labelled(500);
        let classifier = ClassifierConfig::new().init(&device);
        let scored = evaluate(&classifier, &images, &labels, &device).unwrap();
        assert!(scored.evaluation.loss > 1.5 && scored.evaluation.accuracy < 0.5);
    }

    #[test]
    fn labels_that_do_not_fit_are_refused() {
        let device = Device::flex();
        let classifier = ClassifierConfig::new().init(&device);
        let images = [Image([0; PIXELS]); 2];
        let refused = |labels: &[u8]| {
            let error = evaluate(&classifier, &images, labels, &device).unwrap_err();
            error.to_string()
        };
        let expected = "there are 1 labels for 2 images: expected one for each";
        assert_eq!(refused(&[3]), expected);
        let expected = "there is no class 10: expected a digit, 0 to 9";
        assert_eq!(refused(&[3, 10]), expected);
    }

    #[test]
    fn a_temperature_changes_probabilities_and_not_the_loss() {
        let device = Device::flex();
        let (images, labels) = labelled(50);
        let classifier = ClassifierConfig::new().init(&device);
        let plain = evaluate(&classifier, &images, &labels, &device).unwrap();
        let hot = Temperature::new(3.0).unwrap();
        let calibrated = plain.clone().at(&labels, hot);
        assert_eq!(calibrated.evaluation.loss, plain.evaluation.loss);
        assert_eq!(calibrated.evaluation.confusion, plain.evaluation.confusion);
        let score = calibrated.evaluation.probabilities.unwrap();
        assert_eq!(score.temperature, hot);
        assert!(calibrated.answers[0].probability < plain.answers[0].probability);
    }
}
