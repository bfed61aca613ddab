//! A page: one HTML file that needs nothing beside it.

use maud::{DOCTYPE, Markup, PreEscaped, html};

use crate::chart::Chart;
use crate::contents::{anchored, contents};
use crate::figures::{self, Figure};
use crate::matrix::Matrix;
use crate::paper::Paper;
use crate::picture::{self, Card, Picture};
use crate::table::Table;

/// What the page may fetch or run: nothing. Its style is its own; the empty icon keeps a browser from
/// asking a server for one (<https://www.w3.org/TR/CSP3/>).
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";

/// A page. Every text in it is shown as it is: none is read as HTML.
#[derive(Clone, Debug, PartialEq)]
pub struct Page {
    /// What the page says in a few words; the title of its tab and of links to it too.
    pub title: String,
    /// One line under the title: where and when, say.
    pub subtitle: String,
    /// Its parts, from the top.
    pub sections: Vec<Section>,
}

/// A part of a page under one heading.
#[derive(Clone, Debug, PartialEq)]
pub struct Section {
    /// The heading; a section without one is not among the page's contents.
    pub heading: String,
    /// What is under it, from the top.
    pub blocks: Vec<Block>,
}

/// A piece of a section.
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    /// Running text.
    Paragraph(String),
    /// A heading below the section's.
    Heading(String),
    /// Columns side by side, each with its blocks from the top; below each other where there is no room.
    Columns(Vec<Vec<Block>>),
    /// Blocks that are shown once a reader opens them.
    Folded {
        /// What is in there, in a few words.
        summary: String,
        /// What is shown.
        blocks: Vec<Block>,
    },
    /// What a reader must know before believing the rest. Nothing is shown of none.
    Warnings(Vec<String>),
    /// The few figures that a reader came for, large.
    Figures(Vec<Figure>),
    /// Names with what they stand for.
    Facts(Vec<(String, String)>),
    /// A chart.
    Chart(Chart),
    /// A table.
    Table(Table),
    /// A confusion matrix.
    Matrix(Matrix),
    /// A picture with its caption.
    Picture(Picture, String),
    /// Pictures with words under each group of them.
    Gallery(Vec<Card>),
    /// Text to be copied as it is, line by line.
    Code(String),
}

impl Page {
    /// The page as one HTML file. Equal pages are equal text.
    pub fn to_html(&self) -> String {
        let sections = anchored(&self.sections);
        let page = html! {
            (DOCTYPE)
            html lang="en" {
                head {
                    meta charset="utf-8";
                    meta http-equiv="Content-Security-Policy" content=(POLICY);
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    meta name="color-scheme" content="light dark";
                    meta property="og:type" content="article";
                    meta property="og:title" content=(self.title);
                    @if !self.subtitle.is_empty() {
                        meta name="description" property="og:description" content=(self.subtitle);
                    }
                    link rel="icon" href="data:,";
                    title { (self.title) }
                    style { (PreEscaped(include_str!("page.css"))) }
                }
                body {
                    header {
                        h1 { (self.title) }
                        @if !self.subtitle.is_empty() { p { (self.subtitle) } }
                    }
                    (contents(&sections))
                    main { @for (anchor, section) in &sections { (section.render(anchor)) } }
                }
            }
        };
        page.into_string()
    }
}

impl Section {
    fn render(&self, anchor: &str) -> Markup {
        html! {
            section id=(anchor) {
                @if !self.heading.is_empty() { h2 { (self.heading) } }
                (render(&self.blocks, Paper::WIDE))
            }
        }
    }
}

fn render(blocks: &[Block], paper: Paper) -> Markup {
    html! { @for block in blocks { (block.render(paper)) } }
}

impl Block {
    fn render(&self, paper: Paper) -> Markup {
        match self {
            Self::Paragraph(text) => html! { p { (text) } },
            Self::Heading(text) => html! { h3 { (text) } },
            Self::Columns(columns) => {
                let paper = Paper::in_columns(columns.len());
                html! {
                    div class="columns" { @for blocks in columns { div { (render(blocks, paper)) } } }
                }
            }
            Self::Folded { summary, blocks } => html! {
                details { summary { (summary) } (render(blocks, paper)) }
            },
            Self::Warnings(warnings) => html! {
                @if !warnings.is_empty() {
                    aside class="warnings" aria-label="Warnings" {
                        ul { @for warning in warnings { li { (warning) } } }
                    }
                }
            },
            Self::Figures(figures) => figures::render(figures),
            Self::Facts(facts) => html! {
                dl { @for (name, fact) in facts { div { dt { (name) } dd { (fact) } } } }
            },
            Self::Chart(chart) => chart.render(paper),
            Self::Table(table) => table.render(),
            Self::Matrix(matrix) => matrix.render(),
            Self::Picture(picture, caption) => picture.captioned(caption),
            Self::Gallery(cards) => picture::gallery(cards),
            Self::Code(text) => html! {
                pre { code { (text) } }
            },
        }
    }
}
