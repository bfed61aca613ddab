//! The moving average of a run's weights, which is steadier than any one step's.

use burn::module::{Module, Param};
use burn::nn::Linear;
use burn::tensor::Tensor;
use burn_mnist_model::Classifier;

/// An exponential moving average (Polyak and Juditsky 1992 in the form of Kingma and Ba 2015, section
/// 7.2): after each step, average = d average + (1 - d) weights. So that the initial weights are soon
/// forgotten, d is at most (1 + t) / (10 + t) after t steps, as in TensorFlow's
/// `ExponentialMovingAverage`.
pub(crate) struct Average {
    classifier: Classifier,
    decay: f64,
}

impl Average {
    /// Goes on from `classifier`, whose weights it takes for the average so far.
    pub(crate) fn new(classifier: &Classifier, decay: f64) -> Self {
        Self {
            classifier: classifier.valid(),
            decay,
        }
    }

    /// Takes in the weights after step number `step` of the run, counted from 1.
    pub(crate) fn update(&mut self, current: &Classifier, step: usize) {
        let step = step as f64;
        let weight_of_current = 1.0 - self.decay.min((1.0 + step) / (10.0 + step));
        let average = &mut self.classifier;
        for (layer, current) in average.hidden.iter_mut().zip(&current.hidden) {
            move_towards(layer, current, weight_of_current);
        }
        move_towards(&mut average.output, &current.output, weight_of_current);
    }

    /// The averaged network, without the means to learn.
    pub(crate) fn classifier(&self) -> &Classifier {
        &self.classifier
    }
}

fn move_towards(average: &mut Linear, current: &Linear, weight_of_current: f64) {
    blend(&mut average.weight, &current.weight, weight_of_current);
    if let (Some(average), Some(current)) = (&mut average.bias, &current.bias) {
        blend(average, current, weight_of_current);
    }
}

fn blend<const D: usize>(
    average: &mut Param<Tensor<D>>,
    current: &Param<Tensor<D>>,
    weight_of_current: f64,
) {
    let current = current.val().inner();
    *average = average.clone().map(|average| {
        let step = (current - average.clone()) * weight_of_current;
        average + step
    });
}

#[cfg(test)]
mod tests {
    use burn::tensor::Device;
    use burn_mnist_model::Weights;

    use super::*;

    /// By hand: weights of 1, 2, 3 after steps 1 to 3 and d = 0.5, which (1 + t) / (10 + t) holds down
    /// to 2/11, 3/12 and 4/13.
    #[test]
    fn an_average_moves_as_worked_out_by_hand() {
        let device = Device::flex();
        let classifier = |value: f32| {
            let mut weights = Weights::zeros(3);
            weights.hidden[0].weight.fill(value);
            weights.output.bias.fill(2.0 * value);
            Classifier::new(weights, &device.clone().autodiff())
        };
        let mut average = Average::new(&classifier(0.0), 0.5);
        let mut expected = 0.0_f64;
        for step in 1..=3 {
            average.update(&classifier(step as f32), step);
            let decay = [2.0 / 11.0, 3.0 / 12.0, 4.0 / 13.0][step - 1];
            expected = decay * expected + (1.0 - decay) * step as f64;
        }
        let bytes = average.classifier().to_bytes().unwrap();
        let found = Weights::from_bytes(&bytes).unwrap();
        let near = |found: f32, expected: f64| (f64::from(found) - expected).abs() < 1e-6;
        assert!(
            found.hidden[0]
                .weight
                .iter()
                .all(|one| near(*one, expected))
        );
        assert!(
            found
                .output
                .bias
                .iter()
                .all(|one| near(*one, 2.0 * expected))
        );
    }

    #[test]
    fn late_in_a_run_the_decay_is_what_was_asked_for() {
        let device = Device::flex();
        let (mut one, zero) = (Weights::zeros(1), Weights::zeros(1));
        one.output.bias.fill(1.0);
        let [one, zero] = [one, zero].map(|weights| Classifier::new(weights, &device));
        let mut average = Average::new(&zero, 0.99);
        average.update(&one, 1_000_000);
        let bytes = average.classifier().to_bytes().unwrap();
        let bias = Weights::from_bytes(&bytes).unwrap().output.bias[0];
        assert!((bias - 0.01).abs() < 1e-7, "{bias}");
    }
}
