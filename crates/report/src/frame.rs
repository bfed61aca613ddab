//! The plot area of a chart: its gridlines, tick labels and axis titles.

use maud::{Markup, Render, html};

use crate::scale::Scale;

/// The rectangle that marks are drawn in.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Frame {
    pub(crate) left: f64,
    pub(crate) right: f64,
    pub(crate) top: f64,
    pub(crate) bottom: f64,
}

impl Frame {
    /// Gridlines up and down with their tick labels below, and the axis' title under those.
    pub(crate) fn horizontal_axis(&self, scale: &Scale, title: &str) -> Markup {
        html! {
            @for x in scale.minor_ticks() {
                line class="grid minor" x1=(px(x)) x2=(px(x)) y1=(px(self.top)) y2=(px(self.bottom)) {}
            }
            @for (x, label) in scale.ticks() {
                line class="grid" x1=(px(x)) x2=(px(x)) y1=(px(self.top)) y2=(px(self.bottom)) {}
                text class="tick" x=(px(x)) y=(px(self.bottom + 20.0)) text-anchor="middle" { (label) }
            }
            text class="axis" x=(px((self.left + self.right) / 2.0)) y=(px(self.bottom + 44.0))
                text-anchor="middle" { (title) }
        }
    }

    /// Gridlines from side to side with their tick labels on the left, and the axis' title above,
    /// where it reads without turning one's head.
    pub(crate) fn vertical_axis(&self, scale: &Scale, title: &str) -> Markup {
        html! {
            @for y in scale.minor_ticks() {
                line class="grid minor" x1=(px(self.left)) x2=(px(self.right)) y1=(px(y)) y2=(px(y)) {}
            }
            @for (y, label) in scale.ticks() {
                line class="grid" x1=(px(self.left)) x2=(px(self.right)) y1=(px(y)) y2=(px(y)) {}
                text class="tick" x=(px(self.left - 10.0)) y=(px(y + 4.5)) text-anchor="end" { (label) }
            }
            text class="axis" x="0" y="13" { (title) }
        }
    }

    /// The line that values are measured from, at a place from left to right.
    pub(crate) fn base_line(&self, x: f64) -> Markup {
        html! { line class="base" x1=(px(x)) x2=(px(x)) y1=(px(self.top)) y2=(px(self.bottom)) {} }
    }

    /// The line at the bottom.
    pub(crate) fn floor(&self) -> Markup {
        let y = px(self.bottom);
        html! { line class="base" x1=(px(self.left)) x2=(px(self.right)) y1=(y) y2=(y) {} }
    }
}

/// A length in the units of a drawing, to a tenth.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Px(f64);

/// `length` as it is written in a drawing.
pub(crate) fn px(length: f64) -> Px {
    debug_assert!(length.is_finite(), "only what has a place is drawn");
    // Adding zero makes of -0 a 0.
    Px((length * 10.0).round() / 10.0 + 0.0)
}

impl std::fmt::Display for Px {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{}", self.0)
    }
}

impl Render for Px {
    fn render(&self) -> Markup {
        html! { (self.to_string()) }
    }
}
