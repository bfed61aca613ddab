//! Charts and self-contained HTML pages from plain numbers and words.
//!
//! This crate knows no backend, no tensor and no record file: the caller decides what is shown.
//! A [`Page`] is one file that asks for nothing else: no script and no font, and its pictures are within it.
//!
//! Charts are SVG written out here. Of the plotting libraries that are kept, those that draw SVG fix every
//! colour when they draw, so that no page could follow the reader's light or dark, and give a mark neither a
//! title nor a shape of its own; the others need a script to run on the page.
//!
//! A page with a bar chart:
//!
//! ```
//! use burn_mnist_report::{
//!     Axis, Bar, BarSeries, Bars, Block, Chart, Page, Plot, Section, Spacing,
//! };
//!
//! let bars = Bars {
//!     axis: Axis::new("Throughput", Spacing::FromZero).in_unit("images/s"),
//!     categories: vec!["flex".to_owned(), "ndarray".to_owned()],
//!     series: vec![BarSeries {
//!         name: "batch 32".to_owned(),
//!         bars: vec![Bar::between(43_000.0, 42_100.0, 44_200.0), Bar::value(38_000.0)],
//!     }],
//! };
//! let chart = Chart {
//!     id: "throughput".to_owned(),
//!     title: "Training throughput".to_owned(),
//!     caption: "Median of seven repeats; whiskers span the 95 % interval.".to_owned(),
//!     plot: Plot::Bars(bars),
//! };
//! let page = Page {
//!     title: "Two backends".to_owned(),
//!     subtitle: "MNIST, two cores".to_owned(),
//!     sections: vec![Section {
//!         heading: "Speed".to_owned(),
//!         blocks: vec![Block::Chart(chart)],
//!     }],
//! };
//! let html = page.to_html();
//! assert!(html.contains("<svg") && html.contains("images/s"));
//! ```

mod axis;
mod bars;
mod chart;
mod contents;
mod drawing;
mod extent;
mod figures;
mod frame;
mod label;
mod legend;
mod lines;
mod matrix;
pub mod number;
mod page;
mod panels;
mod paper;
mod picture;
mod scale;
mod series_style;
mod table;
mod theme;
mod ticks;

pub use axis::{Axis, Spacing};
pub use bars::{Bar, BarSeries, Bars, Interval};
pub use chart::{Chart, Plot};
pub use figures::Figure;
pub use lines::{Drawing, Lines, Reference, Series};
pub use matrix::Matrix;
pub use page::{Block, Page, Section};
pub use panels::{BarPanel, BarPanels, PanelBar};
pub use picture::{Card, Picture};
pub use series_style::Style;
pub use table::{Alignment, Column, Emphasis, Row, Table};
pub use theme::Theme;
