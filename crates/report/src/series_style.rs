//! How series are told apart: by colour, and for those who see none by shape and dash.

use maud::{Markup, html};

use crate::frame::px;

/// No divisor in common with [`SeriesStyle::COLOURS`]: a colour that returns comes with another shape and dash.
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

/// How a series looks where the position in its chart does not decide it: series of one colour belong together, and
/// their variant tells them apart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Style {
    /// The number of the colour and of the shape of markers.
    pub colour: usize,
    /// 0 for full bars and solid lines; other numbers for lighter bars, hollow markers and dashed lines.
    pub variant: usize,
}

/// The look of one series: by its position among its chart's, or as its style says.
#[derive(Clone, Copy, Debug)]
pub(crate) struct SeriesStyle {
    colour: usize,
    dash: usize,
    variant: usize,
}

#[derive(Clone, Copy, Debug)]
enum Shape {
    Circle,
    Square,
    Triangle,
    Diamond,
    Cross,
    Wedge,
}

impl SeriesStyle {
    /// The colours that `page.css` defines for both themes.
    pub(crate) const COLOURS: usize = 7;
    /// The variants that `page.css` defines, the full one aside.
    const VARIANTS: usize = 3;

    /// The look of the series at `position`, from zero.
    pub(crate) fn of(position: usize) -> Self {
        Self {
            colour: position,
            dash: position,
            variant: 0,
        }
    }

    /// The look that a style asks for.
    pub(crate) fn styled(style: Style) -> Self {
        Self {
            colour: style.colour,
            dash: style.colour + 2 * style.variant,
            variant: style.variant,
        }
    }

    /// The classes that `page.css` gives a colour, and a filling.
    pub(crate) fn class(self) -> String {
        let colour = self.colour % Self::COLOURS;
        match self.variant {
            0 => format!("colour-{colour}"),
            variant => format!("colour-{colour} variant-{}", variant.min(Self::VARIANTS)),
        }
    }

    /// The dash pattern of its lines; none where they are solid.
    pub(crate) fn dash(self) -> Option<&'static str> {
        DASHES[self.dash % DASHES.len()]
    }

    /// Its marker around a point, `title` being what hovering over it says.
    pub(crate) fn marker(self, (x, y): (f64, f64), title: &str) -> Markup {
        let outline = SHAPES[self.colour % SHAPES.len()].outline(x, y);
        html! { path class={ "mark marker " (self.class()) } d=(outline) { title { (title) } } }
    }

    /// Its marker where it only says which series something belongs to.
    pub(crate) fn key(self, (x, y): (f64, f64)) -> Markup {
        let outline = SHAPES[self.colour % SHAPES.len()].outline(x, y);
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
        for colour in 0..SeriesStyle::COLOURS {
            assert!(css.contains(&format!("--series-{colour}: light-dark(")));
            assert!(css.contains(&format!(".{}", SeriesStyle::of(colour).class())));
        }
    }

    #[test]
    fn variants_of_a_style_share_its_colour_and_differ_in_filling_and_dash() {
        let css = include_str!("page.css");
        let style = |variant| SeriesStyle::styled(Style { colour: 2, variant });
        assert_eq!(style(0).class(), "colour-2");
        for variant in 1..=SeriesStyle::VARIANTS {
            let class = format!("variant-{variant}");
            assert_eq!(style(variant).class(), format!("colour-2 {class}"));
            assert!(css.contains(&format!(".{class}")), "{class}");
            assert_ne!(style(variant).dash(), style(variant - 1).dash());
        }
        assert_eq!(style(9).class(), style(SeriesStyle::VARIANTS).class());
    }

    #[test]
    fn series_of_one_colour_differ_in_shape_and_dash() {
        let (first, again) = (SeriesStyle::of(0), SeriesStyle::of(SeriesStyle::COLOURS));
        assert_eq!(first.class(), again.class());
        assert_ne!(first.dash(), again.dash());
        let marker = |look: SeriesStyle| look.key((0.0, 0.0)).into_string();
        assert_ne!(marker(first), marker(again));
    }
}
