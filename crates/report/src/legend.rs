//! Which series is which, above a drawing: in HTML, so that it wraps on a narrow page.

use maud::{Markup, html};

use crate::series_style::SeriesStyle;

/// What stands for a series in a legend.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Key {
    /// A line.
    Line,
    /// A line with markers on it.
    MarkedLine,
    /// A marker.
    Marker,
}

/// The legend; nothing where there is nothing to tell apart.
pub(crate) fn legend(entries: &[(SeriesStyle, Key, &str)]) -> Markup {
    html! {
        @if entries.len() > 1 {
            ul class="legend" {
                @for (look, key, name) in entries {
                    li { (symbol(*look, *key)) span { (name) } }
                }
            }
        }
    }
}

fn symbol(look: SeriesStyle, key: Key) -> Markup {
    let (width, middle) = match key {
        Key::Marker => (14, 7.0),
        Key::Line | Key::MarkedLine => (32, 16.0),
    };
    html! {
        svg width=(width) height="14" viewBox={ "0 0 " (width) " 14" } aria-hidden="true" {
            @if key != Key::Marker {
                path class={ "line " (look.class()) } stroke-dasharray=[look.dash()] d="M1 7H31" {}
            }
            @if key != Key::Line { (look.key((middle, 7.0))) }
        }
    }
}
