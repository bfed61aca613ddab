//! Nothing that a caller passes breaks a page: not NaN, no empty input, no markup in a text.

use burn_mnist_report::{
    Alignment, Axis, Bar, BarSeries, Bars, Block, Card, Chart, Column, Drawing, Emphasis, Figure,
    Lines, Matrix, Page, Picture, Plot, Reference, Row, Section, Series, Spacing, Table,
};
use proptest::collection::vec;
use proptest::prelude::*;

fn number() -> impl Strategy<Value = f64> {
    prop_oneof![
        prop::num::f64::ANY,
        -1e3..1e3,
        prop::sample::select(vec![
            0.0,
            -0.0,
            f64::MAX,
            f64::MIN,
            5e-324,
            1e300,
            1e-300,
            1.0
        ]),
    ]
}

/// Never contains the letters of NaN or infinity, so that tests can search for those.
fn text() -> impl Strategy<Value = String> {
    prop::sample::select(vec![
        "",
        "flex",
        "</style><script>alert(1)</script>",
        "\" onload=\"alert(1)",
        "' & &amp; <!-- ]]> --><svg>",
        "a very long name that goes on and on and on, past every margin there could be",
        "\u{0}\u{7}\u{202e}é漢字\n\t",
    ])
    .prop_map(str::to_owned)
}

fn axis() -> impl Strategy<Value = Axis> {
    let spacing = prop::sample::select(vec![
        Spacing::Linear,
        Spacing::FromZero,
        Spacing::Whole,
        Spacing::Logarithmic,
    ]);
    (text(), spacing, text())
        .prop_map(|(label, spacing, unit)| Axis::new(label, spacing).in_unit(unit))
}

fn bars() -> impl Strategy<Value = Plot> {
    let bar = prop_oneof![
        number().prop_map(Bar::value),
        (number(), number(), number())
            .prop_map(|(value, low, high)| Bar::between(value, low, high)),
        text().prop_map(Bar::Missing),
    ];
    let series = (text(), vec(bar, 0..4)).prop_map(|(name, bars)| BarSeries { name, bars });
    (axis(), vec(text(), 0..4), vec(series, 0..9)).prop_map(|(axis, categories, series)| {
        Plot::Bars(Bars {
            axis,
            categories,
            series,
        })
    })
}

fn lines() -> impl Strategy<Value = Plot> {
    let drawing = prop::sample::select(vec![
        Drawing::Line,
        Drawing::MarkedLine,
        Drawing::Steps,
        Drawing::Points,
        Drawing::LabelledPoints,
    ]);
    let series = (text(), drawing, vec((number(), number()), 0..5))
        .prop_map(|(name, drawing, points)| Series::new(name, drawing, points));
    let reference = (text(), number()).prop_map(|(label, y)| Reference { label, y });
    let y = prop_oneof![
        axis(),
        (axis(), number()).prop_map(|(axis, least)| axis.starting_at(least))
    ];
    (axis(), y, vec(series, 0..9), vec(reference, 0..2)).prop_map(|(x, y, series, references)| {
        Plot::Lines(Lines {
            x,
            y,
            series,
            references,
        })
    })
}

fn table() -> impl Strategy<Value = Block> {
    let column = (
        text(),
        text(),
        prop::sample::select(vec![Alignment::Left, Alignment::Right]),
    )
        .prop_map(|(title, unit, alignment)| Column {
            title,
            unit: Some(unit),
            alignment,
        });
    let row = vec(text(), 0..4).prop_map(|cells| Row {
        cells,
        emphasis: Emphasis::Failed,
    });
    (text(), vec(column, 0..4), vec(row, 0..3)).prop_map(|(caption, columns, rows)| {
        Block::Table(Table {
            caption,
            columns,
            rows,
        })
    })
}

fn matrix() -> impl Strategy<Value = Block> {
    let counts = vec(vec(any::<u64>(), 0..4), 0..4);
    (text(), text(), vec(text(), 0..4), counts).prop_map(|(caption, axis, classes, counts)| {
        Block::Matrix(Matrix {
            caption,
            row: axis.clone(),
            column: axis,
            classes,
            counts,
        })
    })
}

fn picture() -> impl Strategy<Value = Picture> {
    text().prop_map(|alternative| Picture {
        png: vec![0; 5],
        alternative,
    })
}

fn gallery() -> impl Strategy<Value = Block> {
    let card = (vec(picture(), 0..3), text(), text()).prop_map(|(pictures, title, note)| Card {
        pictures,
        title,
        note,
    });
    vec(card, 0..3).prop_map(Block::Gallery)
}

fn page() -> impl Strategy<Value = Page> {
    let chart = (text(), text(), text(), prop_oneof![bars(), lines()]).prop_map(
        |(id, title, caption, plot)| {
            Block::Chart(Chart {
                id,
                title,
                caption,
                plot,
            })
        },
    );
    let block = prop_oneof![
        4 => chart,
        1 => table(),
        1 => matrix(),
        1 => gallery(),
        1 => (picture(), text()).prop_map(|(picture, caption)| Block::Picture(picture, caption)),
        1 => text().prop_map(Block::Code),
        1 => (text(), text(), text())
            .prop_map(|(name, value, note)| Block::Figures(vec![Figure::new(name, value, note)])),
        1 => text().prop_map(Block::Paragraph),
        1 => vec(text(), 0..3).prop_map(Block::Warnings),
        1 => vec((text(), text()), 0..3).prop_map(Block::Facts),
    ];
    let block = block.prop_recursive(2, 8, 3, |block| {
        let blocks = vec(block, 0..3);
        prop_oneof![
            text().prop_map(Block::Heading),
            vec(blocks.clone(), 0..4).prop_map(Block::Columns),
            (text(), blocks).prop_map(|(summary, blocks)| Block::Folded { summary, blocks }),
        ]
    });
    let section =
        (text(), vec(block, 0..3)).prop_map(|(heading, blocks)| Section { heading, blocks });
    (text(), text(), vec(section, 0..3)).prop_map(|(title, subtitle, sections)| Page {
        title,
        subtitle,
        sections,
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_page_is_drawn_without_a_number_that_is_none(page in page()) {
        let html = page.to_html();
        let (_, body) = html.split_once("</style>").unwrap();
        for none in ["NaN", "inf", "Inf"] {
            prop_assert!(!body.contains(none), "{none}: {body}");
        }
    }

    #[test]
    fn no_text_becomes_markup(page in page()) {
        let html = page.to_html();
        for markup in ["<script", "<!--", "\" onload"] {
            prop_assert!(!html.contains(markup), "{markup}: {html}");
        }
    }

    #[test]
    fn equal_pages_are_equal_text(page in page()) {
        prop_assert_eq!(page.to_html(), page.clone().to_html());
    }
}
