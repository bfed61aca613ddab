//! `data`: MNIST found, fetched and verified, any digits checked and drawn.

mod check;
pub(crate) mod error;
mod labels;
mod sheet;

use std::path::{Path, PathBuf};

use burn_mnist_data::mnist::{self, FetchReport, Location, VerifyReport};

pub use self::check::{CheckRequest, Checked, WrittenExclusions, check};
pub use self::error::{DataRequestError, NeedsIndices};
pub use self::sheet::{DrawRequest, Drawn, Row, draw};
pub use crate::digits::load;

use crate::context::Context;
use crate::digits;
use crate::error::AppError;

/// Fetches MNIST into the cache, if it is not there.
///
/// # Errors
///
/// [`AppError::Data`].
pub fn fetch(context: &Context<'_>) -> Result<FetchReport, AppError> {
    let mut downloads = context.events.downloads();
    Ok(mnist::fetch(
        &digits::request(None, context),
        downloads.as_mut(),
    )?)
}

/// Reads a whole set of digits, and tells whether it is MNIST.
///
/// # Errors
///
/// [`AppError::Data`] if it is missing or damaged.
pub fn verify(data_dir: Option<PathBuf>, context: &Context<'_>) -> Result<VerifyReport, AppError> {
    Ok(mnist::verify(&digits::request(data_dir, context))?)
}

/// Every place where digits are looked for, in order.
pub fn locate(data_dir: Option<PathBuf>, context: &Context<'_>) -> Vec<Location> {
    mnist::locate(&digits::request(data_dir, context))
}

/// Refuses a directory that does not hold MNIST itself, for callers that asked for MNIST.
///
/// # Errors
///
/// [`DataRequestError::NotMnist`].
pub fn expect_mnist(directory: &Path) -> Result<(), AppError> {
    match mnist::is_in(directory) {
        true => Ok(()),
        false => Err(DataRequestError::NotMnist {
            directory: directory.to_owned(),
        }
        .into()),
    }
}
