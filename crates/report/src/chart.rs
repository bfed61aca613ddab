//! A chart on a page: its title, legend, drawing and caption.

use maud::{Markup, html};

use crate::bars::{self, Bars};
use crate::frame::WIDTH;
use crate::lines::{self, Lines};

/// A drawing with its words.
#[derive(Clone, Debug, PartialEq)]
pub struct Chart {
    /// Names the chart in links: unique on its page. What is not an ASCII letter, a digit, `-` or
    /// `_` becomes a `-`.
    pub id: String,
    /// What it shows, in a few words.
    pub title: String,
    /// How to read it: what was measured, how often, what the error bars are.
    pub caption: String,
    /// What is drawn.
    pub plot: Plot,
}

/// What a chart draws.
#[derive(Clone, Debug, PartialEq)]
pub enum Plot {
    /// A value for each category and series.
    Bars(Bars),
    /// Lines and points over two axes.
    Lines(Lines),
}

impl Chart {
    pub(crate) fn render(&self) -> Markup {
        let drawing = match &self.plot {
            Plot::Bars(bars) => bars::draw(bars),
            Plot::Lines(lines) => lines::draw(lines),
        };
        let id = identifier(&self.id);
        let (title, caption) = (format!("{id}-title"), format!("{id}-caption"));
        html! {
            figure id=(id) {
                h3 id=(title) { (self.title) }
                @match drawing {
                    Some(drawing) => {
                        (drawing.legend)
                        div class="scroll" tabindex="0" role="group" aria-labelledby=(title) {
                            svg role="img" aria-labelledby=(title) aria-describedby=(caption)
                                viewBox={ "0 0 " (WIDTH) " " (drawing.height) } { (drawing.marks) }
                        }
                    }
                    None => p class="empty" { "There is nothing to draw." }
                }
                figcaption id=(caption) { (self.caption) }
            }
        }
    }
}

fn identifier(id: &str) -> String {
    let allowed = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    id.replace(|c| !allowed(c), "-")
}
