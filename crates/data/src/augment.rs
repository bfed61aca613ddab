//! Training images changed a little at random, so that a network cannot learn them by heart.

mod elastic;
mod erase;
mod error;
mod geometry;
mod noise;
mod resample;
mod series;
mod text;

use burn_mnist_model::input::Image;
use pulp::Arch;

use crate::random::stream;
use geometry::Affine;

pub use error::AugmentError;

/// What may happen to an image, and how strongly: every strength is a bound within which each image draws its own.
///
/// Reads and writes as text, such as `shift=2,rotate=10,elastic=8`; `none` leaves images as they are, as does the
/// default.
#[derive(Clone, Copy, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Augmentation {
    /// Moved by up to so many pixels, along each axis.
    pub shift: f32,
    /// Turned by up to so many degrees, either way.
    pub rotate: f32,
    /// Made larger or smaller by up to this fraction.
    pub scale: f32,
    /// Slanted by up to so many degrees, either way.
    pub shear: f32,
    /// Up to so many pixels cut from each border, and the rest stretched over the whole image.
    pub crop: f32,
    /// Bent: the factor alpha, in pixels, of Simard, Steinkraus and Platt, "Best Practices for Convolutional Neural
    /// Networks Applied to Visual Document Analysis" (2003). At sigma 4 a pixel moves by 0.04 alpha, root mean square.
    pub elastic: f32,
    /// How far, in pixels, neighbours bend alike: the Gaussian's standard deviation.
    pub sigma: f32,
    /// Standard deviation of the noise of each pixel, where black is 0 and white 1.
    pub noise: f32,
    /// Side, in pixels, up to which a rectangle is blanked: Zhong et al., "Random Erasing Data Augmentation" (2020).
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
        let draws = |purpose| stream(purpose, seed, epoch as u64, index as u64);
        // Widths differ between processors, results do not: every pixel is computed alone and nothing is contracted.
        Arch::new().dispatch(
            #[inline(always)]
            || {
                let mut changed = match (self.moves(), self.elastic > 0.0) {
                    (false, false) => *image,
                    (true, false) => {
                        let affine = Affine::draw(self, &mut draws(*b"aug-move"));
                        resample::straight(image, &affine)
                    }
                    (_, true) => {
                        let affine = Affine::draw(self, &mut draws(*b"aug-move"));
                        let field = elastic::draw(self, &mut draws(*b"aug-bend"));
                        resample::bent(image, &affine, &field)
                    }
                };
                if self.noise > 0.0 {
                    noise::add(&mut changed, self.noise, &mut draws(*b"aug-gray"));
                }
                if self.erase > 0.0 {
                    erase::blank(&mut changed, self.erase, &mut draws(*b"aug-hole"));
                }
                changed
            },
        )
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

#[cfg(test)]
mod tests;
