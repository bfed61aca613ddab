//! Progress on stderr: a line that is redrawn on a terminal, one line for each epoch or file elsewhere.

mod downloads;
mod epoch_line;
mod training;

pub use downloads::Downloads;
pub use training::{Bars, Lines, Recorder};
