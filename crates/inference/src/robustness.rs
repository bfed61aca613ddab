//! Accuracy of a classifier on images that are shifted, rotated and made noisy, at increasing strengths.

use burn::tensor::Device;
use burn_mnist_evaluation::wilson;
use burn_mnist_model::output::argmax;
use burn_mnist_model::{Classifier, Image};
use burn_mnist_picture::Distortion;
use burn_mnist_run::evaluation::Interval;
use serde::Serialize;

use crate::error::InferenceError;
use crate::evaluate::{batch_logits, check_labels};
use crate::parallelism::BatchParallelism;
use crate::threads;

const SHIFTS: [f64; 7] = [0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0];
const DEGREES: [f64; 7] = [0.0, 10.0, 20.0, 30.0, 40.0, 50.0, 60.0];
const DEVIATIONS: [f64; 6] = [0.0, 0.1, 0.2, 0.3, 0.4, 0.5];

/// Accuracy against the extent of one distortion.
#[derive(Clone, Debug, Serialize)]
pub struct Curve {
    /// `shift`, `rotation` or `noise`.
    pub distortion: &'static str,
    /// What the extent is counted in.
    pub unit: &'static str,
    /// From nothing to the most.
    pub points: Vec<Point>,
}

/// Accuracy at one extent of a distortion, the mean over its directions.
#[derive(Clone, Debug, Serialize)]
pub struct Point {
    /// The extent, in the curve's unit.
    pub amount: f64,
    /// Ways that the images were distorted by so much.
    pub directions: usize,
    /// Share of the images labelled right, the mean over the directions.
    pub accuracy: f64,
    /// Wilson's interval at 95 % for as many answers as there are images. Answers to one image in several
    /// directions are not independent: counting each would make the interval too narrow.
    pub interval: Option<Interval>,
}

/// Measures accuracy at growing shifts (0 to 6 pixels to each of four sides), rotations (0 to 60 degrees
/// either way) and Gaussian noise (standard deviation 0 to 0.5 of the span from black to white). The same
/// digits give the same curves.
///
/// # Errors
///
/// [`InferenceError::Device`] if the device fails, [`InferenceError::LabelCount`] and
/// [`InferenceError::NoSuchClass`] for labels that do not fit.
pub fn robustness(
    classifier: &Classifier,
    images: &[Image],
    labels: &[u8],
    device: &Device,
) -> Result<Vec<Curve>, InferenceError> {
    check_labels(images, labels)?;
    let measured = Measured {
        classifier,
        images,
        labels,
        device,
        parallelism: BatchParallelism::of(device),
    };
    Ok(vec![
        measured.curve("shift", "pixels", &SHIFTS, shifts)?,
        measured.curve("rotation", "degrees", &DEGREES, rotations)?,
        measured.curve("noise", "standard deviation", &DEVIATIONS, noises)?,
    ])
}

fn shifts(amount: f64) -> Vec<Distortion> {
    let shift = |(right, down)| Distortion::Shift { right, down };
    match amount == 0.0 {
        true => vec![shift((0.0, 0.0))],
        false => [(amount, 0.0), (-amount, 0.0), (0.0, amount), (0.0, -amount)]
            .map(shift)
            .to_vec(),
    }
}

fn rotations(amount: f64) -> Vec<Distortion> {
    let rotation = |degrees| Distortion::Rotation { degrees };
    match amount == 0.0 {
        true => vec![rotation(0.0)],
        false => [amount, -amount].map(rotation).to_vec(),
    }
}

fn noises(std: f64) -> Vec<Distortion> {
    vec![Distortion::Noise { std }]
}

/// A network and the images it is put to.
struct Measured<'a> {
    classifier: &'a Classifier,
    images: &'a [Image],
    labels: &'a [u8],
    device: &'a Device,
    parallelism: BatchParallelism,
}

impl Measured<'_> {
    fn curve(
        &self,
        distortion: &'static str,
        unit: &'static str,
        amounts: &[f64],
        ways: fn(f64) -> Vec<Distortion>,
    ) -> Result<Curve, InferenceError> {
        let points = amounts
            .iter()
            .map(|&amount| self.point(amount, &ways(amount)));
        Ok(Curve {
            distortion,
            unit,
            points: points.collect::<Result<_, _>>()?,
        })
    }

    fn point(&self, amount: f64, ways: &[Distortion]) -> Result<Point, InferenceError> {
        let mut correct = 0;
        for way in ways {
            correct += self.correct(*way)?;
        }
        let asked = ways.len() * self.images.len();
        let accuracy = correct as f64 / asked.max(1) as f64;
        Ok(Point {
            amount,
            directions: ways.len(),
            accuracy,
            interval: wilson(accuracy, self.images.len() as u64),
        })
    }

    /// How many images are labelled right once all are distorted so.
    fn correct(&self, way: Distortion) -> Result<usize, InferenceError> {
        let images = threads::map(self.images, |index, image| way.apply(image, index));
        let logits = batch_logits(self.classifier, &images, self.device, self.parallelism)?;
        let answers = logits.iter().zip(self.labels);
        Ok(answers
            .filter(|(logits, label)| argmax(logits) == **label)
            .count())
    }
}

#[cfg(test)]
mod tests {
    use burn_mnist_model::{PIXELS, SIDE, Weights};

    use super::*;

    /// Answers 1 if the pixel at row 14, column 14 is lit, else 0.
    fn sees_the_centre(device: &Device) -> Classifier {
        let mut weights = Weights::zeros(1);
        weights.hidden[0].weight[14 * SIDE + 14] = 1.0;
        weights.output.weight[1] = 2.0;
        weights.output.bias[0] = 1.0;
        Classifier::new(weights, device)
    }

    #[test]
    fn accuracy_is_the_mean_over_directions_with_an_interval_of_the_images() {
        let device = Device::flex();
        let mut bar = Image([0; PIXELS]);
        // Three pixels wide to the right of the centre, and no higher than one.
        bar.0[14 * SIDE + 14..14 * SIDE + 17].fill(255);
        let curves = robustness(&sees_the_centre(&device), &[bar; 4], &[1; 4], &device).unwrap();
        let accuracies = |curve: &Curve| -> Vec<f64> {
            curve.points.iter().map(|point| point.accuracy).collect()
        };
        // To the left the bar still covers the centre for two pixels; any other way it is gone at once.
        let [shift, rotation, noise] = &curves[..] else {
            panic!("three curves")
        };
        assert_eq!(accuracies(shift), [1.0, 0.25, 0.25, 0.0, 0.0, 0.0, 0.0]);
        let at_a_quarter = shift.points[1].interval;
        assert_eq!(
            at_a_quarter,
            wilson(0.25, 4),
            "images are what is independent"
        );
        assert_eq!(rotation.points.last().unwrap().amount, 60.0);
        let amounts: Vec<f64> = noise.points.iter().map(|point| point.amount).collect();
        assert_eq!(amounts, [0.0, 0.1, 0.2, 0.3, 0.4, 0.5]);
        assert_eq!(accuracies(noise)[0], 1.0);
    }
}
