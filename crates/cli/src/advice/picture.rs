//! Pictures: their errors already say what to do with the picture.

use burn_mnist_inference::picture::PictureError;

use super::Advise;

impl Advise for PictureError {
    fn advice(&self) -> Option<String> {
        None
    }
}
