//! Lines as SVG path data. A missing place breaks the line.

use crate::frame::px;

type Place = Option<(f64, f64)>;

/// From place to place.
pub(crate) fn straight(places: impl Iterator<Item = Place>) -> String {
    path(places, |x, y| format!("L{x} {y}"))
}

/// Level to the next place's x, then up or down.
pub(crate) fn steps(places: impl Iterator<Item = Place>) -> String {
    path(places, |x, y| format!("H{x}V{y}"))
}

fn path(places: impl Iterator<Item = Place>, join: impl Fn(String, String) -> String) -> String {
    let mut path = String::new();
    let mut last = None;
    for place in places {
        let place = place.map(|(x, y)| (px(x).to_string(), px(y).to_string()));
        if let Some((x, y)) = place.clone() {
            match &last {
                None => path += &format!("M{x} {y}"),
                // Thousands of points of a curve share a tenth of a pixel: one of them is enough.
                Some(previous) if place.as_ref() == Some(previous) => {}
                Some(_) => path += &join(x, y),
            }
        }
        last = place;
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_broken_where_a_point_has_no_place() {
        let places = [Some((0.0, 1.0)), Some((2.0, 3.0)), None, Some((4.0, 5.0))];
        assert_eq!(straight(places.into_iter()), "M0 1L2 3M4 5");
    }

    #[test]
    fn a_step_is_level_before_it_rises() {
        let places = [Some((0.0, 1.0)), Some((2.0, 3.0))];
        assert_eq!(steps(places.into_iter()), "M0 1H2V3");
    }

    #[test]
    fn points_in_one_place_are_drawn_once() {
        let places = [Some((0.0, 1.0)), Some((0.01, 1.01)), Some((2.0, 3.0))];
        assert_eq!(straight(places.into_iter()), "M0 1L2 3");
    }
}
