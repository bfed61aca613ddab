//! Charts and self-contained HTML pages from plain numbers and words.
//!
//! This crate knows no backend, no tensor and no record file: who calls it says what is shown.
//! A [`Page`] is one file that asks for nothing else: no script and no font, and its pictures are within it.
//!
//! Charts are SVG written out here. Of the plotting libraries that are kept, those that draw SVG fix every
//! colour when they draw, so that no page could follow the reader's light or dark, and give a mark neither a
//! title nor a shape of its own; the others need a script to run on the page.

mod axis;
mod bars;
mod chart;
mod extent;
mod figures;
mod frame;
mod label;
mod legend;
mod lines;
mod look;
mod matrix;
pub mod number;
mod page;
mod picture;
mod scale;
mod table;
mod ticks;

pub use axis::{Axis, Spacing};
pub use bars::{Bar, BarSeries, Bars, Interval};
pub use chart::{Chart, Plot};
pub use figures::Figure;
pub use lines::{Drawing, Lines, Reference, Series};
pub use matrix::Matrix;
pub use page::{Block, Page, Section};
pub use picture::{Card, Picture};
pub use table::{Alignment, Column, Emphasis, Row, Table};
