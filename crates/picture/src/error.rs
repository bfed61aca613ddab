//! What can be wrong with a picture, in words its owner can act on.

use std::io;
use std::path::Path;

use burn_mnist_diagnostic::{Diagnostic, Kind};
use thiserror::Error;

use super::{MAX_BYTES, MAX_SIDE};

/// Why a picture could not be prepared. Every message names the picture and what to do.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum PictureError {
    /// The operating system refused the file.
    #[error("cannot read the picture {name}: {fault}; check the path and its permissions")]
    Unreadable {
        /// The picture.
        name: String,
        /// The system's answer.
        fault: io::Error,
    },
    /// There are no bytes at all.
    #[error("the picture {name} is empty (0 bytes); expected a PNG or JPEG picture")]
    Empty {
        /// The picture.
        name: String,
    },
    /// The file is longer than [`MAX_BYTES`].
    #[error(
        "the picture {name} is larger than {} MiB, the limit; save it smaller",
        MAX_BYTES >> 20
    )]
    TooLong {
        /// The picture.
        name: String,
    },
    /// The content is neither PNG nor JPEG.
    #[error("the picture {name} is {found}; expected PNG or JPEG: convert it to one of them")]
    Format {
        /// The picture.
        name: String,
        /// What its first bytes say it is.
        found: String,
    },
    /// The picture has more pixels than are decoded.
    #[error(
        "the picture {name} is {width}x{height} pixels; expected at most {MAX_SIDE}x{MAX_SIDE}: \
         scale it down"
    )]
    TooLarge {
        /// The picture.
        name: String,
        /// Its width in pixels.
        width: u32,
        /// Its height in pixels.
        height: u32,
    },
    /// The decoder gave up.
    #[error(
        "the picture {name} starts as {format} but cannot be decoded: {fault}; \
         it is damaged, incomplete or of an unsupported kind: export or copy it again"
    )]
    Damaged {
        /// The picture.
        name: String,
        /// The format its first bytes announce.
        format: &'static str,
        /// The decoder's words.
        fault: String,
    },
    /// There is only paper.
    #[error(
        "the picture {name} is blank: nothing in it stands out from its background; \
         expected one digit, clearly darker or lighter than the background"
    )]
    Blank {
        /// The picture.
        name: String,
    },
}

impl PictureError {
    /// The picture: its path, or what it was called.
    pub fn name(&self) -> &str {
        match self {
            Self::Unreadable { name, .. }
            | Self::Empty { name, .. }
            | Self::TooLong { name, .. }
            | Self::Format { name, .. }
            | Self::TooLarge { name, .. }
            | Self::Damaged { name, .. }
            | Self::Blank { name, .. } => name,
        }
    }
}

impl Diagnostic for PictureError {
    fn kind(&self) -> Kind {
        Kind::Data
    }

    fn path(&self) -> Option<&Path> {
        Some(Path::new(self.name()))
    }
}
