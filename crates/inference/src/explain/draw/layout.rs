//! Where panels stand on a picture: row by row, with room for text above, between and below.

use burn_mnist_model::SIDE;

/// A grid of enlarged panels. All distances are in the file's pixels.
#[derive(Clone, Copy, Debug)]
pub(super) struct Layout {
    /// Panels in a row.
    pub columns: usize,
    /// Side of a pixel of a panel; also the gap between panels and the margin.
    pub enlargement: usize,
    /// Room above the first row.
    pub header: usize,
    /// Room below each panel.
    pub caption: usize,
    /// Room below the last row.
    pub footer: usize,
}

impl Layout {
    /// A grid without room for text.
    pub fn new(columns: usize, enlargement: usize) -> Self {
        Self {
            columns,
            enlargement,
            header: 0,
            caption: 0,
            footer: 0,
        }
    }

    /// Left and top of a panel, counted from 0.
    pub fn position(&self, number: usize) -> (usize, usize) {
        let left = number % self.columns * self.step() + self.enlargement;
        let row = number / self.columns;
        let top = self.header + row * (self.step() + self.caption) + self.enlargement;
        (left, top)
    }

    /// Where the room below so many panels begins.
    pub fn below(&self, panels: usize) -> usize {
        let rows = panels.div_ceil(self.columns);
        self.header + rows * (self.step() + self.caption) + self.enlargement
    }

    /// Width and height of a picture of so many panels.
    pub fn size(&self, panels: usize) -> (usize, usize) {
        let width = self.columns * self.step() + self.enlargement;
        (width, self.below(panels) + self.footer)
    }

    fn step(&self) -> usize {
        (SIDE + 1) * self.enlargement
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_has_the_room_that_was_asked_for() {
        let plain = Layout::new(3, 2);
        assert_eq!(plain.position(4), (60, 60));
        assert_eq!(plain.size(4), (3 * 58 + 2, 2 * 58 + 2));
        let spaced = Layout {
            header: 100,
            caption: 10,
            footer: 7,
            ..plain
        };
        assert_eq!(spaced.position(4), (60, 170));
        assert_eq!(spaced.below(4), 100 + 2 * 68 + 2);
        assert_eq!(spaced.size(4), (3 * 58 + 2, 100 + 2 * 68 + 2 + 7));
    }
}
