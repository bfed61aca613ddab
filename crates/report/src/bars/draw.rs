//! Draws bars.

use maud::{Markup, html};

use super::{Bar, Bars, Interval};
use crate::axis::Spacing;
use crate::drawing::Drawing;
use crate::frame::{Frame, px};
use crate::label;
use crate::legend::{Key, legend};
use crate::number;
use crate::paper::Paper;
use crate::scale::Scale;
use crate::series_style::{SeriesStyle, Style};

/// From one bar to the next.
const PITCH: f64 = 21.0;
const THICKNESS: f64 = 15.0;
/// Between groups.
const GAP: f64 = 16.0;
/// Below the bars, for the axis.
const FOOT: f64 = 52.0;
/// Right of the bars, for the value of the longest.
const MARGIN: f64 = 76.0;
/// Left of the bars, for the shape that names a series.
const KEY: f64 = 20.0;
/// Category names take at most this share of the width.
const LONGEST_NAME: f64 = 0.3;
const MISSING: &str = "no value";

struct Canvas<'a> {
    bars: &'a Bars,
    styles: &'a [Style],
    frame: Frame,
    longest_name: f64,
    scale: Scale,
}

/// The drawing; none without a category and a series. Where every bar is missing, the reasons are drawn.
pub(crate) fn draw(bars: &Bars, styles: &[Style], paper: Paper) -> Option<Drawing> {
    if bars.categories.is_empty() || bars.series.is_empty() {
        return None;
    }
    let group = bars.series.len() as f64 * PITCH;
    let height = bars.categories.len() as f64 * (group + GAP) + GAP;
    let longest_name = LONGEST_NAME * paper.width;
    let name = bars.categories.iter().map(|name| label::width(name));
    let name = name.fold(40.0, f64::max).min(longest_name);
    let frame = Frame {
        left: name + KEY + 12.0,
        right: paper.width - MARGIN,
        top: 4.0,
        bottom: 4.0 + height,
    };
    let drawn = bars.series.iter().flat_map(|series| {
        let shown = series.bars.iter().take(bars.categories.len());
        shown.flat_map(Bar::values)
    });
    let spacing = match bars.axis.spacing {
        Spacing::Linear | Spacing::FromZero | Spacing::Whole => Spacing::FromZero,
        Spacing::Logarithmic => Spacing::Logarithmic,
    };
    let ends = (frame.left, frame.right);
    let wanted = ((frame.right - frame.left) / 80.0).clamp(2.0, 6.0) as usize;
    let canvas = Canvas {
        scale: Scale::fit(spacing, drawn, ends, wanted)
            .or_else(|| Scale::fit(spacing, [1.0], ends, wanted))?
            .labelled_for(&bars.axis),
        frame,
        longest_name,
        bars,
        styles,
    };
    let entries: Vec<_> = (bars.series.iter().enumerate())
        .map(|(position, series)| (look(styles, position), Key::Marker, series.name.as_str()))
        .collect();
    Some(Drawing {
        legend: legend(&entries),
        height: frame.bottom + FOOT,
        marks: canvas.marks(),
    })
}

/// The look that a series asks for, or that of its position.
fn look(styles: &[Style], position: usize) -> SeriesStyle {
    let style = styles.get(position).copied();
    style.map_or(SeriesStyle::of(position), SeriesStyle::styled)
}

impl Canvas<'_> {
    fn marks(&self) -> Markup {
        let group = self.bars.series.len() as f64 * PITCH;
        html! {
            (self.frame.horizontal_axis(&self.scale, &self.bars.axis.title()))
            @for (index, category) in self.bars.categories.iter().enumerate() {
                @let top = self.frame.top + GAP + index as f64 * (group + GAP);
                (self.category(category, top + group / 2.0))
                @for position in 0..self.bars.series.len() {
                    (self.bar(index, position, top + (position as f64 + 0.5) * PITCH))
                }
            }
            (self.frame.base_line(self.base()))
        }
    }

    fn category(&self, name: &str, middle: f64) -> Markup {
        let key = if self.bars.series.len() > 1 { KEY } else { 0.0 };
        let x = self.frame.left - key - 10.0;
        html! {
            text class="category" x=(px(x)) y=(px(middle + 4.5)) text-anchor="end" {
                title { (name) }
                (label::fitted(name, self.longest_name))
            }
        }
    }

    /// The bar of a category and a series around the height `y`.
    fn bar(&self, category: usize, position: usize, y: f64) -> Markup {
        let series = &self.bars.series[position];
        let look = look(self.styles, position);
        let name = format!("{}, {}", self.bars.categories[category], series.name);
        let drawn = match series.bars.get(category) {
            Some(Bar::Value { value, interval }) => match self.scale.place(*value) {
                Some(x) => self.value(look, (x, y), &name, *value, *interval),
                None => self.missing(y, &name, MISSING),
            },
            Some(Bar::Missing(reason)) => self.missing(y, &name, reason),
            None => self.missing(y, &name, MISSING),
        };
        html! {
            @if self.bars.series.len() > 1 { (look.key((self.frame.left - KEY / 2.0, y))) }
            (drawn)
        }
    }

    fn value(
        &self,
        look: SeriesStyle,
        (x, y): (f64, f64),
        name: &str,
        value: f64,
        interval: Option<Interval>,
    ) -> Markup {
        let axis = &self.bars.axis;
        let whisker = interval.and_then(|Interval { low, high }| {
            Some((self.scale.place(low)?, self.scale.place(high)?, low, high))
        });
        let title = match whisker {
            Some((.., low, high)) => format!(
                "{name}: {} ({} to {})",
                axis.quantity(value),
                number::detailed(low),
                number::detailed(high)
            ),
            None => format!("{name}: {}", axis.quantity(value)),
        };
        let base = self.base();
        let (left, right) = (x.min(base), x.max(base));
        // After the whisker, which would strike it through.
        let text = axis.brief(value);
        let end = whisker.map_or(right, |(low, high, ..)| right.max(low).max(high));
        html! {
            @if axis.spacing == Spacing::Logarithmic {
                line class="guide" x1=(px(base)) x2=(px(x)) y1=(px(y)) y2=(px(y)) {}
                @if let Some((low, high, ..)) = whisker { (error_bar(low, high, y)) }
                (look.marker((x, y), &title))
            } @else {
                rect class={ "mark bar " (look.class()) } x=(px(left)) y=(px(y - THICKNESS / 2.0))
                    width=(px(right - left)) height=(px(THICKNESS)) rx="2" { title { (title) } }
                @if let Some((low, high, ..)) = whisker { (error_bar(low, high, y)) }
            }
            text class="value" x=(px(end + 10.0)) y=(px(y + 4.5)) { (text) }
        }
    }

    fn missing(&self, y: f64, name: &str, reason: &str) -> Markup {
        let reason = if reason.is_empty() { MISSING } else { reason };
        let room = self.frame.right + MARGIN - self.base() - 9.0;
        html! {
            text class="missing" x=(px(self.base() + 9.0)) y=(px(y + 4.5)) {
                title { (name) ": " (reason) }
                (label::fitted(reason, room))
            }
        }
    }

    /// Where the bars begin.
    fn base(&self) -> f64 {
        let zero = match self.bars.axis.spacing {
            Spacing::Linear | Spacing::FromZero | Spacing::Whole => self.scale.place(0.0),
            Spacing::Logarithmic => None,
        };
        zero.unwrap_or(self.frame.left)
    }
}

pub(crate) fn error_bar(low: f64, high: f64, y: f64) -> Markup {
    let (low, high, top, bottom) = (px(low), px(high), px(y - 3.5), px(y + 3.5));
    let path = format!(
        "M{low} {}H{high}M{low} {top}V{bottom}M{high} {top}V{bottom}",
        px(y)
    );
    html! { path class="halo" d=(path) {} path class="error" d=(path) {} }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Axis, BarSeries};

    #[test]
    fn reasons_are_shown_even_where_there_is_no_value_at_all() {
        let bars = |categories: &[&str]| Bars {
            axis: Axis::new("", Spacing::FromZero),
            categories: categories.iter().map(|name| name.to_string()).collect(),
            series: vec![BarSeries {
                name: String::new(),
                bars: vec![Bar::Missing("out of memory".to_owned())],
            }],
        };
        let marks = draw(&bars(&["cuda"]), &[], Paper::WIDE)
            .unwrap()
            .marks
            .into_string();
        assert!(marks.contains(">out of memory</text>"), "{marks}");
        let marks = draw(&bars(&["cuda", "wgpu"]), &[], Paper::WIDE)
            .unwrap()
            .marks;
        assert!(marks.into_string().contains(">no value</text>"));
        assert!(draw(&bars(&[]), &[], Paper::WIDE).is_none());
    }
}
