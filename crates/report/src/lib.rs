//! Charts and self-contained HTML pages from plain numbers and words.
//!
//! This crate knows no backend, no tensor and no record file: who calls it says what is shown.
//! A [`Page`] is one file that asks for nothing else: no script, font or image, from here or elsewhere.
//!
//! Charts are SVG written out here. Of the plotting libraries that are kept, those that draw SVG fix every
//! colour when they draw, so that no page could follow the reader's light or dark, and give a mark neither a
//! title nor a shape of its own; the others need a script to run on the page.

mod axis;
mod bars;
mod chart;
mod extent;
mod frame;
mod label;
mod legend;
mod lines;
mod look;
pub mod number;
mod page;
mod scale;
mod table;
mod ticks;

pub use axis::{Axis, Spacing};
pub use bars::{Bar, BarSeries, Bars, Interval};
pub use chart::{Chart, Plot};
pub use lines::{Drawing, Lines, Reference, Series};
pub use page::{Block, Page, Section};
pub use table::{Alignment, Column, Emphasis, Row, Table};
