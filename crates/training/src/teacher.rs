//! Learning from a larger network's answers besides the labels.

use burn::tensor::activation::{log_softmax, softmax};
use burn::tensor::{Device, Tensor};
use burn_mnist_model::{Classifier, Weights};

/// Distillation (Hinton, Vinyals and Dean 2015): a step's loss is
/// (1 - share) loss + share T² KL(p ‖ q), p and q being the softmax of the teacher's and the network's
/// logits divided by the temperature T. A label says which digit it is; the teacher also says which others
/// it looks like.
#[derive(Clone, Debug, PartialEq)]
pub struct Teacher {
    /// The network that is learnt from, of any size.
    pub weights: Weights,
    /// Its share of the loss, from 0 to 1.
    pub share: f64,
    /// The temperature T, above 0.
    pub temperature: f64,
}

/// A teacher on the device where it teaches.
#[derive(Clone, Debug)]
pub(crate) struct Taught {
    classifier: Classifier,
    share: f64,
    temperature: f64,
}

impl Taught {
    /// By `teacher`, on `device`, where it does not learn itself.
    pub(crate) fn by(teacher: &Teacher, device: &Device) -> Self {
        Self {
            classifier: Classifier::new(teacher.weights.clone(), &device.clone().inner()),
            share: teacher.share,
            temperature: teacher.temperature,
        }
    }

    /// The loss with the teacher's part in it.
    ///
    /// # Shapes
    ///
    /// - images: `[batch, 784]`
    /// - logits: `[batch, 10]`
    /// - loss and output: `[1]`
    pub(crate) fn blend(&self, images: Tensor<2>, logits: Tensor<2>, loss: Tensor<1>) -> Tensor<1> {
        self.blend_with(self.classifier.forward(images.inner()), logits, loss)
    }

    fn blend_with(&self, teacher: Tensor<2>, logits: Tensor<2>, loss: Tensor<1>) -> Tensor<1> {
        let teacher = teacher / self.temperature;
        let expected = Tensor::from_inner(softmax(teacher.clone(), 1));
        let surprise =
            Tensor::from_inner(log_softmax(teacher, 1)) - log_softmax(logits / self.temperature, 1);
        let divergence = (expected * surprise).sum_dim(1).mean();
        let weight = self.share * self.temperature * self.temperature;
        loss * (1.0 - self.share) + divergence * weight
    }
}

#[cfg(test)]
mod tests {
    use burn::tensor::TensorData;
    use burn_mnist_model::CLASSES;

    use super::*;
    use crate::loss::Objective;
    use crate::reference::{assert_near, recorded};

    #[test]
    fn the_loss_and_its_gradient_are_pytorchs() {
        let device = Device::flex();
        let autodiff = device.clone().autodiff();
        let recorded = recorded();
        let count = recorded.labels.len();
        let tensor = |rows: &[[f32; CLASSES]], device: &Device| {
            Tensor::<2>::from_data(TensorData::new(rows.concat(), [count, CLASSES]), device)
        };
        for expected in recorded.taught {
            let taught = Taught {
                classifier: Classifier::new(Weights::zeros(1), &device),
                share: expected.share,
                temperature: expected.temperature,
            };
            let logits = tensor(&recorded.logits, &autodiff).require_grad();
            let labels = TensorData::new(recorded.labels.clone(), [count]);
            let targets = Tensor::from_data(labels, &autodiff);
            let loss = Objective::default().forward(logits.clone(), targets);
            let teacher = tensor(&recorded.teacher, &device);
            let loss = taught.blend_with(teacher, logits.clone(), loss);
            let gradient = logits.grad(&loss.backward()).unwrap();
            assert_near(&[loss.into_scalar()], &[expected.value], 1e-6);
            let gradient: Vec<f32> = gradient.try_into_vec_as().unwrap();
            assert_near(&gradient, &expected.gradient.concat(), 1e-6);
        }
    }
}
