//! A page with everything a page can have, over made-up numbers.

mod charts;

use burn_mnist_report::{Block, Column, Emphasis, Page, Row, Section, Table};

use charts::{distribution, latency, loss, nothing, roofline, throughput};

/// How many marks each chart has: a value with a place is a mark.
pub const MARKS: [(&str, usize); 6] = [
    ("throughput", 11),
    ("latency", 4),
    ("distribution", 3 * 101),
    ("loss", 120 + 5),
    ("roofline", 3 + 3 + 5),
    ("nothing", 0),
];

/// The page.
pub fn page() -> Page {
    Page {
        title: "Backends compared".to_owned(),
        subtitle: "24 November 2026, one machine with two cores and one accelerator".to_owned(),
        sections: vec![
            section(
                "In short",
                vec![
                    Block::Paragraph(
                        "The same 101,770 parameters answered the same 10,000 images on every \
                         backend. Where a number is not one, the reason stands in its place."
                            .to_owned(),
                    ),
                    warnings(),
                    facts(),
                    Block::Table(table()),
                ],
            ),
            section(
                "Speed",
                vec![
                    Block::Chart(throughput()),
                    Block::Chart(latency()),
                    Block::Chart(distribution()),
                    Block::Chart(roofline()),
                ],
            ),
            section(
                "Training",
                vec![Block::Chart(loss()), Block::Chart(nothing())],
            ),
        ],
    }
}

fn section(heading: &str, blocks: Vec<Block>) -> Section {
    Section {
        heading: heading.to_owned(),
        blocks,
    }
}

fn warnings() -> Block {
    Block::Warnings(vec![
        "The processor's clock was not fixed: differences below 5 % mean nothing.".to_owned(),
        "cpu gave other answers than the reference and is left out of every ranking.".to_owned(),
    ])
}

fn facts() -> Block {
    let facts = [
        ("Processor", "2 cores at 2.8 GHz"),
        ("Accelerator", "one, 139 GiB"),
        ("Samples", "101 a case"),
        ("Model", "784-128-10, ReLU"),
        ("Commit", "8a74097"),
        ("Burn", "0.22.1"),
    ];
    Block::Facts(facts.map(|(name, fact)| (name.into(), fact.into())).into())
}

/// Its only table, with text that HTML would read as its own.
pub fn table() -> Table {
    let row = |cells: [&str; 5], emphasis| Row {
        cells: cells.map(str::to_owned).to_vec(),
        emphasis,
    };
    Table {
        caption: "Inference, batch 64, median of 101 samples".to_owned(),
        columns: vec![
            Column::words("Backend"),
            Column::numbers("Throughput").in_unit("images/s"),
            Column::numbers("Latency").in_unit("µs"),
            Column::numbers("Relative"),
            Column::words("Answers"),
        ],
        rows: vec![
            row(
                ["cuda", "1,240,000", "51.6", "28.6 ×", "equal"],
                Emphasis::Best,
            ),
            row(
                ["wgpu", "412,300", "155.2", "9.5 ×", "within 1e-5"],
                Emphasis::Plain,
            ),
            row(
                ["flex", "43,350", "1,476.4", "1.0 ×", "reference"],
                Emphasis::Plain,
            ),
            row(
                ["ndarray", "38,120", "1,678.9", "0.9 ×", "within 1e-6"],
                Emphasis::Plain,
            ),
            row(
                ["cpu", "–", "–", "–", "wrong: \"7\" & <b>9</b> & 'a'"],
                Emphasis::Failed,
            ),
            row(["tch", "", "", "", "not compiled in"], Emphasis::Muted),
        ],
    }
}
