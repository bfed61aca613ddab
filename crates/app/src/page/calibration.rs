//! Whether probabilities can be taken at their word: the reliability diagram and what it comes to.

use burn_mnist_report::{
    Axis, Block, Chart, Column, Drawing, Lines, Plot, Row, Series, Spacing, Table,
};
use burn_mnist_run::Calibration;
use burn_mnist_run::record::{ProbabilityScore, ReliabilityBin};

use super::subject::Subject;
use super::words::{count, in_percent, percent};

pub fn blocks(subject: &Subject) -> Vec<Block> {
    let test = subject.record.test.as_ref();
    let Some(score) = test.and_then(|test| test.probabilities.as_ref()) else {
        return Vec::new();
    };
    vec![
        Block::Facts(facts(score)),
        Block::Paragraph(fitted(subject.calibration.as_ref())),
        Block::Chart(diagram(score)),
        Block::Table(bins(score)),
    ]
}

fn facts(score: &ProbabilityScore) -> Vec<(String, String)> {
    [
        ("Expected calibration error", percent(Some(score.ece))),
        ("Largest calibration error", percent(Some(score.mce))),
        ("Negative log-likelihood", format!("{:.4} nats", score.nll)),
        ("Brier score", format!("{:.4}", score.brier)),
    ]
    .map(|(name, fact)| (name.to_owned(), fact))
    .into()
}

fn fitted(calibration: Option<&Calibration>) -> String {
    match calibration {
        Some(calibration) => format!(
            "These are the probabilities as the network gives them. A temperature of {:.4} was fitted to {} \
             validation images for the weights {}…, and is used by evaluate and predict where they load these.",
            calibration.temperature.get(),
            count(calibration.count),
            calibration
                .weights_sha256
                .chars()
                .take(12)
                .collect::<String>()
        ),
        None => "These are the probabilities as the network gives them: no temperature was fitted."
            .to_owned(),
    }
}

fn diagram(score: &ProbabilityScore) -> Chart {
    let filled = score.bins.iter();
    let filled = filled.filter_map(|bin| Some((bin.probability?, bin.accuracy?)));
    let points = filled.map(|(said, right)| (in_percent(said), in_percent(right)));
    let honest = Series::new(
        "as many right as was said",
        Drawing::Line,
        vec![(0.0, 0.0), (100.0, 100.0)],
    );
    let measured = Series::new("measured", Drawing::MarkedLine, points.collect());
    Chart {
        id: "reliability".to_owned(),
        title: "Reliability".to_owned(),
        caption: format!(
            "Answers over the test set in {} bins by the probability they were given with, and the share of each bin \
             that was right. Below the straight line the network is too sure of itself. A bin of few answers \
             says little: the table has their numbers.",
            score.bins.len()
        ),
        plot: Plot::Lines(Lines {
            x: Axis::new("Mean probability", Spacing::FromZero).in_unit("%"),
            y: Axis::new("Right", Spacing::FromZero).in_unit("%"),
            series: vec![measured, honest],
            references: Vec::new(),
        }),
    }
}

fn bins(score: &ProbabilityScore) -> Table {
    let width = 100.0 / score.bins.len().max(1) as f64;
    let filled = score.bins.iter().enumerate();
    let filled = filled.filter(|(_, bin)| bin.count > 0);
    Table {
        caption: "The same in numbers; bins without answers are left out".to_owned(),
        columns: vec![
            Column::words("Probability"),
            Column::numbers("Answers"),
            Column::numbers("Mean probability"),
            Column::numbers("Right"),
        ],
        rows: filled.map(|(index, bin)| row(index, width, bin)).collect(),
    }
}

fn row(index: usize, width: f64, bin: &ReliabilityBin) -> Row {
    let (low, high) = (index as f64 * width, (index + 1) as f64 * width);
    Row::plain(vec![
        format!("{low:.1} to {high:.1} %"),
        count(bin.count),
        percent(bin.probability),
        percent(bin.accuracy),
    ])
}
