//! The words inside a drawing of lines: the names of points and of reference lines.

use maud::{Markup, html};

use super::draw::Canvas;
use super::{Drawing, Reference};
use crate::frame::px;
use crate::label::{self, Labeller};

impl Canvas<'_> {
    /// The names beside the points of series that are named there.
    pub(super) fn labels(&self) -> Markup {
        let labelled = || {
            let series = self.lines.series.iter();
            series
                .filter(|series| series.drawing == Drawing::LabelledPoints)
                .flat_map(|series| series.points.iter().map(move |point| (series, *point)))
                .filter_map(|(series, point)| Some((self.place(point)?, series.name.as_str())))
        };
        let points: Vec<_> = labelled().map(|(place, _)| place).collect();
        let frame = self.frame;
        let within = [frame.left, self.paper.width, frame.top - 8.0, frame.bottom];
        let mut labeller = Labeller::new(within, &points);
        html! {
            @for (place, name) in labelled() {
                @let spot = labeller.place(place, name);
                text class="label" x=(px(spot.x)) y=(px(spot.y)) { (name) }
            }
        }
    }

    /// A level line with its name at one end.
    pub(super) fn reference(&self, reference: &Reference) -> Markup {
        let Some(y) = self.y.place(reference.y) else {
            return html! {};
        };
        let label = format!(
            "{}: {}",
            reference.label,
            self.lines.y.quantity(reference.y)
        );
        // Under the line where above it would be the title of the axis.
        let base = if y - 22.0 < self.frame.top {
            y + 17.0
        } else {
            y - 7.0
        };
        let x = self.emptier_end(base, label::width(&label));
        html! {
            line class="reference" x1=(px(self.frame.left)) x2=(px(self.frame.right))
                y1=(px(y)) y2=(px(y)) {}
            text class="label" x=(px(x)) y=(px(base)) { (label) }
        }
    }

    /// Where a text of this width covers fewer points: at the right end or at the left one.
    fn emptier_end(&self, base: f64, width: f64) -> f64 {
        let (left, right) = (self.frame.left + 8.0, self.frame.right - 8.0 - width);
        let covered = |from: f64| {
            let points = self.lines.series.iter().flat_map(|series| &series.points);
            let places = points.filter_map(|point| self.place(*point));
            let within = |(x, y): &(f64, f64)| {
                (from..from + width).contains(x) && (base - 15.0..base + 5.0).contains(y)
            };
            places.filter(within).count()
        };
        if covered(left) < covered(right) {
            left
        } else {
            right
        }
    }
}
