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
        let (x, base) = self.emptiest_spot(y, label::width(&label));
        html! {
            line class="reference" x1=(px(self.frame.left)) x2=(px(self.frame.right))
                y1=(px(y)) y2=(px(y)) {}
            text class="label" x=(px(x)) y=(px(base)) { (label) }
        }
    }

    /// Where a text of this width covers the fewest points: at either end of a line at height `y`, above or below it.
    fn emptiest_spot(&self, y: f64, width: f64) -> (f64, f64) {
        let frame = self.frame;
        let (left, right) = (frame.left + 8.0, frame.right - 8.0 - width);
        let (above, below) = (y - 7.0, y + 17.0);
        let spots = [(right, above), (left, above), (right, below), (left, below)];
        // Above the frame is the title of the axis, below it are the labels of its ticks.
        let fits = |base: f64| base - 15.0 >= frame.top && base + 4.0 <= frame.bottom;
        let fitting = spots.into_iter().filter(|(_, base)| fits(*base));
        let emptiest = fitting.min_by_key(|spot| self.covered(*spot, width));
        emptiest.unwrap_or((right, above))
    }

    fn covered(&self, (x, base): (f64, f64), width: f64) -> usize {
        let points = self.lines.series.iter().flat_map(|series| &series.points);
        let places = points.filter_map(|point| self.place(*point));
        let is_covered = |(at, height): &(f64, f64)| {
            (x..x + width).contains(at) && (base - 15.0..base + 5.0).contains(height)
        };
        places.filter(is_covered).count()
    }
}
