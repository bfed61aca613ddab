//! Progress on stderr: bars on a terminal, one readable line an epoch elsewhere.

mod downloads;
mod training;

pub use downloads::Downloads;
pub use training::{Bars, Lines};
