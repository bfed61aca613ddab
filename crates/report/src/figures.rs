//! The few figures that a reader came for, large.

use maud::{Markup, html};

/// One of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    /// What it is.
    pub name: String,
    /// The figure with its unit.
    pub value: String,
    /// What there is to say of it, as an interval or a count; empty where there is nothing.
    pub note: String,
}

impl Figure {
    /// A figure with a note.
    pub fn new(name: impl Into<String>, value: impl Into<String>, note: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            value: value.into(),
            note: note.into(),
        }
    }
}

pub(crate) fn render(figures: &[Figure]) -> Markup {
    html! {
        dl class="figures" {
            @for figure in figures {
                div {
                    dt { (figure.name) }
                    dd { (figure.value) }
                    @if !figure.note.is_empty() { dd class="note" { (figure.note) } }
                }
            }
        }
    }
}
