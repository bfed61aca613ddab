//! Progress on stderr: a line that is redrawn on a terminal, one readable line an epoch or a file elsewhere.

mod downloads;
mod epoch_line;
mod training;

pub use downloads::Downloads;
pub use training::{Bars, Lines, Recorder};
