//! What a reader's browser makes of a page: every mark and cell is there, and nothing is complained of.
#![expect(
    clippy::unwrap_used,
    reason = "a test may stop at the first surprise, its helpers too"
)]

mod chromium;
mod sample;

use burn_mnist_report::{Block, Chart, Page};

use crate::chromium::{Scheme, Visit};

#[test]
fn a_page_is_complete_and_the_browser_has_nothing_to_complain_of() {
    let page = sample::page();
    for scheme in [Scheme::Light, Scheme::Dark] {
        let Some(visit) = Visit::in_scheme(&page.to_html(), scheme) else {
            return;
        };
        assert_eq!(visit.complaints, Vec::<String>::new());
        for (id, marks) in sample::MARKS {
            assert_eq!(visit.marks(id), marks, "{id}");
        }
        assert!(visit.has(">not run: the device has no memory for it</text>"));
        assert!(visit.has("<dd>97.81 %</dd><dd class=\"note\">9,781 of 10,000</dd>"));
    }
}

#[test]
fn every_cell_of_a_table_reads_back_as_it_was_given() {
    let Some(visit) = Visit::to(&sample::page().to_html()) else {
        return;
    };
    let given: Vec<_> = sample::table()
        .rows
        .into_iter()
        .flat_map(|row| row.cells)
        .collect();
    // The corner of the matrix is empty.
    let counts = sample::matrix().counts.into_iter().flatten();
    let counts = counts.map(|count| count.to_string());
    let given: Vec<_> = given
        .into_iter()
        .chain([String::new()])
        .chain(counts)
        .collect();
    assert_eq!(visit.cells(), given);
}

#[test]
fn contents_link_to_sections_that_are_on_the_page() {
    let html = sample::page().to_html();
    let links: Vec<&str> = html
        .split("<a href=\"#")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .collect();
    assert_eq!(links.len(), sample::page().sections.len());
    for link in links {
        assert!(html.contains(&format!("<section id=\"{link}\"")), "{link}");
    }
}

#[test]
fn a_page_that_runs_or_fetches_something_is_complained_of() {
    let html = sample::page().to_html();
    for intruder in [
        "<script>1</script>",
        "<img src='http://127.0.0.1:9/x.png'>",
        "<link rel=stylesheet href='http://127.0.0.1:9/x.css'>",
    ] {
        let html = html.replace("</main>", &format!("{intruder}</main>"));
        let Some(visit) = Visit::to(&html) else {
            return;
        };
        assert!(!visit.complaints.is_empty(), "{intruder}");
    }
}

#[test]
fn every_chart_has_a_name_and_a_description_that_are_on_the_page() {
    let page = sample::page();
    let Some(visit) = Visit::to(&page.to_html()) else {
        return;
    };
    for chart in charts(&page) {
        let id = &chart.id;
        let figure = visit.figure(id).unwrap();
        let drawn = figure.contains("<svg") && figure.contains("role=\"img\"");
        assert_eq!(drawn, id != "nothing", "{id}");
        for reference in [format!("{id}-title"), format!("{id}-caption")] {
            assert!(figure.contains(&format!("id=\"{reference}\"")), "{id}");
        }
    }
}

fn charts(page: &Page) -> Vec<&Chart> {
    let blocks = page.sections.iter().flat_map(|section| &section.blocks);
    blocks.flat_map(charts_of).collect()
}

fn charts_of(block: &Block) -> Vec<&Chart> {
    match block {
        Block::Chart(chart) => vec![chart],
        Block::Columns(columns) => columns.iter().flatten().flat_map(charts_of).collect(),
        Block::Folded { blocks, .. } => blocks.iter().flat_map(charts_of).collect(),
        _ => Vec::new(),
    }
}
