//! Draws lines and points.

use maud::{Markup, html};

use super::path;
use super::{Drawing, Lines, Series};
use crate::drawing;
use crate::frame::{Frame, px};
use crate::label;
use crate::legend::{Key, legend};
use crate::paper::Paper;
use crate::scale::Scale;
use crate::series_style::SeriesStyle;

/// Above the plot area, for the title of the y axis.
const HEAD: f64 = 34.0;
/// Below it, for the x axis.
const FOOT: f64 = 56.0;
/// Right of it, for half a tick's label.
const MARGIN: f64 = 24.0;
/// A line's points that can be asked for their values: all of a short line, some of a long one.
const MOST_HOVERS: usize = 120;

pub(super) struct Canvas<'a> {
    pub(super) paper: Paper,
    pub(super) lines: &'a Lines,
    pub(super) frame: Frame,
    pub(super) x: Scale,
    pub(super) y: Scale,
}

/// The drawing; none without a point that can be drawn.
pub(crate) fn draw(lines: &Lines, paper: Paper) -> Option<drawing::Drawing> {
    let points = || {
        let points = lines.series.iter().flat_map(|series| &series.points);
        points.filter(|(_, y)| lines.y.has_in_view(*y))
    };
    let heights = points().map(|(_, y)| *y);
    let references = lines.references.iter().map(|reference| reference.y);
    let (top, bottom) = (HEAD, paper.height - FOOT);
    let y = Scale::fit(lines.y.spacing, heights.chain(references), (bottom, top), 5)?
        .labelled_for(&lines.y);
    let widest = y.ticks().map(|(_, label)| label::width(label));
    let (left, right) = (widest.fold(24.0, f64::max) + 14.0, paper.width - MARGIN);
    let canvas = Canvas {
        paper,
        x: Scale::fit(
            lines.x.spacing,
            points().map(|(x, _)| *x),
            (left, right),
            paper.ticks_across(),
        )?
        .with_ticks_at(&lines.x.ticks)
        .labelled_for(&lines.x),
        y,
        frame: Frame {
            left,
            right,
            top,
            bottom,
        },
        lines,
    };
    Some(drawing::Drawing {
        legend: legend(&canvas.entries()),
        height: paper.height,
        marks: canvas.marks(),
    })
}

/// The look that a series asks for, or that of its position.
fn look(position: usize, series: &Series) -> SeriesStyle {
    series
        .style
        .map_or(SeriesStyle::of(position), SeriesStyle::styled)
}

impl Canvas<'_> {
    fn entries(&self) -> Vec<(SeriesStyle, Key, &str)> {
        let entry = |(position, series): (usize, &'_ Series)| {
            let key = match series.drawing {
                Drawing::Line | Drawing::Steps => Key::Line,
                Drawing::MarkedLine => Key::MarkedLine,
                Drawing::Points => Key::Marker,
                Drawing::LabelledPoints => return None,
            };
            Some((look(position, series), key))
        };
        let series = self.lines.series.iter().enumerate();
        series
            .filter(|(_, series)| !series.points.is_empty())
            .filter_map(|numbered| {
                let (look, key) = entry(numbered)?;
                Some((look, key, numbered.1.name.as_str()))
            })
            .collect()
    }

    fn marks(&self) -> Markup {
        html! {
            (self.frame.horizontal_axis(&self.x, &self.lines.x.title()))
            (self.frame.vertical_axis(&self.y, &self.lines.y.title()))
            (self.frame.floor())
            @for (position, series) in self.lines.series.iter().enumerate() {
                (self.line(look(position, series), series))
            }
            @for reference in &self.lines.references { (self.reference(reference)) }
            @for (position, series) in self.lines.series.iter().enumerate() {
                (self.points(look(position, series), series))
            }
            (self.labels())
        }
    }

    fn line(&self, look: SeriesStyle, series: &Series) -> Markup {
        let places = series.points.iter().map(|point| self.place(*point));
        let path = match series.drawing {
            Drawing::Line | Drawing::MarkedLine => path::straight(places),
            Drawing::Steps => path::steps(places),
            Drawing::Points | Drawing::LabelledPoints => return html! {},
        };
        html! {
            path class={ (line_class(series)) " " (look.class()) } stroke-dasharray=[look.dash()] d=(path) {
                title { (series.name) }
            }
        }
    }

    /// A marker on each point, or a place to hover over where markers would hide the line.
    fn points(&self, look: SeriesStyle, series: &Series) -> Markup {
        let drawn: Vec<_> = series
            .points
            .iter()
            .filter_map(|point| Some((self.place(*point)?, self.title(series, *point))))
            .collect();
        match series.drawing {
            Drawing::Line | Drawing::Steps => html! {
                @for ((x, y), title) in spread(&drawn, MOST_HOVERS) {
                    circle class={ "mark hover " (look.class()) } cx=(px(*x)) cy=(px(*y)) r="5" {
                        title { (title) }
                    }
                }
            },
            Drawing::MarkedLine | Drawing::Points | Drawing::LabelledPoints => html! {
                @for (place, title) in &drawn { (look.marker(*place, title)) }
            },
        }
    }

    fn title(&self, series: &Series, (x, y): (f64, f64)) -> String {
        let (x, y) = (self.lines.x.quantity(x), self.lines.y.quantity(y));
        let (across, up) = (&self.lines.x.label, &self.lines.y.label);
        format!("{}\n{across}: {x}\n{up}: {y}", series.name)
    }

    pub(super) fn place(&self, (x, y): (f64, f64)) -> Option<(f64, f64)> {
        let in_view = self.lines.y.has_in_view(y);
        in_view.then_some(())?;
        Some((self.x.place(x)?, self.y.place(y)?))
    }
}

/// A line of many points is drawn thinner, so that neighbouring points stay distinguishable.
fn line_class(series: &Series) -> &'static str {
    match series.points.len() > MOST_HOVERS {
        true => "line fine",
        false => "line",
    }
}

/// At most `most` of the items, evenly spread, the first and the last among them.
fn spread<T>(items: &[T], most: usize) -> impl Iterator<Item = &T> {
    let count = items.len().min(most);
    let last = items.len().saturating_sub(1);
    (0..count).map(move |index| &items[index * last / (count - 1).max(1)])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_line_keeps_its_ends_among_the_points_that_say_their_values() {
        let items: Vec<_> = (0..1000).collect();
        let some: Vec<_> = spread(&items, 120).copied().collect();
        assert_eq!((some.len(), some[0], some[119]), (120, 0, 999));
        assert_eq!(spread(&items[..3], 120).count(), 3);
        assert_eq!(spread(&items[..1], 120).count(), 1);
        assert_eq!(spread(&items[..0], 120).count(), 0);
    }
}
