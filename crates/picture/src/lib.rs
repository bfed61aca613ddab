//! Pictures of any size and shade made into the 28x28 images the network was trained on.
//!
//! The steps are those MNIST itself was made with, and each has its own file:
//!
//! 1. `decoder`: PNG and JPEG alone, recognised by content, decoded within limits, turned upright.
//! 2. `transparency`: colours become grey, see-through parts become paper.
//! 3. `polarity`: dark ink on light paper is inverted, which [`Prepared::inverted`] records.
//! 4. `mnist`: a 28x28 picture that already is as MNIST's are goes through unchanged.
//! 5. `paper`: the paper's level, slope and noise are taken away.
//! 6. `ink`: what remains is stretched to full contrast and cropped.
//! 7. `fit`: the crop is scaled into 20x20 with its aspect kept and centred by mass in 28x28.
//!
//! ```
//! # #[cfg(feature = "fs")]
//! # fn main() -> Result<(), burn_mnist_picture::PictureError> {
//! # let path = std::path::Path::new("../inference/examples/seven.png");
//! let seven = burn_mnist_picture::read(path)?;
//! assert!(seven.inverted, "it was drawn dark on light");
//! print!("{}", burn_mnist_picture::preview(&seven.image));
//! # Ok(())
//! # }
//! # #[cfg(not(feature = "fs"))]
//! # fn main() {}
//! ```
//!
//! `sample` is the short cut of data sets, whose 28x28 grey pictures are images already.

mod decoder;
pub mod distort;
mod error;
mod fit;
mod histogram;
mod ink;
pub mod lettering;
mod mnist;
mod paper;
mod polarity;
pub mod preview;
#[cfg(feature = "fs")]
mod sample;
mod sniff;
#[cfg(test)]
mod tests;
mod transparency;

#[cfg(feature = "fs")]
use std::fs::File;
use std::io::Read;
#[cfg(feature = "fs")]
use std::path::Path;

use burn_mnist_model::input::Image;
use image::{DynamicImage, GrayImage};

pub use distort::Distortion;
pub use error::PictureError;
pub use preview::preview;
#[cfg(feature = "fs")]
pub use sample::{Sample, read_sample};

/// The longest picture file that is read, in bytes.
pub const MAX_BYTES: u64 = 32 * 1024 * 1024;

/// The widest and tallest picture that is decoded, in pixels.
pub const MAX_SIDE: u32 = 4096;

/// A picture made ready for the network.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Prepared {
    /// What the network sees: a white digit on black.
    pub image: Image,
    /// Whether the picture was dark on light, and so was inverted.
    pub inverted: bool,
}

/// Prepares the picture in the file at `path`.
///
/// # Errors
///
/// As [`read_from`].
#[cfg(feature = "fs")]
pub fn read(path: &Path) -> Result<Prepared, PictureError> {
    let name = path.display().to_string();
    read_from(open(path, &name)?, &name)
}

/// Prepares the picture that `source` yields; `name` stands for it in messages.
///
/// # Errors
///
/// The source cannot be read, holds more than [`MAX_BYTES`], or fails as [`decode`] does.
pub fn read_from(source: impl Read, name: &str) -> Result<Prepared, PictureError> {
    decode(&read_bytes(source, name)?, name)
}

#[cfg(feature = "fs")]
fn open(path: &Path, name: &str) -> Result<File, PictureError> {
    File::open(path).map_err(|fault| PictureError::Unreadable {
        name: name.to_owned(),
        fault,
    })
}

fn read_bytes(source: impl Read, name: &str) -> Result<Vec<u8>, PictureError> {
    let mut bytes = Vec::new();
    // Reading one byte more than the limit distinguishes a file that is too large from one that just fits.
    source
        .take(MAX_BYTES + 1)
        .read_to_end(&mut bytes)
        .map_err(|fault| PictureError::Unreadable {
            name: name.to_owned(),
            fault,
        })?;
    if bytes.len() as u64 > MAX_BYTES {
        return Err(PictureError::TooLong {
            name: name.to_owned(),
        });
    }
    Ok(bytes)
}

/// Prepares the PNG or JPEG picture in `bytes`; `name`, a path or "standard input", stands for it
/// in messages.
///
/// # Errors
///
/// The bytes are no PNG or JPEG, are damaged, describe a picture beyond [`MAX_SIDE`], or show
/// nothing but paper.
pub fn decode(bytes: &[u8], name: &str) -> Result<Prepared, PictureError> {
    flatten_and_prepare(decoder::decode(bytes, name)?, name)
}

fn flatten_and_prepare(picture: DynamicImage, name: &str) -> Result<Prepared, PictureError> {
    prepare(transparency::flatten(picture)).ok_or_else(|| PictureError::Blank {
        name: name.to_owned(),
    })
}

/// `None` means that there is no ink.
fn prepare(mut grey: GrayImage) -> Option<Prepared> {
    let inverted = polarity::is_dark_on_light(&grey);
    if inverted {
        image::imageops::invert(&mut grey);
    }
    let image = match mnist::as_is(&grey) {
        Some(image) => image,
        None => fit::fit(&ink::lift(grey)?),
    };
    Some(Prepared { image, inverted })
}
