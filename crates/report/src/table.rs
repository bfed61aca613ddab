//! A table of cells that the caller has formatted as text.

use maud::{Markup, html};

/// A table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// What the table shows, above it.
    pub caption: String,
    /// Its columns, from the left.
    pub columns: Vec<Column>,
    /// Its rows, from the top.
    pub rows: Vec<Row>,
}

/// The head of a column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// What is in it.
    pub title: String,
    /// The unit of its numbers.
    pub unit: Option<String>,
    /// To which side its cells keep.
    pub alignment: Alignment,
}

/// To which side cells keep.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Alignment {
    /// To the left, as words do.
    Left,
    /// To the right, for numbers: units stand below units.
    Right,
}

/// One row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// One cell a column. One too few is empty; one too many is left out.
    pub cells: Vec<String>,
    /// How the row is emphasised.
    pub emphasis: Emphasis,
}

/// How a row is emphasised. A sign at its start says so too, for readers who do not see colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Emphasis {
    /// Nothing.
    Plain,
    /// It is the best.
    Best,
    /// It failed, or is wrong.
    Failed,
    /// It is there for completeness.
    Muted,
}

impl Column {
    /// A column of words.
    pub fn words(title: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            unit: None,
            alignment: Alignment::Left,
        }
    }

    /// A column of numbers.
    pub fn numbers(title: impl Into<String>) -> Self {
        Self {
            alignment: Alignment::Right,
            ..Self::words(title)
        }
    }

    /// The same column, its numbers being in `unit`.
    #[must_use]
    pub fn in_unit(self, unit: impl Into<String>) -> Self {
        Self {
            unit: Some(unit.into()),
            ..self
        }
    }

    fn lead_class(&self) -> &'static str {
        match self.alignment {
            Alignment::Left => "lead",
            Alignment::Right => "number lead",
        }
    }

    fn class(&self) -> Option<&'static str> {
        match self.alignment {
            Alignment::Left => None,
            Alignment::Right => Some("number"),
        }
    }
}

impl Row {
    /// A row with nothing to be noticed for.
    pub fn plain(cells: Vec<String>) -> Self {
        Self {
            cells,
            emphasis: Emphasis::Plain,
        }
    }

    fn has_sign(&self) -> bool {
        matches!(self.emphasis, Emphasis::Best | Emphasis::Failed)
    }

    fn class(&self) -> Option<&'static str> {
        match self.emphasis {
            Emphasis::Plain => None,
            Emphasis::Best => Some("best"),
            Emphasis::Failed => Some("failed"),
            Emphasis::Muted => Some("muted"),
        }
    }
}

impl Table {
    pub(crate) fn render(&self) -> Markup {
        let label = (!self.caption.is_empty()).then_some(&self.caption);
        html! {
            @if !self.caption.is_empty() { p class="caption" { (self.caption) } }
            div class="scroll" tabindex="0" role="group" aria-label=[label] {
                table {
                    thead { tr { @for column in &self.columns { (head(column)) } } }
                    tbody { @for row in &self.rows { (self.row(row)) } }
                }
            }
        }
    }

    /// The column with the signs of emphasis: the first one of words, so that they stand before a name.
    fn lead(&self) -> usize {
        let is_words = |column: &Column| column.alignment == Alignment::Left;
        self.columns.iter().position(is_words).unwrap_or(0)
    }

    fn row(&self, row: &Row) -> Markup {
        html! {
            tr class=[row.class()] {
                @let lead = row.has_sign().then(|| self.lead());
                @for (index, column) in self.columns.iter().enumerate() {
                    @let cell = row.cells.get(index).map_or("", String::as_str);
                    td class=[if Some(index) == lead { Some(column.lead_class()) } else { column.class() }] { (cell) }
                }
            }
        }
    }
}

fn head(column: &Column) -> Markup {
    html! {
        th scope="col" class=[column.class()] {
            (column.title)
            @if let Some(unit) = &column.unit { " " span class="unit" { (unit) } }
        }
    }
}
