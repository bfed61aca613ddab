//! A picture out of a data set, where 28x28 in 8-bit grey is an image already.

use std::path::Path;

use burn_mnist_model::input::{Image, SIDE};
use image::DynamicImage;

use super::{PictureError, Prepared, flatten_and_prepare, open, read_bytes};

/// A picture of a data set as an image for the network.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sample {
    /// Its own pixels: it was 28x28 in 8-bit grey, which is taken to be white on black as MNIST is.
    AsIs(Image),
    /// Prepared as any other picture is.
    Prepared(Prepared),
}

impl Sample {
    /// What the network sees.
    pub fn image(&self) -> &Image {
        match self {
            Self::AsIs(image) | Self::Prepared(Prepared { image, .. }) => image,
        }
    }
}

/// Reads a picture of a data set. One in 28x28 and 8-bit grey is neither inverted nor centred, nor refused for being
/// blank: a set that was exported pixel by pixel comes back pixel by pixel. Others are prepared as by
/// [`read`](super::read).
///
/// # Errors
///
/// As [`read`](super::read).
pub fn read_sample(path: &Path) -> Result<Sample, PictureError> {
    let name = path.display().to_string();
    let bytes = read_bytes(open(path, &name)?, &name)?;
    let picture = super::decoder::decode(&bytes, &name)?;
    match as_is(&picture) {
        Some(image) => Ok(Sample::AsIs(image)),
        None => flatten_and_prepare(picture, &name).map(Sample::Prepared),
    }
}

fn as_is(picture: &DynamicImage) -> Option<Image> {
    let grey = picture.as_luma8()?;
    if grey.dimensions() != (SIDE as u32, SIDE as u32) {
        return None;
    }
    grey.as_raw().as_slice().try_into().ok().map(Image)
}
