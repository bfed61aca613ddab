//! Words inside a drawing: about how wide they are, and where they do not cover each other.

/// About the width of a character at the drawing's size of text, in its units.
/// The font of the reader is unknown, so widths are those of a wide one (DejaVu Sans).
const CHARACTER: f64 = 7.6;
/// The height of a line of text.
const LINE: f64 = 15.0;

/// About how wide a text is drawn.
pub(crate) fn width(text: &str) -> f64 {
    text.chars().count() as f64 * CHARACTER
}

/// The text, cut where it would be wider than `width`.
pub(crate) fn fitted(text: &str, width: f64) -> String {
    let room = (width / CHARACTER).max(1.0) as usize;
    if text.chars().count() <= room {
        return text.to_owned();
    }
    let kept: String = text.chars().take(room.saturating_sub(1)).collect();
    format!("{}…", kept.trim_end())
}

/// Where a label is written: the left end of its base line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Spot {
    pub(crate) x: f64,
    pub(crate) y: f64,
}

/// Finds places for labels beside their points, clear of the points and of each other.
#[derive(Debug)]
pub(crate) struct Labeller {
    /// Left, right, top and bottom of where labels may be.
    within: [f64; 4],
    taken: Vec<[f64; 4]>,
}

impl Labeller {
    /// Labels within left, right, top and bottom, clear of `points`.
    pub(crate) fn new(within: [f64; 4], points: &[(f64, f64)]) -> Self {
        let around = |(x, y): &(f64, f64)| [x - 6.0, x + 6.0, y - 6.0, y + 6.0];
        Self {
            within,
            taken: points.iter().map(around).collect(),
        }
    }

    /// The place for `text` beside a point; the last resort covers something rather than be lost.
    pub(crate) fn place(&mut self, (x, y): (f64, f64), text: &str) -> Spot {
        let width = width(text);
        let (right, left, middle) = (x + 10.0, x - 10.0 - width, x - width / 2.0);
        let candidates = [
            (right, y + 4.5),
            (left, y + 4.5),
            (middle, y - 11.0),
            (middle, y + 20.0),
            (right, y - 9.0),
            (right, y + 18.0),
            (left, y - 9.0),
            (left, y + 18.0),
            (middle, y - 26.0),
            (middle, y + 35.0),
        ];
        let boxed = |(x, y): (f64, f64)| [x, x + width, y - LINE + 3.0, y + 3.0];
        let free = candidates.into_iter().find(|spot| {
            let label = boxed(*spot);
            self.contains(label) && !self.taken.iter().any(|other| overlap(label, *other))
        });
        let spot = free.unwrap_or(candidates[0]);
        self.taken.push(boxed(spot));
        Spot {
            x: spot.0,
            y: spot.1,
        }
    }

    fn contains(&self, [left, right, top, bottom]: [f64; 4]) -> bool {
        let [first, last, upper, lower] = self.within;
        left >= first && right <= last && top >= upper && bottom <= lower
    }
}

fn overlap(one: [f64; 4], other: [f64; 4]) -> bool {
    one[0] < other[1] && other[0] < one[1] && one[2] < other[3] && other[2] < one[3]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_of_neighbours_do_not_cover_each_other() {
        let points = [(100.0, 100.0), (104.0, 104.0), (100.0, 112.0)];
        let mut labeller = Labeller::new([0.0, 400.0, 0.0, 400.0], &points);
        for point in points {
            labeller.place(point, "a label");
        }
        let labels = &labeller.taken[points.len()..];
        for (at, label) in labels.iter().enumerate() {
            assert!(!labels[..at].iter().any(|other| overlap(*label, *other)));
        }
    }

    #[test]
    fn a_label_at_the_edge_turns_inwards() {
        let point = (395.0, 100.0);
        let mut labeller = Labeller::new([0.0, 400.0, 0.0, 400.0], &[point]);
        assert!(labeller.place(point, "wide label").x + width("wide label") < 400.0);
    }

    #[test]
    fn a_text_too_long_is_cut_between_characters() {
        assert_eq!(fitted("éclair", 1000.0), "éclair");
        assert_eq!(fitted("ééééé", 3.5 * CHARACTER), "éé…");
        assert_eq!(fitted("ab", 0.0), "…");
    }
}
