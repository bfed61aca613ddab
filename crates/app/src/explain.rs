//! `explain`: what in an image speaks for a class.

use burn_mnist_inference::explain::{Explanation, Sanity, explain as maps, sanity};
use burn_mnist_inference::{InferenceError, Prediction};
use burn_mnist_model::Image;

use crate::error::AppError;
use crate::model::OpenModel;

/// Whether the maps are compared with those of networks with random weights.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SanityCheck {
    /// They are.
    Run,
    /// They are not.
    #[default]
    Omit,
}

/// An image, what the network predicts, and why.
pub struct Explained {
    /// The prediction.
    pub prediction: Prediction,
    /// The maps of one class.
    pub explanation: Explanation,
    /// How the maps compare with those of networks with random weights.
    pub checks: Vec<Sanity>,
}

/// Explains `class` in `image`, or the class that the network predicts.
///
/// # Errors
///
/// [`AppError::Inference`] for a class beyond 9, or if the device fails.
pub fn explain(
    model: &OpenModel,
    image: &Image,
    class: Option<u8>,
    check: SanityCheck,
) -> Result<Explained, AppError> {
    let mut predictions = model.saved.predict(&[*image])?;
    let prediction = predictions.pop().ok_or_else(|| InferenceError::Device {
        reason: "it returned nothing".to_owned(),
    })?;
    let class = class.unwrap_or(prediction.label);
    let (classifier, device) = (model.saved.classifier(), &model.opened.device);
    let explanation = maps(classifier, image, class, device)?;
    let checks = match check {
        SanityCheck::Run => sanity(classifier, image, &explanation, device)?,
        SanityCheck::Omit => Vec::new(),
    };
    Ok(Explained {
        prediction,
        explanation,
        checks,
    })
}
