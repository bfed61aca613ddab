//! A classifier put to labelled images; what its logits are worth is computed on the host, by the crate `evaluation`.

use burn::tensor::{Device, Tensor};
use burn_mnist_data::DigitSet;
use burn_mnist_evaluation::{answers, score};
use burn_mnist_model::{CLASSES, Classifier, Image};
use burn_mnist_run::Temperature;
use burn_mnist_run::record::Evaluation;

use crate::error::TrainingError;

/// Images handed to the device at a time.
const BATCH: usize = 1_000;

/// An evaluation and the logits it rests on.
#[derive(Clone, Debug)]
pub struct Scored {
    /// The figures.
    pub evaluation: Evaluation,
    /// Logits of each image, in the set's order.
    pub logits: Vec<[f32; CLASSES]>,
}

/// Evaluates every image of `digits` on `device`, where the classifier's parameters are.
///
/// # Errors
///
/// [`TrainingError::Device`] if the device fails, [`TrainingError::Overflow`] if the loss is no number.
pub fn evaluate(
    classifier: &Classifier,
    digits: &DigitSet,
    device: &Device,
) -> Result<Scored, TrainingError> {
    let logits = logits(classifier, digits.images(), device)?;
    let evaluation = score(&answers(&logits, digits.labels(), Temperature::ONE));
    if !evaluation.loss.is_finite() {
        let (count, loss) = (digits.len(), evaluation.loss);
        return Err(TrainingError::Overflow { count, loss });
    }
    Ok(Scored { evaluation, logits })
}

/// Logits of each image, in their order.
pub(crate) fn logits(
    classifier: &Classifier,
    images: &[Image],
    device: &Device,
) -> Result<Vec<[f32; CLASSES]>, TrainingError> {
    let mut logits = Vec::with_capacity(images.len());
    for images in images.chunks(BATCH) {
        let found = classifier.logits(images, device);
        logits.extend(found.map_err(TrainingError::device("evaluating"))?);
    }
    Ok(logits)
}

/// Reads `[batch, 10]` into host memory.
pub(crate) fn rows(
    logits: Tensor<2>,
    doing: &'static str,
) -> Result<Vec<[f32; CLASSES]>, TrainingError> {
    let values: Vec<f32> = logits
        .try_into_vec_as()
        .map_err(TrainingError::device(doing))?;
    Ok(values.as_chunks().0.to_vec())
}

#[cfg(test)]
mod tests {
    use burn_mnist_data::synthetic;
    use burn_mnist_model::{ClassifierConfig, Weights};

    use super::*;

    #[test]
    fn every_image_is_counted_once() {
        let device = Device::flex();
        let digits = synthetic::generate(0, 2 * BATCH + 1, 5).test;
        let mut weights = Weights::zeros(4);
        weights.output.bias[7] = 1.0;
        let always_seven = Classifier::new(weights, &device);
        let Scored { evaluation, logits } = evaluate(&always_seven, &digits, &device).unwrap();
        assert_eq!(
            (evaluation.count as usize, logits.len()),
            (digits.len(), digits.len())
        );
        assert_eq!(evaluation.correct as usize, digits.class_counts()[7]);
    }

    #[test]
    fn outputs_that_are_no_numbers_are_an_error() {
        let device = Device::flex();
        let mut weights = Weights::zeros(4);
        weights.output.bias = vec![f32::MAX; CLASSES];
        weights.hidden.bias = vec![f32::MAX; 4];
        weights.output.weight = vec![f32::MAX; 4 * CLASSES];
        let digits = synthetic::generate(0, 3, 5).test;
        let error = evaluate(&Classifier::new(weights, &device), &digits, &device).unwrap_err();
        assert!(
            matches!(error, TrainingError::Overflow { count: 3, .. }),
            "{error}"
        );
    }

    #[test]
    fn an_untrained_network_guesses() {
        let device = Device::flex();
        let digits = synthetic::generate(0, 500, 5).test;
        let scored = evaluate(&ClassifierConfig::new().init(&device), &digits, &device).unwrap();
        assert!(scored.evaluation.loss > 1.5 && scored.evaluation.accuracy < 0.5);
    }
}
