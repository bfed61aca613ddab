//! A chart on a page: its title, legend, drawing and caption.

use maud::{Markup, html};

use crate::bars::{self, Bars};
use crate::drawing::Drawing;
use crate::lines::{self, Lines};
use crate::paper::Paper;
use crate::series_style::Style;

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
    /// The same with a style for each series, in their order.
    StyledBars(Bars, Vec<Style>),
    /// Lines and points over two axes.
    Lines(Lines),
}

impl Chart {
    /// The chart for a place as wide as `paper`, and once more for a screen that is narrower.
    pub(crate) fn render(&self, paper: Paper) -> Markup {
        let narrow = match paper == Paper::NARROW {
            true => None,
            false => self.draw(Paper::NARROW),
        };
        let id = identifier(&self.id);
        let (title, caption) = (format!("{id}-title"), format!("{id}-caption"));
        html! {
            figure id=(id) {
                h3 id=(title) { (self.title) }
                @match self.draw(paper) {
                    Some(drawing) => {
                        (drawing.legend)
                        svg class=[narrow.as_ref().map(|_| "wide")] role="img" aria-labelledby=(title)
                            aria-describedby=(caption) viewBox=(view_box(paper, &drawing)) { (drawing.marks) }
                        @if let Some(narrow) = narrow {
                            svg class="narrow" role="img" aria-labelledby=(title) aria-describedby=(caption)
                                viewBox=(view_box(Paper::NARROW, &narrow)) { (narrow.marks) }
                        }
                    }
                    None => p class="empty" { "There is nothing to draw." }
                }
                figcaption id=(caption) { (self.caption) }
            }
        }
    }

    fn draw(&self, paper: Paper) -> Option<Drawing> {
        match &self.plot {
            Plot::Bars(bars) => bars::draw(bars, &[], paper),
            Plot::StyledBars(bars, styles) => bars::draw(bars, styles, paper),
            Plot::Lines(lines) => lines::draw(lines, paper),
        }
    }
}

fn view_box(paper: Paper, drawing: &Drawing) -> String {
    format!("0 0 {} {}", paper.width, drawing.height)
}

fn identifier(id: &str) -> String {
    let allowed = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    id.replace(|c| !allowed(c), "-")
}
