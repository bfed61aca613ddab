//! Maps made visible: as PNG pictures, and as characters of a terminal.

mod caption;
mod colour;
mod layout;
mod panel;
mod picture;
mod text;

pub use panel::{Panel, Scale, unit_panels};
pub use picture::{alone, captioned_unit_grid, strip, unit_grid};
pub use text::{TextStyle, text};
