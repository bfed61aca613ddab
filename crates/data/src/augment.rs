//! Random changes of training images, so that a network cannot memorise them.

mod elastic;
mod erase;
mod error;
mod geometry;
mod noise;
mod resample;
mod series;
mod text;

use burn_mnist_model::input::Image;
use pulp::{Arch, Simd, WithSimd};
use rand::rngs::ChaCha8Rng;

use crate::random::stream;
use geometry::Affine;

pub use error::AugmentError;

/// The transformations and their strengths. Each strength is a maximum, within which each image draws its own value.
///
/// Reads and writes as text, such as `shift=2,rotate=10,elastic=8`; `none` leaves images as they are, as does the
/// default.
#[derive(Clone, Copy, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Augmentation {
    /// Maximum translation along each axis, in pixels.
    pub shift: f32,
    /// Maximum rotation in either direction, in degrees.
    pub rotate: f32,
    /// Maximum change of size, as a fraction.
    pub scale: f32,
    /// Maximum shear in either direction, in degrees.
    pub shear: f32,
    /// Maximum number of pixels cut from each border; the rest is scaled to the full image.
    pub crop: f32,
    /// Elastic deformation: the factor alpha, in pixels, of Simard, Steinkraus and Platt, "Best Practices for
    /// Convolutional Neural Networks Applied to Visual Document Analysis" (2003). At sigma 4 a pixel moves by 0.04
    /// alpha, root mean square.
    pub elastic: f32,
    /// Smoothness of the elastic deformation: standard deviation of the Gaussian, in pixels.
    pub sigma: f32,
    /// Standard deviation of the noise of each pixel, where black is 0 and white 1.
    pub noise: f32,
    /// Maximum side of the rectangle that is erased, in pixels: Zhong et al., "Random Erasing Data Augmentation" (2020).
    pub erase: f32,
}

impl Augmentation {
    /// Leaves images as they are.
    pub const NONE: Self = Self {
        shift: 0.0,
        rotate: 0.0,
        scale: 0.0,
        shear: 0.0,
        crop: 0.0,
        elastic: 0.0,
        sigma: 4.0,
        noise: 0.0,
        erase: 0.0,
    };

    /// Whether images stay as they are.
    pub fn is_none(&self) -> bool {
        !self.moves() && self.elastic == 0.0 && self.noise == 0.0 && self.erase == 0.0
    }

    /// The image as an epoch sees it: a function of these arguments alone, the same on every platform.
    ///
    /// `index` is the image's position in the training set. Each part draws from a stream of its own, so that adding
    /// one leaves what the others do to an image.
    pub fn apply(&self, image: &Image, seed: u64, epoch: usize, index: usize) -> Image {
        Arch::new().dispatch(Change {
            augmentation: self,
            image,
            draws: |purpose| stream(purpose, seed, epoch as u64, index as u64),
        })
    }

    fn moves(&self) -> bool {
        [self.shift, self.rotate, self.scale, self.shear, self.crop]
            .iter()
            .any(|strength| *strength > 0.0)
    }
}

impl Default for Augmentation {
    fn default() -> Self {
        Self::NONE
    }
}

/// An image being changed, in this processor's widest instructions. Results do not depend on their width: every pixel
/// is computed alone, and no multiplication is fused with an addition.
struct Change<'a, F> {
    augmentation: &'a Augmentation,
    image: &'a Image,
    /// The stream of each purpose.
    draws: F,
}

impl<F: Fn([u8; 8]) -> ChaCha8Rng> WithSimd for Change<'_, F> {
    type Output = Image;

    #[inline(always)]
    fn with_simd<S: Simd>(self, _: S) -> Image {
        let Self {
            augmentation,
            image,
            draws,
        } = self;
        let is_bent = augmentation.elastic > 0.0;
        let mut changed = *image;
        if augmentation.moves() || is_bent {
            let affine = Affine::draw(augmentation, &mut draws(*b"aug-move"));
            changed = match is_bent {
                true => {
                    let field = elastic::draw(augmentation, &mut draws(*b"aug-bend"));
                    resample::bent(image, &affine, &field)
                }
                false => resample::straight(image, &affine),
            };
        }
        if augmentation.noise > 0.0 {
            noise::add(&mut changed, augmentation.noise, &mut draws(*b"aug-gray"));
        }
        if augmentation.erase > 0.0 {
            erase::blank(&mut changed, augmentation.erase, &mut draws(*b"aug-hole"));
        }
        changed
    }
}

#[cfg(test)]
mod tests;
