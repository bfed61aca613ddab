//! From a backend's name to an open device.

use burn_mnist_backend::{AUTO, Opened, Selection, open};

use crate::context::Context;
use crate::error::AppError;
use crate::notice::Notice;

/// Resolves `NAME[:DEVICE]` and opens it; tells what `auto` picked and which device answered.
///
/// # Errors
///
/// [`AppError::Backend`] if there is no such backend or device here.
pub fn open_device(text: &str, context: &Context<'_>) -> Result<(Selection, Opened), AppError> {
    let selection = Selection::parse(text)?;
    if text == AUTO {
        context.notice(Notice::BackendPicked(selection.clone()));
    }
    let opened = open(&selection)?;
    context.notice(Notice::DeviceOpened(opened.hardware.clone()));
    Ok((selection, opened))
}
