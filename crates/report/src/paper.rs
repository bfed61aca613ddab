//! How large a chart is drawn: text keeps its size in the drawing's units, so that a narrow place needs a drawing of
//! its own.

/// The size of a drawing in its own units, which are about pixels where it has the room it was made for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Paper {
    pub(crate) width: f64,
    /// The height of a chart over two axes; bars are as high as there are bars.
    pub(crate) height: f64,
}

impl Paper {
    /// The whole width of a page.
    pub(crate) const WIDE: Self = Self {
        width: 860.0,
        height: 430.0,
    };
    /// Half of it.
    const HALF: Self = Self {
        width: 560.0,
        height: 360.0,
    };
    /// A third of it, or a phone.
    pub(crate) const NARROW: Self = Self {
        width: 400.0,
        height: 330.0,
    };

    /// The paper of a chart in one of `columns` columns.
    pub(crate) fn in_columns(columns: usize) -> Self {
        match columns {
            0 | 1 => Self::WIDE,
            2 => Self::HALF,
            _ => Self::NARROW,
        }
    }

    /// How many ticks there is room for from left to right.
    pub(crate) fn ticks_across(self) -> usize {
        (self.width / 110.0) as usize
    }
}
