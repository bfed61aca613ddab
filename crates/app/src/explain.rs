//! `explain`: what in an image speaks for a class.

use burn_mnist_inference::Prediction;
use burn_mnist_inference::explain::{Explanation, Sanity, sanity};
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
    let prediction = model.saved.predict_image(image)?;
    let class = class.unwrap_or(prediction.label);
    let explanation = model.saved.explain(image, class)?;
    let checks = match check {
        SanityCheck::Run => sanity(
            model.saved.classifier(),
            image,
            &explanation,
            model.saved.device(),
        )?,
        SanityCheck::Omit => Vec::new(),
    };
    Ok(Explained {
        prediction,
        explanation,
        checks,
    })
}
