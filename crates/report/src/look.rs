//! How series are told apart: by colour, and for those who see none by shape and dash.

use maud::{Markup, html};

use crate::frame::px;

/// No divisor in common with [`Look::COLOURS`]: a colour that returns comes with another shape and dash.
const SHAPES: [Shape; 6] = [
    Shape::Circle,
    Shape::Square,
    Shape::Triangle,
    Shape::Diamond,
    Shape::Cross,
    Shape::Wedge,
];
const DASHES: [Option<&str>; 5] = [
    None,
    Some("9 4"),
    Some("3 3"),
    Some("12 3 3 3"),
    Some("6 2"),
];

/// The look of one series, by its position among its chart's.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Look(usize);

#[derive(Clone, Copy, Debug)]
enum Shape {
    Circle,
    Square,
    Triangle,
    Diamond,
    Cross,
    Wedge,
}

impl Look {
    /// The colours that `page.css` defines for both themes.
    pub(crate) const COLOURS: usize = 7;

    /// The look of the series at `position`, from zero.
    pub(crate) fn of(position: usize) -> Self {
        Self(position)
    }

    /// The class that `page.css` gives a colour.
    pub(crate) fn class(self) -> String {
        format!("colour-{}", self.0 % Self::COLOURS)
    }

    /// The dash pattern of its lines; none where they are solid.
    pub(crate) fn dash(self) -> Option<&'static str> {
        DASHES[self.0 % DASHES.len()]
    }

    /// Its marker around a point, `title` being what hovering over it says.
    pub(crate) fn marker(self, (x, y): (f64, f64), title: &str) -> Markup {
        let outline = SHAPES[self.0 % SHAPES.len()].outline(x, y);
        html! { path class={ "mark marker " (self.class()) } d=(outline) { title { (title) } } }
    }

    /// Its marker where it only says which series something belongs to.
    pub(crate) fn key(self, (x, y): (f64, f64)) -> Markup {
        let outline = SHAPES[self.0 % SHAPES.len()].outline(x, y);
        html! { path class={ "marker " (self.class()) } d=(outline) {} }
    }
}

impl Shape {
    /// The path around (x, y); sizes differ so that areas look alike.
    fn outline(self, x: f64, y: f64) -> String {
        let at = |dx: f64, dy: f64| format!("{} {}", px(x + dx), px(y + dy));
        let polygon = |corners: &[(f64, f64)]| {
            let corners: Vec<_> = corners.iter().map(|(dx, dy)| at(*dx, *dy)).collect();
            format!("M{}Z", corners.join("L"))
        };
        match self {
            Self::Circle => format!("M{}a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0 -9 0Z", at(-4.5, 0.0)),
            Self::Square => polygon(&[(-4.0, -4.0), (4.0, -4.0), (4.0, 4.0), (-4.0, 4.0)]),
            Self::Triangle => polygon(&[(0.0, -5.4), (5.2, 4.0), (-5.2, 4.0)]),
            Self::Diamond => polygon(&[(0.0, -5.8), (5.8, 0.0), (0.0, 5.8), (-5.8, 0.0)]),
            Self::Cross => {
                let (a, b) = (1.8, 5.2);
                polygon(&[
                    (-a, -b),
                    (a, -b),
                    (a, -a),
                    (b, -a),
                    (b, a),
                    (a, a),
                    (a, b),
                    (-a, b),
                    (-a, a),
                    (-b, a),
                    (-b, -a),
                    (-a, -a),
                ])
            }
            Self::Wedge => polygon(&[(0.0, 5.4), (5.2, -4.0), (-5.2, -4.0)]),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_themes_have_every_colour() {
        let css = include_str!("page.css");
        for colour in 0..Look::COLOURS {
            assert!(css.contains(&format!("--series-{colour}: light-dark(")));
            assert!(css.contains(&format!(".{}", Look::of(colour).class())));
        }
    }

    #[test]
    fn series_of_one_colour_differ_in_shape_and_dash() {
        let (first, again) = (Look::of(0), Look::of(Look::COLOURS));
        assert_eq!(first.class(), again.class());
        assert_ne!(first.dash(), again.dash());
        let marker = |look: Look| look.key((0.0, 0.0)).into_string();
        assert_ne!(marker(first), marker(again));
    }
}
