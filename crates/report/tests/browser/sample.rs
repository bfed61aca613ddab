//! A page with everything a page can have, over made-up numbers.

mod charts;

use burn_mnist_report::{
    Block, Card, Column, Emphasis, Figure, Matrix, Page, Picture, Row, Section, Table,
};

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
                    figures(),
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
                vec![Block::Columns(vec![
                    vec![Block::Chart(loss())],
                    vec![Block::Chart(nothing())],
                ])],
            ),
            section(
                "Mistakes",
                vec![
                    Block::Heading("One for another".to_owned()),
                    Block::Folded {
                        summary: "How often each was taken for each".to_owned(),
                        blocks: vec![Block::Matrix(matrix())],
                    },
                    Block::Gallery(vec![card(), card()]),
                    Block::Picture(picture(), "A pixel, enlarged.".to_owned()),
                    Block::Code("train --name 'a <b> & c'".to_owned()),
                ],
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

fn figures() -> Block {
    Block::Figures(vec![
        Figure::new("Accuracy", "97.81 %", "9,781 of 10,000"),
        Figure::new("Time", "3.1 s", ""),
    ])
}

/// How often each of two classes was taken for the other.
pub fn matrix() -> Matrix {
    Matrix {
        caption: "Answers over 200 images".to_owned(),
        row: "true class".to_owned(),
        column: "answer".to_owned(),
        classes: vec!["<cat>".to_owned(), "dog".to_owned()],
        counts: vec![vec![98, 2], vec![1, 99]],
    }
}

/// A PNG file of one black pixel (<https://www.w3.org/TR/png-3/>).
const PIXEL: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\0\0\0\0:~\x9bU\
\0\0\0\nIDATx\xdac`\0\0\0\x02\0\x01\xe5'\xde\xfc\0\0\0\0IEND\xaeB`\x82";

fn picture() -> Picture {
    Picture {
        png: PIXEL.to_vec(),
        alternative: "a black \"pixel\"".to_owned(),
    }
}

fn card() -> Card {
    Card {
        pictures: vec![picture(), picture()],
        title: "a dog taken for a <cat>".to_owned(),
        note: "99.4 %".to_owned(),
    }
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
