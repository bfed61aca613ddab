//! Why the network sees a digit: maps of what in an image speaks for a class, and against it.
//!
//! An [`Explanation`] has four [`Map`]s of one image x and one class c, each by its own [`Method`].
//! z(x) is the logit of c, p(x) its probability:
//!
//! | method | value at pixel i | source |
//! |---|---|---|
//! | gradient | ∂z/∂xᵢ | Simonyan, Vedaldi and Zisserman 2014, arXiv 1312.6034, section 3 |
//! | gradient times input | xᵢ ∂z/∂xᵢ | Shrikumar, Greenside, Shcherbina and Kundaje 2016, arXiv 1605.01713 |
//! | integrated gradients | xᵢ ∫₀¹ ∂z(αx)/∂xᵢ dα | Sundararajan, Taly and Yan 2017, arXiv 1703.01365, equation 1 |
//! | occlusion | p(x) less p with a black patch over i | Zeiler and Fergus 2014, arXiv 1311.2901, section 4.2 |
//!
//! A map that looks convincing may depend on the image alone and not on the network: [`mod@sanity`] tells the two
//! apart. [`mod@units`] has what the first layer looks for, whatever the image; [`draw`] makes all of it
//! visible.

pub mod draw;
mod gradient;
mod integrated;
mod map;
mod method;
mod occlusion;
mod rank;
pub mod sanity;
pub mod units;

use burn::tensor::Device;
use burn_mnist_model::input::scale;
use burn_mnist_model::{CLASSES, Classifier, Image, PIXELS};

use crate::error::InferenceError;

pub use integrated::{Completeness, STEPS};
pub use map::Map;
pub use method::Method;
pub use occlusion::PATCH;
pub use sanity::{Sanity, sanity};
pub use units::{Unit, units};

/// What in one image speaks for one class, by every method.
#[derive(Clone, Debug, PartialEq)]
pub struct Explanation {
    /// The class.
    pub class: u8,
    /// How the logit rises as a pixel brightens.
    pub gradient: Map,
    /// The gradient, where there is ink.
    pub gradient_times_input: Map,
    /// Each pixel's share of what the image has over a black one.
    pub integrated_gradients: Map,
    /// How nearly these shares add up.
    pub completeness: Completeness,
    /// What the class loses in probability when a pixel and those around it turn black.
    pub occlusion: Map,
}

impl Explanation {
    /// The map of this method.
    pub fn map(&self, method: Method) -> &Map {
        match method {
            Method::Gradient => &self.gradient,
            Method::GradientTimesInput => &self.gradient_times_input,
            Method::IntegratedGradients => &self.integrated_gradients,
            Method::Occlusion => &self.occlusion,
        }
    }
}

/// Explains the score that `classifier`, whose parameters are on `device`, gives to `class` for `image`.
///
/// # Errors
///
/// [`InferenceError::NoSuchClass`] for a class beyond 9, [`InferenceError::Device`] if the device
/// fails, [`InferenceError::Overflow`] if the network's outputs or gradients are no numbers.
pub fn explain(
    classifier: &Classifier,
    image: &Image,
    class: u8,
    device: &Device,
) -> Result<Explanation, InferenceError> {
    check_class(class)?;
    let input = image.0.map(scale);
    let gradient = gradient::at(classifier, &input, class, device)?;
    let (integrated_gradients, completeness) =
        integrated::along_the_path(classifier, image, class, device)?;
    Ok(Explanation {
        class,
        gradient_times_input: Map(std::array::from_fn(|at: usize| input[at] * gradient.0[at])),
        gradient,
        integrated_gradients,
        completeness,
        occlusion: occlusion::occlusion(classifier, image, class, device)?,
    })
}

/// The map of integrated gradients alone, with how nearly its shares add up.
///
/// # Errors
///
/// As [`explain`].
pub fn integrated_gradients(
    classifier: &Classifier,
    image: &Image,
    class: u8,
    device: &Device,
) -> Result<(Map, Completeness), InferenceError> {
    check_class(class)?;
    integrated::along_the_path(classifier, image, class, device)
}

fn check_class(class: u8) -> Result<(), InferenceError> {
    match usize::from(class) < CLASSES {
        true => Ok(()),
        false => Err(InferenceError::NoSuchClass { found: class }),
    }
}

/// An image as the network sees it, before it is on a device.
type Input = [f32; PIXELS];

#[cfg(test)]
mod tests {
    use burn_mnist_model::Weights;

    use super::*;

    #[test]
    fn a_class_that_is_no_digit_is_refused() {
        let device = Device::flex();
        let classifier = Classifier::new(Weights::zeros(2), &device);
        let refused = explain(&classifier, &Image([0; PIXELS]), 10, &device).unwrap_err();
        assert_eq!(
            refused.to_string(),
            "there is no class 10: expected a digit, 0 to 9"
        );
    }

    #[test]
    fn gradients_beyond_the_numbers_are_an_overflow() {
        let device = Device::flex();
        let mut weights = Weights::zeros(1);
        weights.hidden[0].bias[0] = 1.0;
        weights.hidden[0].weight.fill(1e30);
        weights.output.weight.fill(1e30);
        let classifier = Classifier::new(weights, &device);
        let refused = explain(&classifier, &Image([0; PIXELS]), 0, &device).unwrap_err();
        assert!(matches!(refused, InferenceError::Overflow), "{refused}");
    }
}
